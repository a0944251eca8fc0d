"""Aligned faces with their paintings, kept in memory, and batches of them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from animegan.errors import TrainingError
from animegan.training.crops import to_pm1
from animegan.training.paintings import COLLAGE_GROUP, CROWD_GROUP, Plate
from animegan.types import Landmarks, PhotoU8

__all__ = ["CropFace", "Pairs", "aligned_faces", "face_window", "pick"]

CropFace = Callable[[PhotoU8, Landmarks, int], PhotoU8]
"""From a photo, a face's points and a side to the (side, side, 3) crop in which the face is upright."""

EYES_PER_SIDE = (
    0.18  # a face whose eyes are nearer than this share of the crop would be enlarged by a quarter or more
)
SHIFT = 32  # a crop is moved by up to its side over this
GAIN = 0.12  # brightness of each colour is changed by up to this share


class Pairs(NamedTuple):
    """(N, S, S, 3) uint8 each: aligned faces, and the painter's pictures of them."""

    photos: NDArray[np.uint8]
    paintings: NDArray[np.uint8]


def aligned_faces(plates: Sequence[Plate], side: int, crop_face: CropFace, *, held_out: bool) -> Pairs:
    """Every face that is large enough, of photos that are held out or of those that are not.

    Args:
        plates: Painted photos; of several paintings the first counts.
        side: Of the crops, in pixels.
        crop_face: Brings a face upright.
        held_out: Which photos.

    Raises:
        TrainingError: There is no face to learn from.
    """
    pairs = [
        tuple(crop_face(np.array(picture), face, side) for picture in plate.pictures()[:2])
        for plate in plates
        if plate.held_out == held_out and plate.group not in (COLLAGE_GROUP, CROWD_GROUP)
        for face in plate.faces
        if np.hypot(*(face[1] - face[0])) >= EYES_PER_SIDE * side
    ]
    if not pairs and not held_out:
        hint = "Use portraits, or a smaller crop."
        raise TrainingError(f"No face is large enough for crops of {side} pixels.", hint=hint)
    stacked = np.array(pairs, np.uint8).reshape(-1, 2, side, side, 3)
    return Pairs(stacked[:, 0], stacked[:, 1])


def pick(pairs: Pairs, count: int, rng: np.random.Generator, *, vary: bool) -> tuple[Tensor, Tensor]:
    """A batch: photos and their paintings, (count, 3, S, S) in [-1, 1].

    Args:
        pairs: What there is.
        count: How many faces.
        rng: Says which, and how they are varied.
        vary: Mirror, move and tint them, so that few faces teach more.
    """
    rows = rng.integers(len(pairs.photos), size=count)
    both = np.stack([pairs.photos[rows], pairs.paintings[rows]])  # (2, count, S, S, 3)
    if not vary:
        return to_pm1(both[0]), to_pm1(both[1])
    varied = np.stack([_varied(both[:, i].astype(np.float32), rng) for i in range(count)], axis=1)
    return to_pm1(varied[0]), to_pm1(varied[1])


def _varied(pair: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """(2, S, S, 3) in 0..255, both pictures changed alike."""
    side = pair.shape[1]
    reach = side // SHIFT
    padded = np.pad(pair, ((0, 0), (reach, reach), (reach, reach), (0, 0)), mode="edge")
    top, left = rng.integers(2 * reach + 1, size=2)
    pair = padded[:, top : top + side, left : left + side]
    pair = pair[:, :, ::-1] if rng.random() < 0.5 else pair
    gain = rng.uniform(1 - GAIN, 1 + GAIN) * rng.uniform(1 - GAIN / 2, 1 + GAIN / 2, 3)
    return np.clip(pair * gain.astype(np.float32), 0, 255)


def face_window(side: int, focus: float) -> Tensor:
    """How much each pixel of an aligned crop counts, (1, 1, side, side): `1 + focus` in mid-face, 1 at the rim.

    The mean is 1, so that a loss keeps its scale.
    """
    at = (torch.arange(side) + 0.5) / side
    away = ((at[:, None] - 0.55) / 0.22).square() + ((at - 0.5) / 0.2).square()
    window = 1 + focus * torch.exp(-away / 2)
    return (window / window.mean())[None, None]
