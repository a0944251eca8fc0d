"""Faces as the painter sees them: a place, a size, a tilt, and how much to do there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from animegan.errors import InputError
from animegan.toon.colour import Field, soft_switch
from animegan.types import Landmarks

__all__ = ["FACE_CENTRE", "Face", "Point", "Window", "faces_of", "window_around"]

FADE_PX = (7.0, 22.0)
"""Face units between which the drawing of a face fades in: below, an eye is only two pixels."""

FACE_CENTRE = (0.0, 0.5)
"""The middle of a face, in face units from the middle between the eyes."""

Point = tuple[float, float]
"""(x, y) in pixels, or (right, down) in face units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One face in the picture.

    Attributes:
        points: (5, 2) float32, the landmarks (x, y).
        unit: Inter-ocular distance of the face seen from the front; all lengths on a face are in it.
        tilt: Cosine and sine of the line between the eyes.
        strength: 0..1, less on small faces.
    """

    points: Landmarks
    unit: float
    tilt: Point
    strength: float

    @property
    def mouth(self) -> Landmarks:
        """(2,) the middle of the mouth, in pixels."""
        middle: Landmarks = self.points[3:].mean(axis=0)
        return middle

    def at(self, right: float, down: float) -> Point:
        """A point on the face in pixels, from face units counted from the middle between the eyes."""
        x, y = (self.points[0] + self.points[1]) / 2
        cos, sin = self.tilt
        return (
            float(x + self.unit * (right * cos - down * sin)),
            float(y + self.unit * (right * sin + down * cos)),
        )

    def seen_from(self, centre: Point, place: Landmarks) -> Point:
        """A place in pixels, (2,), in face units from a centre that is itself `at` face units."""
        x, y = ((place - np.array(self.at(*centre))) / self.unit).tolist()
        cos, sin = self.tilt
        return x * cos + y * sin, y * cos - x * sin


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A cut-out of the picture with the coordinates of a face inside it.

    Attributes:
        rows: Rows of the picture.
        columns: Columns of the picture.
        right: (h, w) distance from the centre along the line of the eyes, in face units.
        down: (h, w) distance across it, in face units.
    """

    rows: slice
    columns: slice
    right: Field
    down: Field

    def of(self, picture: Field) -> Field:
        """That part of a picture, (h, w) or (h, w, C): a view, so writing to it paints the picture."""
        return picture[self.rows, self.columns]

    def radius(self, wide: float, high: float, centre: Point = (0.0, 0.0)) -> Field:
        """(h, w) distance from a centre, 1 on the ellipse of these half-axes; all in face units."""
        square = ((self.right - centre[0]) / wide) ** 2 + ((self.down - centre[1]) / high) ** 2
        return np.sqrt(square).astype(np.float32, copy=False)


def faces_of(landmarks: Sequence[Landmarks], size: tuple[int, ...]) -> tuple[Face, ...]:
    """The faces that are to be drawn as faces.

    Args:
        landmarks: One (5, 2) array for each face.
        size: (height, width, ...) of the picture.

    Returns:
        The faces, in the order given; without those too small, and those so large that no face shows.

    Raises:
        InputError: Landmarks of another shape, or not finite.
    """
    faces = []
    for number, given in enumerate(landmarks, start=1):
        points = np.asarray(given, dtype=np.float32)
        if points.shape != (5, 2) or not np.isfinite(points).all():
            raise InputError(
                f"The landmarks of face {number} have shape {points.shape} or are not finite.",
                hint="Give five (x, y) points for each face: two eyes, nose tip, two mouth corners.",
            )
        face = _face(points)
        if face.strength > 0 and face.unit < 2 * max(size[:2]):
            faces.append(face)
    return tuple(faces)


def _face(points: Landmarks) -> Face:
    """Measure a face; one turned aside keeps its size because eye to mouth is measured too."""
    across = points[1] - points[0]
    eyes_px = float(np.hypot(*across))
    fall_px = float(np.hypot(*(points[3:].mean(axis=0) - points[:2].mean(axis=0))))
    unit = max(eyes_px, 0.9 * fall_px)
    if eyes_px == 0.0:
        return Face(points=points, unit=unit, tilt=(1.0, 0.0), strength=0.0)
    tilt = (float(across[0] / eyes_px), float(across[1] / eyes_px))
    return Face(points=points, unit=unit, tilt=tilt, strength=soft_switch(unit, *FADE_PX))


def window_around(face: Face, centre: Point, reach: float, size: tuple[int, ...]) -> Window | None:
    """Cut a square out of the picture, in coordinates of the face.

    Args:
        face: Gives unit and tilt.
        centre: (x, y) in pixels.
        reach: Half the square's side, in face units.
        size: (height, width, ...) of the picture.

    Returns:
        The window, or None where it lies outside the picture.
    """
    x, y = centre
    half = reach * face.unit
    top, bottom = max(0, int(y - half)), min(size[0], int(y + half) + 2)
    left, right = max(0, int(x - half)), min(size[1], int(x + half) + 2)
    if top >= bottom or left >= right:
        return None
    cos, sin = face.tilt
    across = (np.arange(left, right, dtype=np.float32) - np.float32(x))[None, :] / np.float32(face.unit)
    along = (np.arange(top, bottom, dtype=np.float32) - np.float32(y))[:, None] / np.float32(face.unit)
    return Window(
        rows=slice(top, bottom),
        columns=slice(left, right),
        right=(across * cos + along * sin).astype(np.float32, copy=False),
        down=(along * cos - across * sin).astype(np.float32, copy=False),
    )
