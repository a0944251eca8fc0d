"""Faces that are too small for the painter's strokes keep the photo's own light and dark.

Where the eyes are a dozen pixels apart, the painter's flat areas and lines take away what makes a face. Whoever draws
such a one by hand hints at it with a few tones. So there the target of a paired run is the painting with the tones of
the photo and a part of its colour: fully in the smallest faces, not at all in those that are large enough to be drawn.
The colour is kept because a face detector needs it: of 47 faces of 8 to 60 px it finds 26 in the same photos made grey.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from animegan.types import Landmarks

__all__ = ["SMALL_FACE", "face_size", "keep_tones", "small_face_map"]

TINY_FACE, SMALL_FACE = (
    18.0,
    30.0,
)  # face_size, pixels: up to the first the whole effect, from the second on none
INNER, OUTER = 1.5, 2.2  # distance from the middle of the face in face_size: the whole effect, none
FALL = 0.9  # of the way from eyes to mouth is what a face has from eye to eye, seen from the front; a profile has less
COLOUR = 0.4  # of the photo's colour; a half of it and the detector finds nearly what it finds in the photo
LUMA = np.array([0.299, 0.587, 0.114], dtype=np.float32)


def face_size(face: Landmarks) -> float:
    """Distance between the eyes as seen from the front, pixels: some 0.4 of the side of the face's box."""
    eyes, mouth = face[:2], face[3:]
    across = float(np.hypot(*(eyes[1] - eyes[0])))
    down = float(np.hypot(*(mouth.mean(axis=0) - eyes.mean(axis=0))))
    return max(across, FALL * down)


def small_face_map(
    faces: Iterable[Landmarks], size: tuple[int, int], corner: tuple[int, int]
) -> NDArray[np.float32]:
    """Where small faces are in a window, and how small.

    Args:
        faces: (5, 2) points each, pixels of the whole photo.
        size: (height, width) of the window.
        corner: (top, left) of the window in the photo.

    Returns:
        (height, width) float32: 1 in a tiny face, falling to 0 around it and with its size.
    """
    rows, columns = np.ogrid[: size[0], : size[1]]
    found = np.zeros(size, dtype=np.float32)
    for face in faces:
        unit = max(face_size(face), 1.0)
        x, y = (face[:2].mean(axis=0) + face[3:].mean(axis=0)) / 2
        apart = np.hypot(rows + (corner[0] - y), columns + (corner[1] - x)) / unit
        near = np.clip((OUTER - apart) / (OUTER - INNER), 0, 1)
        smallness = np.clip((SMALL_FACE - unit) / (SMALL_FACE - TINY_FACE), 0, 1)
        np.maximum(found, near * smallness, out=found, casting="same_kind")
    return found


def keep_tones(
    painting: NDArray[np.float32], photo: NDArray[np.uint8], where: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The painting with the photo's light and dark, and some of its colour, in some places.

    Args:
        painting: (H, W, 3) in 0..255.
        photo: (H, W, 3) uint8, the same place.
        where: (H, W) in 0..1.

    Returns:
        (H, W, 3) in 0..255; `painting` itself where `where` is 0 everywhere.
    """
    if not where.any():
        return painting
    change = photo - painting
    tones = (change @ LUMA)[..., None]
    kept = painting + where[..., None] * (tones + COLOUR * (change - tones))
    return np.asarray(kept.clip(0, 255), dtype=np.float32)
