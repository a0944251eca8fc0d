"""Larger eyes, finer nose, mouth and chin: one smooth warp of the photo."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from animegan.toon.colour import Field
from animegan.toon.faces import Face, window_around

__all__ = ["reshape_faces"]

Part = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]
"""Centre (pixels), half-axes of the ellipse (face units), gain (wide, high)."""


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
    source_x, source_y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    for face in faces:
        for part in _parts(face):
            _magnify(source_x, source_y, face, part)
    warped: Field = cv2.remap(lab, source_x, source_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return warped


def _parts(face: Face) -> Iterator[Part]:
    """What is drawn larger or smaller on a face."""
    left_eye, right_eye, nose = (tuple(map(float, point)) for point in face.points[:3])
    mouth_x, mouth_y = face.points[3:].mean(axis=0)
    cos, sin = face.tilt
    chin = (float(mouth_x - 0.75 * face.unit * sin), float(mouth_y + 0.75 * face.unit * cos))
    for eye in (left_eye, right_eye):
        yield (eye[0], eye[1]), (0.58, 0.52), (1.27, 1.5)
    yield (nose[0], nose[1]), (0.42, 0.45), (0.8, 0.88)
    yield (float(mouth_x), float(mouth_y)), (0.6, 0.42), (0.82, 0.86)
    yield chin, (1.25, 0.9), (0.86, 0.97)


def _magnify(source_x: Field, source_y: Field, face: Face, part: Part) -> None:
    """Add one smooth elliptical magnification to the warp, in place."""
    centre, axes, gain = part
    window = window_around(face, centre, max(axes), source_x.shape)
    if window is None:
        return
    t = np.clip(1.0 - window.radius(*axes), 0.0, 1.0)
    weight = t * t * (3.0 - 2.0 * t) * face.strength * face.unit
    right = weight * window.right * (1.0 / gain[0] - 1.0)
    down = weight * window.down * (1.0 / gain[1] - 1.0)
    cos, sin = face.tilt
    source_x[window.rows, window.columns] += right * cos - down * sin
    source_y[window.rows, window.columns] += right * sin + down * cos
