"""Pairs of pictures that are nearly the same: what the perceptual network learns to tell apart.

A pair is one crop of a photo or of a painting, and the same crop changed: distorted, or mixed with its painting
(with its photo, if it is the painting). Everything is drawn from (seed, step), so a resumed run sees what an
uninterrupted one would have seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from torch import Tensor

from animegan.media.image import decode
from animegan.toon import STYLES, paint
from animegan.training.crops import to_pm1
from animegan.training.distortions import DISTORTIONS
from animegan.training.photos import TrainingPhoto
from animegan.types import PhotoU8

__all__ = ["Picture", "load_picture", "load_pictures", "pair_batch", "to_tensor"]

SHORT_SIDE = 320  # pixels; larger photos are reduced, which saves memory and loses nothing a crop would show


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo in memory and, for some, its painting.

    Attributes:
        photo: (H, W, 3) uint8.
        painting: The same scene by the painter, same size; None where it was not painted.
    """

    photo: PhotoU8
    painting: PhotoU8 | None = None


def load_picture(photo: TrainingPhoto, style: str | None = None) -> Picture:
    """Reads a photo, reduced to SHORT_SIDE, and paints it if a style is named.

    Raises:
        InputError: The file is not a picture.
    """
    pixels = decode(photo.path.read_bytes()).photo
    scale = min(1.0, SHORT_SIDE / min(pixels.shape[:2]))
    if scale < 1:
        small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        pixels = np.asarray(small, dtype=np.uint8)
    if style is None:
        return Picture(photo=pixels)
    faces = [face * np.float32(scale) for face in photo.faces or ()]
    return Picture(photo=pixels, painting=paint(pixels, style, faces=faces))


def load_pictures(photos: Sequence[TrainingPhoto], *, painted_every: int) -> list[Picture]:
    """Reads photos and paints every n-th of them, the styles in turn; 0 paints none."""
    pictures = []
    for index, photo in enumerate(photos):
        turn, rest = divmod(index, painted_every) if painted_every else (0, 1)
        pictures.append(load_picture(photo, STYLES[turn % len(STYLES)].name if rest == 0 else None))
    return pictures


def pair_batch(pictures: Sequence[Picture], *, pairs: int, crop: int, seed: int, step: int) -> Tensor:
    """The batch of one training step.

    Returns:
        (2 * pairs, 3, crop, crop) float in [-1, 1]: the pictures, then the same ones changed.
    """
    rng = np.random.default_rng((seed, step))
    drawn = [_pair(pictures, crop, rng) for _ in range(pairs)]
    return to_tensor([first for first, _ in drawn] + [second for _, second in drawn])


def to_tensor(pictures: Sequence[PhotoU8]) -> Tensor:
    """(H, W, 3) uint8 pictures of one size to (N, 3, H, W) float in [-1, 1]."""
    return to_pm1(np.stack(pictures))


def _pair(pictures: Sequence[Picture], crop: int, rng: np.random.Generator) -> tuple[PhotoU8, PhotoU8]:
    """One crop and its changed twin."""
    picture = pictures[int(rng.integers(len(pictures)))]
    cut = _Cut(picture.photo.shape[:2], crop, rng)
    first = cut(picture.photo)
    if picture.painting is None:
        return first, _distorted(first, rng)
    second = cut(picture.painting)
    if rng.random() < 0.5:
        first, second = second, first
    if rng.random() < 0.5:  # a painting and its spoilt self: what a network in training will show
        return first, _distorted(first, rng)
    share = min(1.0, rng.uniform(0.2, 1.6))  # half of the mixtures are the other picture itself
    mixed = cv2.addWeighted(first, 1 - share, second, share, 0)
    return first, np.asarray(mixed, dtype=np.uint8)


def _distorted(picture: PhotoU8, rng: np.random.Generator) -> PhotoU8:
    """One or two distortions of random strength."""
    for name in rng.choice(list(DISTORTIONS), size=rng.integers(1, 3), replace=False):
        picture = DISTORTIONS[name](picture, float(rng.random()), rng)
    return picture


class _Cut:
    """A random square, flip and light, the same for every picture it is applied to."""

    def __init__(self, shape: tuple[int, ...], crop: int, rng: np.random.Generator) -> None:
        height, width = shape
        self.crop = crop
        self.side = int(min(height, width) * rng.uniform(0.35, 1.0))
        self.top, self.left = rng.integers(height - self.side + 1), rng.integers(width - self.side + 1)
        self.flip = rng.random() < 0.5
        self.gain = rng.uniform(0.7, 1.2, 3) * rng.uniform(0.8, 1.2) if rng.random() < 0.5 else np.ones(3)

    def __call__(self, picture: PhotoU8) -> PhotoU8:
        square = picture[self.top : self.top + self.side, self.left : self.left + self.side]
        method = cv2.INTER_AREA if self.side > self.crop else cv2.INTER_LINEAR
        resized = cv2.resize(square, (self.crop, self.crop), interpolation=method)
        turned = resized[:, ::-1] if self.flip else resized
        return np.clip(turned * self.gain, 0, 255).astype(np.uint8)
