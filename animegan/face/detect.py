"""Finds faces and their five landmarks with MTCNN.

Three small networks look at ever fewer, ever better candidates: one slides over the picture at many scales, one
sorts its finds, one places box and landmarks. Their weights come inside the facenet-pytorch wheel, so nothing is
fetched. One detector is loaded for the whole process; it keeps no state between pictures.

Source:
    Zhang et al. 2016, Joint Face Detection and Alignment using Multi-task Cascaded Convolutional Networks.
"""

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.types import Landmarks, PhotoU8

if TYPE_CHECKING:
    from facenet_pytorch import MTCNN

__all__ = [
    "PROBABILITY_THRESHOLD",
    "SMALLEST_FACE",
    "WORKING_LONG_SIDE",
    "Face",
    "detect_faces",
    "detect_turned_faces",
    "overlap",
]

# MTCNN's own last gate is 0.7. On 200 photos of streets, rooms and landscapes 11 of the 16 finds between 0.7 and 0.9
# were no faces (leaves, windows, lettering) and 1 of the 27 above; of 150 portraits 149 score above 0.99. A false
# face costs more than a missed one: the painter would draw eyes on a wall.
PROBABILITY_THRESHOLD = 0.9

# The first network's work grows with the picture's area: 800 px take 0.3 to 0.5 s on two cores, and a face may still
# be as small as a fortieth of the long side. A smaller one is too small to draw anime eyes into.
WORKING_LONG_SIDE = 800
SMALLEST_FACE = 20

# A face that lies on its side or stands on its head is often found all the same, with its points in wrong places: of
# 60 portraits in the three wrong turns 99 of 180 were, but only 2 of them above 0.999, where 57 of the 60 upright are.
CERTAIN = 0.999
SAME_PLACE = 0.3  # intersection over union of two finds of one face in two turns, whose boxes differ a little

_loading = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    """One face in a photo.

    Attributes:
        box: (x0, y0, x1, y1) in pixels of the photo; may reach past its edges where the face does.
        landmarks: (5, 2) float32, see `animegan.types.Landmarks`; "left" is meant as the face is seen upright.
        probability: How sure the detector is, `PROBABILITY_THRESHOLD` to 1.
    """

    box: tuple[float, float, float, float]
    landmarks: Landmarks
    probability: float

    @property
    def area(self) -> float:
        """Of the box, in square pixels."""
        x0, y0, x1, y1 = self.box
        return (x1 - x0) * (y1 - y0)


def detect_faces(photo: PhotoU8) -> tuple[Face, ...]:
    """Every face in a photo, largest first; an empty tuple where there is none.

    Args:
        photo: (H, W, 3) uint8 RGB of any size; a large one is searched at `WORKING_LONG_SIDE`.
    """
    height, width = photo.shape[:2]
    scale = min(1.0, WORKING_LONG_SIDE / max(height, width))
    working_size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if min(working_size) < SMALLEST_FACE:
        return ()  # no scale is left to search at, over which the library stumbles
    working = photo if scale == 1.0 else cv2.resize(photo, working_size, interpolation=cv2.INTER_AREA)
    boxes, probabilities, points = _detector().detect(np.ascontiguousarray(working), landmarks=True)
    if boxes is None:
        return ()
    back = np.array([width / working_size[0], height / working_size[1]], np.float64)
    faces = (
        _face(box, landmarks, float(probability), back)
        for box, landmarks, probability in zip(boxes, points, probabilities, strict=True)
        if probability >= PROBABILITY_THRESHOLD
    )
    return tuple(sorted(faces, key=lambda face: face.area, reverse=True))


def detect_turned_faces(photo: PhotoU8) -> tuple[Face, ...]:
    """Every face in a photo that may lie on its side or stand on its head, largest first.

    Where no upright face is found for certain, the photo is searched in the other three quarter turns too, and each
    face is taken from the turn in which it was found most surely. One turn covers 45 degrees either way, so any roll
    is found. A photo with upright faces is searched once; one of another roll among them may be missed.

    Args:
        photo: (H, W, 3) uint8 RGB of any size.
    """
    upright = detect_faces(photo)
    if any(face.probability >= CERTAIN for face in upright):
        return upright
    turned = (
        _turned_back(face, turns, photo.shape[:2])
        for turns in (1, 2, 3)
        for face in detect_faces(np.rot90(photo, turns))
    )
    kept: list[Face] = []
    for face in sorted((*upright, *turned), key=lambda face: face.probability, reverse=True):
        if all(overlap(face, other) < SAME_PLACE for other in kept):
            kept.append(face)
    return tuple(sorted(kept, key=lambda face: face.area, reverse=True))


def _turned_back(face: Face, turns: int, size: tuple[int, int]) -> Face:
    """A face found in `np.rot90(photo, turns)`, in pixels of the photo of that (height, width)."""
    points = np.concatenate([np.array(face.box).reshape(2, 2), face.landmarks])
    for turn in reversed(range(turns)):
        width = size[1 - turn % 2]  # of the photo turned one time less
        points = np.column_stack([width - 1 - points[:, 1], points[:, 0]])
    (x0, y0), (x1, y1) = points[:2].min(axis=0).tolist(), points[:2].max(axis=0).tolist()
    return Face(box=(x0, y0, x1, y1), landmarks=points[2:].astype(np.float32), probability=face.probability)


def overlap(a: Face, b: Face) -> float:
    """Intersection over union of two boxes, 0 to 1."""
    width = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    height = min(a.box[3], b.box[3]) - max(a.box[1], b.box[1])
    shared = max(width, 0.0) * max(height, 0.0)
    return shared / (a.area + b.area - shared)


def _face(
    box: NDArray[np.object_], points: NDArray[np.object_], probability: float, back: NDArray[np.float64]
) -> Face:
    """Numbers out of the library's object arrays, in pixels of the photo; pixel centres are at whole numbers."""
    corners = (box.astype(np.float64).reshape(2, 2) + 0.5) * back - 0.5
    landmarks = (points.astype(np.float64) + 0.5) * back - 0.5
    x0, y0, x1, y1 = corners.ravel().tolist()
    return Face(box=(x0, y0, x1, y1), landmarks=landmarks.astype(np.float32), probability=probability)


def _detector() -> "MTCNN":
    with _loading:  # `cache` alone would let two first callers load twice
        return _load()


@cache
def _load() -> "MTCNN":
    from facenet_pytorch import MTCNN  # here: it brings torch and torchvision, seconds and 700 MB

    return MTCNN(keep_all=True, min_face_size=SMALLEST_FACE, device="cpu").eval().requires_grad_(False)
