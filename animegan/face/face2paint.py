"""Photo in, picture out, every face painted by itself: find, align, paint, refine, mask, blend.

    painting = face2paint(photo, Stylizer.load("sakura"))
    painting.picture                                       # (h, w, 3) uint8 at working size
    painting.faces[0].crop, painting.faces[0].painted      # the stages of the largest face
    painting.recomposed(blend="alpha").picture             # the same faces put in another way, at once

A network sees a face that is 40 pixels wide as 40 pixels. Cut out, set upright and enlarged from the full photo, the
same face has eyes to be drawn; put back at the picture's size, it is crisper than painting the whole photo can make it.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import cv2
import numpy as np

from animegan.face.align import EYES_IN_CROP, Alignment, align
from animegan.face.detect import Face, detect_turned_faces
from animegan.face.mask import face_mask
from animegan.face.painting import FacePainting, PaintedFace, put_in
from animegan.face.refine import Refiner
from animegan.face.settings import CROP_SIDES, FaceSettings
from animegan.inference import Stylizer
from animegan.types import PhotoU8

__all__ = ["face2paint"]

MILLISECONDS = 1000.0
FindFaces = Callable[[PhotoU8], tuple[Face, ...]]


def face2paint(
    photo: PhotoU8,
    stylizer: Stylizer,
    *,
    settings: FaceSettings | None = None,
    refiner: Refiner | None = None,
    find_faces: FindFaces = detect_turned_faces,
) -> FacePainting:
    """Paints a photo, and every face in it once more by itself.

    Without a face, or at strength 0, the picture is the Stylizer's own, pixel for pixel.

    Args:
        photo: (H, W, 3) uint8 RGB; faces are cut from it at its full size, so more pixels make better faces.
        stylizer: Paints the whole photo and every crop.
        settings: How; None for the defaults.
        refiner: Redraws each painted crop; None leaves the stage out.
        find_faces: Gives the faces, largest first.

    Raises:
        InputError: The photo or a setting cannot be used.
    """
    started = time.perf_counter()
    settings = settings or FaceSettings()
    background = stylizer(photo, size=settings.size, mix=settings.mix, strength=settings.drawing)
    spent: dict[str, float] = {}
    with _timed(spent, "detect"):
        found = find_faces(photo)
    photo_size, shrunk = photo.shape[:2], background.size[0] / photo.shape[0]
    chosen = [(face, alignment) for face in found if (alignment := _placed(face, shrunk, settings))][
        : settings.most
    ]
    painted = tuple(
        _painted(photo, face, alignment, stylizer, settings, refiner) for face, alignment in chosen
    )
    composite, faces = put_in(background.picture, painted, photo_size, settings)
    kept = {id(face) for face, _ in chosen}
    return FacePainting(
        picture=composite.picture,
        background=background,
        faces=faces,
        left_alone=tuple(face for face in found if id(face) not in kept),
        mask=composite.mask,
        photo_size=photo_size,
        settings=settings,
        refiner=refiner.name if refiner and faces else None,
        detect_ms=spent["detect"],
        milliseconds=(time.perf_counter() - started) * MILLISECONDS,
    )


def _placed(face: Face, shrunk: float, settings: FaceSettings) -> Alignment | None:
    """The face's crop, at least as large as the face in the working picture; None for a face to be left alone."""
    alignment = align(face.landmarks, side=settings.crop)
    eyes_px = settings.crop / EYES_IN_CROP / alignment.scale
    if eyes_px < settings.smallest:
        return None
    enlarged_back = shrunk / alignment.scale
    if enlarged_back <= 1:
        return alignment
    side = min(16 * math.ceil(settings.crop * enlarged_back / 16), CROP_SIDES[1])
    return align(face.landmarks, side=side)


def _painted(
    photo: PhotoU8,
    face: Face,
    alignment: Alignment,
    stylizer: Stylizer,
    settings: FaceSettings,
    refiner: Refiner | None,
) -> PaintedFace:
    """One face, stage by stage, but not yet in the picture."""
    spent: dict[str, float] = {}
    with _timed(spent, "align"):
        crop = alignment.crop(photo)
    with _timed(spent, "paint"):
        painted = stylizer(crop, size=alignment.side, mix=settings.mix).picture
    refined = None
    if refiner is not None:
        with _timed(spent, "refine"):
            refined = refiner(painted, crop)
    with _timed(spent, "mask"):
        mask = face_mask(alignment.to_crop(face.landmarks), alignment.side)
    return PaintedFace(
        face=face,
        alignment=alignment,
        crop=crop,
        painted=_drawn(painted, crop, settings.drawing),
        refined=None if refined is None else _drawn(refined, crop, settings.drawing),
        mask=mask,
        milliseconds=spent,
    )


def _drawn(painted: PhotoU8, crop: PhotoU8, drawing: float) -> PhotoU8:
    """As far from the photo to the drawing as the picture around it is."""
    return np.asarray(cv2.addWeighted(painted, drawing, crop, 1 - drawing, 0), np.uint8)


@contextmanager
def _timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    spent[stage] = (time.perf_counter() - started) * MILLISECONDS
