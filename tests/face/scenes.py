"""Group pictures made of the one portrait that comes with the lab, and a network's stand-in that leaves its mark."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.catalog import get_weights
from animegan.face.detect import Face
from animegan.inference import Stylizer
from animegan.media.samples import load_sample
from animegan.types import PhotoU8

# What the detector finds in the sample portrait, as whole pixels: tests that are not about finding need no detector.
POINTS = np.array([(205, 103), (247, 105), (226, 130), (203, 141), (246, 144)], np.float32)
CROPS = ((128, 128), (512, 512))
BOX = (181.0, 62.0, 268.0, 172.0)


@dataclass(frozen=True)
class MarkingBackend:
    """Halves the light of everything, and reddens pictures of the size of a crop."""

    name: str = "marking"
    precision: str = "fp32"
    threads: int = 1

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        picture = photo // 2
        if photo.shape[:2] in CROPS:
            picture[..., 0] += 100
        return picture


def marking_stylizer() -> Stylizer:
    return Stylizer("sakura", get_weights("anime_unet"), MarkingBackend())


def face_at(matrix: NDArray[np.float64], probability: float = 1.0) -> Face:
    """The portrait's face, moved by a (2, 3) matrix."""
    corners = np.array([(x, y) for x in BOX[::2] for y in BOX[1::2]]) @ matrix[:, :2].T + matrix[:, 2]
    (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    points = POINTS @ matrix[:, :2].T + matrix[:, 2]
    return Face(box=(x0, y0, x1, y1), landmarks=points.astype(np.float32), probability=probability)


def group(
    size: tuple[int, int], places: list[tuple[float, float, float]], *, degrees: float = 0.0
) -> tuple[PhotoU8, tuple[Face, ...]]:
    """The portrait's head several times on grey.

    Args:
        size: (height, width) of the picture.
        places: (x, y, scale): where the middle of the face goes, and how large against the portrait.
        degrees: By how much every head is turned, clockwise.
    """
    portrait = load_sample("astronaut")
    oval = np.zeros(portrait.shape[:2], np.uint8)
    cv2.ellipse(oval, (226, 112), (110, 125), 0, 0, 360, 255, -1)
    photo, faces = np.full((*size, 3), 150, np.uint8), []
    for x, y, scale in places:
        matrix = cv2.getRotationMatrix2D((226.0, 115.0), -degrees, scale)
        matrix[:, 2] += (x - 226, y - 115)
        moved = cv2.warpAffine(portrait, matrix, size[::-1], flags=cv2.INTER_AREA)
        there = cv2.warpAffine(oval, matrix, size[::-1], flags=cv2.INTER_NEAREST) > 0
        photo[there] = moved[there]
        faces.append(face_at(matrix))
    return photo, tuple(sorted(faces, key=lambda face: face.area, reverse=True))
