"""Larger eyes, finer nose, mouth and chin: one smooth warp of the photo."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from animegan.toon.colour import Field
from animegan.toon.faces import Face, Point, window_around
from animegan.toon.filters import sample

__all__ = ["reshape_faces"]


class Part(NamedTuple):
    """A part of a face that is drawn larger or smaller.

    Attributes:
        centre: (x, y) in pixels.
        axes: Half-axes (wide, high) of the ellipse in which it happens, in face units.
        gain: Magnification (wide, high) at the centre.
    """

    centre: Point
    axes: Point
    gain: Point


def reshape_faces(lab: Field, faces: Sequence[Face]) -> Field:
    """Redraw the proportions of every face; without faces the picture comes back as it is.

    Args:
        lab: (H, W, 3) float32.
        faces: Where they are.

    Returns:
        (H, W, 3) float32, unchanged outside the faces.
    """
    if not faces:
        return lab
    height, width = lab.shape[:2]
    places = np.dstack(np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)))
    for face in faces:
        for part in _parts(face):
            _magnify(places, face, part)
    return sample(lab, places)


def _parts(face: Face) -> Iterator[Part]:
    """What is drawn larger or smaller on a face."""
    (left_x, left_y), (right_x, right_y), (nose_x, nose_y) = face.points[:3].tolist()
    mouth_x, mouth_y = face.mouth
    cos, sin = face.tilt
    chin = (float(mouth_x - 0.75 * face.unit * sin), float(mouth_y + 0.75 * face.unit * cos))
    yield Part((left_x, left_y), axes=(0.58, 0.52), gain=(1.27, 1.5))
    yield Part((right_x, right_y), axes=(0.58, 0.52), gain=(1.27, 1.5))
    yield Part((nose_x, nose_y), axes=(0.42, 0.45), gain=(0.8, 0.88))
    yield Part((float(mouth_x), float(mouth_y)), axes=(0.6, 0.42), gain=(0.82, 0.86))
    yield Part(chin, axes=(1.25, 0.9), gain=(0.86, 0.97))


def _magnify(places: Field, face: Face, part: Part) -> None:
    """Add one smooth elliptical magnification to the warp, in place."""
    window = window_around(face, part.centre, max(part.axes), places.shape)
    if window is None:
        return
    t = np.clip(1.0 - window.radius(*part.axes), 0.0, 1.0)
    weight = t * t * (3.0 - 2.0 * t) * face.strength * face.unit
    right = weight * window.right * (1.0 / part.gain[0] - 1.0)
    down = weight * window.down * (1.0 / part.gain[1] - 1.0)
    cos, sin = face.tilt
    here = window.of(places)
    here[..., 0] += right * cos - down * sin
    here[..., 1] += right * sin + down * cos
