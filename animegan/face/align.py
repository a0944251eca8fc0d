"""Brings a face upright into a square crop, and back to where it was.

    alignment = align(face.landmarks, side=512)
    crop = alignment.crop(photo)                       # (512, 512, 3), the eyes level, at the usual distance
    points = alignment.to_crop(face.landmarks)         # the same face in pixels of the crop
    back = warp(crop, alignment.inverse, photo.shape[:2])

A similarity (one scale, one angle, one shift) is the map that changes a face's place without changing the face.
"""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError
from animegan.types import Landmarks, PhotoU8

__all__ = ["CROP_SIDE", "EYES_IN_CROP", "Alignment", "Matrix", "align", "warp"]

PictureT = TypeVar("PictureT", NDArray[np.uint8], NDArray[np.float32])

Matrix = NDArray[np.float64]
"""(2, 3): what `matrix @ (x, y, 1)` makes of a point; pixel centres are at whole numbers."""

CROP_SIDE = 512

# The five points of a face seen from the front, in distances between its eyes from the middle between them: medians
# over 1,087 portraits that look within about ten degrees of the camera.
USUAL_FACE = np.array([(-0.5, 0.0), (0.5, 0.0), (0.0, 0.64), (-0.45, 1.0), (0.45, 1.0)])
EYES_IN_CROP = 4.5  # distances between the eyes from side to side: hair and chin are in it
EYE_LINE = 0.45  # of the crop's height, from above


@dataclass(frozen=True)
class Alignment:
    """Where a face's crop lies in its photo.

    Attributes:
        matrix: From pixels of the photo to pixels of the crop.
        side: Of the crop, in pixels.
    """

    matrix: Matrix
    side: int

    @cached_property
    def inverse(self) -> Matrix:
        """From pixels of the crop to pixels of the photo."""
        return np.asarray(cv2.invertAffineTransform(self.matrix), np.float64)

    @property
    def scale(self) -> float:
        """How much larger the face is in the crop than in the photo."""
        return _scale(self.matrix)

    @property
    def roll_degrees(self) -> float:
        """By how much the head was tilted, clockwise as seen in the photo; -180 to 180."""
        return -math.degrees(math.atan2(self.matrix[1, 0], self.matrix[0, 0]))

    def crop(self, photo: PhotoU8) -> PhotoU8:
        """(side, side, 3) uint8, the face upright; past the photo's border its rim is repeated."""
        return warp(photo, self.matrix, (self.side, self.side))

    def to_crop(self, points: Landmarks) -> Landmarks:
        """(N, 2) points of the photo in pixels of the crop."""
        return _moved(points, self.matrix)

    def to_photo(self, points: Landmarks) -> Landmarks:
        """(N, 2) points of the crop in pixels of the photo."""
        return _moved(points, self.inverse)

    def resized(self, before: tuple[int, int], after: tuple[int, int]) -> "Alignment":
        """The same crop, seen from the photo at another (height, width)."""
        across, down = before[1] / after[1], before[0] / after[0]
        enlarge = np.array([[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2], [0, 0, 1]])
        return Alignment(self.matrix @ enlarge, self.side)


def align(landmarks: Landmarks, *, side: int = CROP_SIDE) -> Alignment:
    """The crop in which a face comes nearest to the usual place, by least squares over its five points.

    Args:
        landmarks: (5, 2), see `animegan.types.Landmarks`, of a face at any roll.
        side: Of the crop, in pixels.

    Raises:
        InputError: All five points are one, or are no numbers.

    Source:
        Umeyama 1991, "Least-squares estimation of transformation parameters between two point patterns"; in the plane
        a similarity is one complex number, and the solution one quotient.
    """
    points = np.asarray(landmarks, np.float64) @ (1, 1j)  # (5,) complex: x + iy
    usual = (USUAL_FACE * side / EYES_IN_CROP + (side / 2 - 0.5, EYE_LINE * side - 0.5)) @ (1, 1j)
    centred = points - points.mean()
    spread = float(np.sum(np.abs(centred) ** 2))
    if not (math.isfinite(spread) and spread > 0):
        hint = "Give five points: two eyes, nose tip, two mouth corners."
        raise InputError("These face points lie in one place or are no numbers.", hint=hint)
    turn = complex(np.sum(centred.conj() * usual)) / spread
    shift = complex(usual.mean() - turn * points.mean())
    matrix = np.array([[turn.real, -turn.imag, shift.real], [turn.imag, turn.real, shift.imag]])
    return Alignment(matrix, side)


def warp(
    picture: PictureT, matrix: Matrix, size: tuple[int, int], *, interpolation: int = cv2.INTER_CUBIC
) -> PictureT:
    """A picture moved by a similarity; past its border the rim is repeated.

    Args:
        picture: (H, W, 3) uint8, or (H, W) float32.
        matrix: From its pixels to those of the outcome.
        size: (height, width) of the outcome.
        interpolation: Of OpenCV; cubic is crisp and overshoots a little at edges, linear does not.
    """
    scale = _scale(matrix)
    if scale < 1:  # what is made smaller is averaged first: picking single pixels would make stairs of lines
        before = picture.shape[:2]
        after = max(1, round(before[0] * scale)), max(1, round(before[1] * scale))
        picture = cv2.resize(picture, after[::-1], interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
        matrix = Alignment(matrix, 0).resized(before, after).matrix
    moved = cv2.warpAffine(picture, matrix, size[::-1], flags=interpolation, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, picture.dtype)


def _moved(points: Landmarks, matrix: Matrix) -> Landmarks:
    return (points @ matrix[:, :2].T + matrix[:, 2]).astype(np.float32)


def _scale(matrix: Matrix) -> float:
    return math.hypot(matrix[0, 0], matrix[1, 0])
