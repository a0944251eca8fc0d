"""What became of each face, in figures: still found, still in place, crisp, without a seam, the neck's colour.

All of them can be taken of any picture of the photo, so that painting the whole photo once, pasting and the finished
picture can be compared face by face.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.face.align import warp
from animegan.face.detect import Face, detect_faces
from animegan.face.mask import Mask
from animegan.face.match import landmark_shift, match_faces
from animegan.face.painting import FacePainting, PaintedFace
from animegan.inference.preprocess import resize
from animegan.types import PhotoU8

__all__ = ["FaceFigures", "measure_faces"]

Lab = NDArray[np.float32]
"""(h, w, 3) CIE L*a*b*: L* 0..100."""

EYE_RADIUS = 0.3  # distances between the eyes: an eye with its lid and lashes
SEAM_AT = (0.05, 0.5, 0.95)  # values of the mask at whose contours a seam is looked for
NO_CONTRAST = (
    0.5  # L* per pixel, added above and below: on a plain wall any grain would be many times as strong
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFigures:
    """One face in one picture.

    Attributes:
        found: Whether the detector finds it there.
        landmark_shift: Mean distance of its five points from those in the photo, in distances between the eyes; None
            if it is not found.
        eye_sharpness: Mean step of L* from pixel to pixel around both eyes.
        seam: Mean step of L* across the contour of the mask over the same in the photo, at the worst of three
            contours; 1 is as in the photo.
        neck_shift: Colour difference (Delta E, CIE 1976) of jaw and chin to the whole photo's picture, in whose colours
            the neck below is painted.
    """

    found: bool
    landmark_shift: float | None
    eye_sharpness: float
    seam: float
    neck_shift: float


def measure_faces(
    painting: FacePainting,
    photo: PhotoU8,
    picture: PhotoU8 | None = None,
    *,
    find_faces: Callable[[PhotoU8], Sequence[Face]] = detect_faces,
) -> tuple[FaceFigures, ...]:
    """The figures of every painted face, in the order of `painting.faces`.

    Args:
        painting: Says where the faces are and how the whole photo's picture looks.
        photo: The photo it was made of.
        picture: (h, w, 3) uint8 at the painting's working size; None for the finished picture.
        find_faces: Looks for faces in the picture; `detect_turned_faces` where heads lie or stand on end.
    """
    picture = painting.picture if picture is None else picture
    size = picture.shape[:2]
    known = [_in_picture(face.face, painting.photo_size, size) for face in painting.faces]
    again = {id(before): after for before, after in match_faces(known, find_faces(picture))}
    labs = _lab(resize(photo, size)), _lab(painting.background.picture), _lab(picture)
    figures = []
    for face, here in zip(painting.faces, known, strict=True):
        after = again.get(id(here))
        mask = _mask_in_picture(face, painting.photo_size, size)
        figures.append(
            FaceFigures(
                found=after is not None,
                landmark_shift=None if after is None else landmark_shift(here, after),
                eye_sharpness=_eye_sharpness(labs[2], here),
                seam=max(_seam(labs[2], labs[0], mask, level) for level in SEAM_AT),
                neck_shift=_neck_shift(labs[2], labs[1], mask, here),
            )
        )
    return tuple(figures)


def _in_picture(face: Face, before: tuple[int, int], after: tuple[int, int]) -> Face:
    """A face of the photo in pixels of the picture."""
    scale = np.array([after[1] / before[1], after[0] / before[0]])
    x0, y0, x1, y1 = ((np.array(face.box).reshape(2, 2) + 0.5) * scale - 0.5).ravel().tolist()
    landmarks = ((face.landmarks + 0.5) * scale - 0.5).astype(np.float32)
    return Face(box=(x0, y0, x1, y1), landmarks=landmarks, probability=face.probability)


def _mask_in_picture(face: PaintedFace, before: tuple[int, int], after: tuple[int, int]) -> Mask:
    alignment = face.alignment.resized(before, after)
    return warp(face.mask, alignment.inverse, after, interpolation=cv2.INTER_LINEAR)


def _lab(picture: PhotoU8) -> Lab:
    return np.asarray(cv2.cvtColor(picture.astype(np.float32) / 255, cv2.COLOR_RGB2Lab), np.float32)


def _steps(plane: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(h, w) each: half the difference of the right and left neighbour, and of those below and above."""
    down, right = (np.asarray(np.gradient(plane, axis=axis), np.float32) for axis in (0, 1))
    return right, down


def _eye_sharpness(lab: Lab, face: Face) -> float:
    eyes = face.landmarks[:2]
    radius = EYE_RADIUS * float(np.linalg.norm(eyes[1] - eyes[0]))
    around = np.zeros(lab.shape[:2], np.uint8)
    for x, y in eyes:
        cv2.circle(around, (round(float(x)), round(float(y))), max(1, round(radius)), 1, -1)
    right, down = _steps(lab[..., 0])
    steps = np.hypot(right, down)[around > 0]
    return float(steps.mean()) if steps.size else 0.0


def _seam(picture: Lab, photo: Lab, mask: Mask, level: float) -> float:
    """How much stronger the step across one contour of the mask is than in the photo."""
    above = (mask > level).astype(np.uint8)
    line = (above - cv2.erode(above, np.ones((3, 3), np.uint8), borderValue=1)) > 0
    across = np.stack(_steps(mask))[:, line]
    length = np.hypot(*across)
    if not (length > 0).any():
        return 1.0
    normal = across[:, length > 0] / length[length > 0]
    found, usual = (
        np.abs((np.stack(_steps(lab[..., 0]))[:, line][:, length > 0] * normal).sum(axis=0)).mean()
        for lab in (picture, photo)
    )
    return float((found + NO_CONTRAST) / (usual + NO_CONTRAST))


def _neck_shift(picture: Lab, background: Lab, mask: Mask, face: Face) -> float:
    """Of what is taken below the mouth."""
    mouth, eyes = face.landmarks[3:].mean(axis=0), face.landmarks[:2].mean(axis=0)
    down = (mouth - eyes) / max(float(np.linalg.norm(mouth - eyes)), 1e-6)
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]]
    below = (columns - mouth[0]) * down[0] + (rows - mouth[1]) * down[1] > 0
    jaw = below & (mask > 0.5)
    if not jaw.any():
        return 0.0
    return float(np.linalg.norm(picture[jaw].mean(axis=0) - background[jaw].mean(axis=0)))
