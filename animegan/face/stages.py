"""The stages of face2paint as pictures by name, for a strip on a page or a folder of files."""

from collections.abc import Sequence

import cv2
import numpy as np

from animegan.face.detect import Face
from animegan.face.painting import FacePainting, PaintedFace
from animegan.types import PhotoU8

__all__ = ["draw_faces", "stages_of"]

WHITE, DARK = (255, 255, 255), (60, 20, 50)


def stages_of(painting: FacePainting, face: PaintedFace) -> dict[str, PhotoU8]:
    """Every stage of one face, in order; (S, S, 3) uint8 each, the face upright.

    Args:
        painting: The whole.
        face: One of its faces.

    Returns:
        crop: of the photo. without: the picture of the whole photo there. painted: the crop by the network.
        refined: only with a refiner. mask: white where the crop is taken. blended: the finished picture there.
    """
    refined = {} if face.refined is None else {"refined": face.refined}
    return {
        "crop": face.crop,
        "without": painting.seen_through(face, painting.background.picture),
        "painted": face.painted,
        **refined,
        "mask": np.repeat(np.rint(face.mask * 255).astype(np.uint8)[..., None], 3, axis=2),
        "blended": painting.seen_through(face),
    }


def draw_faces(photo: PhotoU8, faces: Sequence[Face]) -> PhotoU8:
    """A photo with a box around every face, its number at the corner, and its five points.

    Args:
        photo: (H, W, 3) uint8.
        faces: In pixels of it, numbered from 1 in this order.
    """
    drawn = photo.copy()
    line = max(1, round(max(photo.shape[:2]) / 500))
    for colour, width in ((DARK, 3 * line), (WHITE, line)):  # dark around white shows on any photo
        for number, face in enumerate(faces, start=1):
            x0, y0, x1, y1 = (round(edge) for edge in face.box)
            cv2.rectangle(drawn, (x0, y0), (x1, y1), colour, width, cv2.LINE_AA)
            place = (max(x0, 0), max(y0, 0) + 14 * line)
            cv2.putText(
                drawn, f" {number}", place, cv2.FONT_HERSHEY_SIMPLEX, 0.5 * line, colour, width, cv2.LINE_AA
            )
            for x, y in face.landmarks:
                cv2.circle(
                    drawn, (round(float(x)), round(float(y))), line + width // 2, colour, -1, cv2.LINE_AA
                )
    return drawn
