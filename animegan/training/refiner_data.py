"""Crops for the Local Refiner: what it gets, and what the painter would have drawn.

A face in a group picture has few pixels. Its crop is enlarged, so it is blurred, and the generator paints what it is
given. Here the same happens to a sharp portrait on purpose: it is made smaller by a random factor, enlarged again and
painted. The painter's picture of the sharp portrait is what the refiner should make of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.errors import TrainingError
from animegan.training.crops import focus_map
from animegan.training.paintings import Plate
from animegan.types import Landmarks, PhotoU8

__all__ = ["Sharp", "blurred", "cut", "sharp_faces"]

LEAST_EYES = 70.0  # pixels between the eyes of a face that may serve as sharp; face2paint's crops have 114


@dataclass(frozen=True, slots=True, eq=False)
class Sharp:
    """A face to learn from, or one piece cut from it.

    Attributes:
        photo: (S, S, 3) uint8.
        target: (S, S, 3) uint8, the painter's picture of it in one style.
        style: Number of the style.
        focus: (S, S) float32, at least 1; higher at eyes and mouth.
    """

    photo: PhotoU8
    target: PhotoU8
    style: int
    focus: NDArray[np.float32]


def sharp_faces(plates: Sequence[Plate], *, held_out: bool) -> list[tuple[Plate, Landmarks]]:
    """The faces large enough, of photos that are held out or of those that are not.

    Raises:
        TrainingError: There is none to learn from.
    """
    faces = [
        (plate, face)
        for plate in plates
        if plate.held_out == held_out
        for face in plate.faces
        if np.hypot(*(face[1] - face[0])) >= LEAST_EYES
    ]
    if not faces and not held_out:
        raise TrainingError(
            f"No face has its eyes {LEAST_EYES:.0f} pixels apart.",
            hint="Use portraits of 400 pixels or more.",
        )
    return faces


def cut(
    plate: Plate,
    face: Landmarks,
    side: int,
    rng: np.random.Generator,
    *,
    style: int | None = None,
    focus: float,
) -> Sharp:
    """A square piece around a face, of the photo and of one of its paintings.

    Args:
        plate: The photo and its paintings.
        face: (5, 2) points of one of its faces.
        side: Of the piece; a smaller photo gives all it has.
        rng: Says where, and in which style unless one is named.
        style: Number of the style; None for any.
        focus: What an eye counts more than a cheek.
    """
    pictures = plate.pictures()
    side = min(side, *pictures.shape[1:3])
    x, y = face.mean(axis=0) + rng.normal(0, side / 6, 2) - side / 2
    left, top = (
        int(np.clip(at, 0, room - side)) for at, room in ((x, pictures.shape[2]), (y, pictures.shape[1]))
    )
    style = int(rng.integers(len(pictures) - 1)) if style is None else style
    window = np.s_[top : top + side, left : left + side]
    return Sharp(
        photo=np.array(pictures[0][window]),
        target=np.array(pictures[1 + style][window]),
        style=style,
        focus=focus_map([face], (side, side), (top, left), focus),
    )


def blurred(photo: PhotoU8, factor: float) -> PhotoU8:
    """A photo as its crop would look had it been `factor` times smaller; itself at 1."""
    side = photo.shape[0]
    small = max(8, round(side / factor))
    if small >= side:
        return photo
    less = cv2.resize(photo, (small, small), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(less, (side, side), interpolation=cv2.INTER_CUBIC), np.uint8)
