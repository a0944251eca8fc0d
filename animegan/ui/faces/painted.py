"""What the page about faces computes, each step once: find, paint, put in."""

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from animegan.types import PhotoU8
from animegan.ui.memory import Say
from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import decode_photo, kept, stylizer
from animegan.ui.settings import StylizeSettings

if TYPE_CHECKING:
    from animegan.face.detect import Face
    from animegan.face.painting import FacePainting
    from animegan.face.settings import FaceSettings

__all__ = ["detailed", "face_wishes", "paint_faces"]

DETAIL = 2  # times the pixels of the picture: faces are cut from them
MILLISECONDS = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """A painting, and the bytes that its arrays weigh on the shelf."""

    painting: "FacePainting"

    @property
    def nbytes(self) -> int:
        whole = (self.painting.picture, self.painting.background.picture, self.painting.mask)
        each = [
            array
            for face in self.painting.faces
            for array in (face.crop, face.painted, face.patch, face.mask)
        ]
        return sum(array.nbytes for array in (*whole, *each))


def face_wishes(settings: StylizeSettings) -> "FaceSettings":
    """How faces are painted for a picture that is drawn so."""
    from animegan.face.settings import FaceSettings

    mix = {name: weight for name, weight in settings.mix if weight} or None
    return FaceSettings(size=settings.size, mix=mix, drawing=settings.strength)


def detailed(photo: ChosenPhoto, size: int) -> PhotoU8:
    """The photo that faces are cut from, for a picture with `size` pixels on its short side."""
    return decode_photo(photo, at_least=DETAIL * size).photo


def paint_faces(
    photo: ChosenPhoto, style: str, settings: "FaceSettings", *, refine: bool, on_wait: Say | None = None
) -> "FacePainting":
    """A photo with its faces painted by themselves and put in as wished.

    Faces are found once for all styles, and painted once for all ways to put them in.

    Raises:
        InputError: The file cannot be used.
        WeightsError: A network's file is missing or altered.
        BackendError: No backend can run it, or the line is full.
    """
    faces, detect_ms = _found(photo, settings.size, on_wait)
    mix = tuple(settings.mix.items()) if settings.mix else ()
    painted = ("face2paint", style, mix, settings.size, settings.drawing)
    start = kept(
        photo, painted, lambda: _painted(photo, style, settings, faces, detect_ms), on_wait=on_wait
    ).painting
    if refine and (settings.blend, settings.strength) == (start.settings.blend, start.settings.strength):
        return start
    return kept(
        photo,
        (*painted, settings.blend, settings.strength, refine),
        lambda: _Kept(
            painting=start.recomposed(blend=settings.blend, strength=settings.strength, refine=refine)
        ),
        on_wait=on_wait,
    ).painting


def _found(photo: ChosenPhoto, size: int, on_wait: Say | None) -> "tuple[tuple[Face, ...], float]":
    """The faces in pixels of the detailed photo, and how long it took to find them."""
    from animegan.face.detect import detect_turned_faces

    pixels = detailed(photo, size)

    def find() -> "tuple[tuple[Face, ...], float]":
        started = time.perf_counter()
        faces = detect_turned_faces(pixels)
        return faces, (time.perf_counter() - started) * MILLISECONDS

    return kept(photo, ("faces found", pixels.shape), find, on_wait=on_wait)


def _painted(
    photo: ChosenPhoto, style: str, wish: "FaceSettings", faces: "tuple[Face, ...]", detect_ms: float
) -> _Kept:
    """Everything that needs a network, put in as is usual: the same start for every wish."""
    from animegan.face.face2paint import face2paint
    from animegan.face.refine import open_refiner
    from animegan.face.settings import FaceSettings

    made = face2paint(
        detailed(photo, wish.size),
        stylizer(style),
        settings=FaceSettings(size=wish.size, mix=wish.mix, drawing=wish.drawing),
        refiner=open_refiner(),
        find_faces=lambda _: faces,
    )
    whole_ms = made.milliseconds - made.detect_ms + detect_ms
    return _Kept(painting=replace(made, detect_ms=detect_ms, milliseconds=whole_ms))
