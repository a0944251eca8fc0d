"""How near a generator comes to the painter on photos it never saw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from animegan.losses.perceptual import perceptual_distance
from animegan.media.samples import load_sample
from animegan.training.crops import to_pm1
from animegan.training.paintings import Plate
from animegan.types import PhotoU8

__all__ = ["StyleFigures", "contact_sheet", "sample_sheet", "validate"]

SAMPLES_SHOWN = ("astronaut", "cat", "coffee")


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleFigures:
    """Means over held-out photos; each beside the same figure for the untouched photo.

    Attributes:
        style: Name of the style.
        photos: How many photos.
        psnr_db: Peak signal-to-noise ratio of the output to the painter's picture.
        photo_psnr_db: The same of the photo.
        perceptual: Perceptual distance of the output to the painter's picture.
        photo_perceptual: The same of the photo.
        nearer_share: Share of the photos whose output is nearer than the photo in both measures.
    """

    style: str
    photos: int
    psnr_db: float
    photo_psnr_db: float
    perceptual: float
    photo_perceptual: float
    nearer_share: float

    @property
    def gain_db(self) -> float:
        """How much nearer to the painter's picture the output is than the photo."""
        return self.psnr_db - self.photo_psnr_db

    @property
    def perceptual_ratio(self) -> float:
        """The output's perceptual distance over the photo's; 0 is perfect, 1 is no better than the photo."""
        return self.perceptual / self.photo_perceptual


def validate(
    generator: nn.Module, perceptual: nn.Module, plates: Sequence[Plate], styles: Sequence[str]
) -> list[StyleFigures]:
    """Figures per style over whole photos.

    Args:
        generator: In eval mode.
        perceptual: The perceptual network, in eval mode.
        plates: Held-out photos.
        styles: Names, in the order of the style code.
    """
    figures = []
    for index, style in enumerate(styles):
        rows = list(_rows(generator, perceptual, plates, index, len(styles)))
        psnr, photo_psnr, distance, photo_distance = (fmean(column) for column in zip(*rows, strict=True))
        figures.append(
            StyleFigures(
                style=style, photos=len(rows), psnr_db=psnr, photo_psnr_db=photo_psnr,
                perceptual=distance, photo_perceptual=photo_distance,
                nearer_share=fmean(row[0] > row[1] and row[2] < row[3] for row in rows),
            )
        )  # fmt: skip
    return figures


@torch.inference_mode()
def _rows(
    generator: nn.Module, perceptual: nn.Module, plates: Sequence[Plate], index: int, styles: int
) -> Iterator[tuple[float, float, float, float]]:
    """PSNR of output and photo, perceptual distance of output and photo, per plate."""
    device = next(generator.parameters()).device
    code = torch.eye(styles, device=device)[index : index + 1]
    for plate in plates:
        pictures = plate.pictures()
        both = to_pm1(np.array(pictures[[0, index + 1]])).to(device)
        photo, target = both[:1], both[1:]
        output = generator(photo, code).picture
        yield (
            _psnr_db(output, target),
            _psnr_db(photo, target),
            float(perceptual_distance(perceptual, output, target)),
            float(perceptual_distance(perceptual, photo, target)),
        )


def contact_sheet(generator: nn.Module, plates: Sequence[Plate], styles: int, *, side: int = 256) -> PhotoU8:
    """Photos with the painter's picture above the generator's, one column per style.

    Returns:
        (2 * len(plates) * side, (1 + styles) * side, 3) uint8.
    """
    rows = []
    for plate in plates:
        pictures = np.array(plate.pictures())
        rows += [_row(pictures, side), _row(_painted(generator, pictures[0], styles), side)]
    return np.concatenate(rows)


def sample_sheet(generator: nn.Module, styles: int, *, side: int = 192) -> PhotoU8:
    """The lab's sample photos as the generator paints them, photo first, one column per style.

    Returns:
        (3 * side, (1 + styles) * side, 3) uint8.
    """
    samples = [_square(load_sample(name), 2 * side) for name in SAMPLES_SHOWN]
    return np.concatenate([_row(_painted(generator, photo, styles), side) for photo in samples])


@torch.inference_mode()
def _painted(generator: nn.Module, photo: PhotoU8, styles: int) -> NDArray[np.uint8]:
    """The photo and its picture in each style, (1 + styles, H, W, 3)."""
    device = next(generator.parameters()).device
    photos = to_pm1(photo[None]).to(device).expand(styles, -1, -1, -1)
    outputs = generator(photos, torch.eye(styles, device=device)).picture
    painted = ((outputs + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()
    return np.concatenate([photo[None], painted])


def _row(pictures: NDArray[np.uint8], side: int) -> PhotoU8:
    """Pictures side by side, each made a square."""
    return np.concatenate([_square(picture, side) for picture in pictures], axis=1)


def _square(picture: PhotoU8, side: int) -> PhotoU8:
    return np.asarray(cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _psnr_db(picture: Tensor, target: Tensor) -> float:
    """PSNR of pictures in [-1, 1], whose peak-to-peak range is 2."""
    return float(10 * torch.log10(4 / (picture - target).square().mean()))
