"""What a system does to a photo: its faces, its style, and how near it comes to the painter's picture.

One photo is an anecdote; `animegan.comparison.compare` takes many.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import torch
from torch import Tensor, nn

from animegan.evaluation.fidelity import View, fidelity, look
from animegan.face.detect import Face, detect_faces
from animegan.face.match import landmark_shift, match_faces
from animegan.losses.style import gram_matrix
from animegan.types import PhotoU8

__all__ = ["PaintingSet", "Quality", "measure_quality", "measure_view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One picture of one photo, measured.

    Attributes:
        faces: Found in the photo.
        kept: How many of them are found again in the picture.
        landmark_shift: Mean distance of their five points from those in the photo, in distances between the eyes;
            None where no face is found again.
        style_distance: To the painting set: mean absolute difference of Gram matrices, averaged over the paintings.
        psnr_db: To the painter's picture of the same photo; None where there is none to compare with.
        perceptual: Distance of features to the same.
    """

    faces: int
    kept: int
    landmark_shift: float | None
    style_distance: float
    psnr_db: float | None
    perceptual: float | None


class PaintingSet:
    """Paintings of other photos, that a picture's style is compared with.

    Args:
        paintings: (h, w, 3) uint8 each, of any size from 64 pixels.
        eye: The perceptual network.
    """

    def __init__(self, paintings: Sequence[PhotoU8], eye: nn.Module) -> None:
        self.eye = eye
        self._grams = [_grams(look(eye, painting)) for painting in paintings]

    def distance(self, view: View) -> float:
        """How far the style of a picture is from the paintings'; 0 would be the very textures of all of them."""
        drawn = _grams(view)
        apart = [
            torch.stack([(a - b).abs().mean() for a, b in zip(drawn, painting, strict=True)]).mean()
            for painting in self._grams
        ]
        return float(torch.stack(apart).mean())


def measure_quality(
    picture: PhotoU8, found: Sequence[Face], paintings: PaintingSet, *, painting: PhotoU8 | None = None
) -> Quality:
    """Measures a picture of a photo.

    Args:
        picture: (H, W, 3) uint8.
        found: The faces of the photo, in the same pixels.
        paintings: What its style is compared with.
        painting: The painter's picture of the very photo, where it is meant to look like it.
    """
    target = None if painting is None else look(paintings.eye, painting)
    return measure_view(look(paintings.eye, picture), found, paintings, target=target)


def measure_view(
    view: View, found: Sequence[Face], paintings: PaintingSet, *, target: View | None
) -> Quality:
    """`measure_quality` for who has shown picture and painting to the perceptual network already."""
    pairs = match_faces(found, detect_faces(view.picture)) if found else []
    shifts = [landmark_shift(before, after) for before, after in pairs]
    near = None if target is None else fidelity(view, target)
    return Quality(
        faces=len(found),
        kept=len(pairs),
        landmark_shift=fmean(shifts) if shifts else None,
        style_distance=paintings.distance(view),
        psnr_db=near.psnr_db if near else None,
        perceptual=near.perceptual if near else None,
    )


@torch.inference_mode()
def _grams(view: View) -> list[Tensor]:
    return [gram_matrix(level) for level in view.features.values()]
