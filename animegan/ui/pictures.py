"""From a photo to a picture on a page: drawn once, then kept for everybody who asks for the same."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from animegan.types import PhotoU8
from animegan.ui.faces.painted import face_wishes, paint_faces
from animegan.ui.memory import Say, computed, in_memory, keep
from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import decode_photo, figure_url, stylizer
from animegan.ui.settings import StylizeSettings

if TYPE_CHECKING:
    from animegan.face.painting import FacePainting
    from animegan.inference import Result

__all__ = ["Drawn", "FacesDone", "draw", "is_drawn", "picture_url"]

PICTURE = "picture"  # the sort of thing in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesDone:
    """What became of the faces of a picture that was drawn with each face by itself.

    Attributes:
        painted: How many were painted by themselves.
        left_alone: How many were found but left as the whole photo's picture has them.
        detect_ms: Finding them.
    """

    painted: int
    left_alone: int
    detect_ms: float


class Drawn(NamedTuple):
    """A result, what it goes by, and its faces, where those were asked for."""

    result: "Result[PhotoU8]"
    key: Hashable
    faces: FacesDone | None = None

    @property
    def nbytes(self) -> int:
        """What it weighs in memory."""
        return self.result.picture.nbytes


def draw(photo: ChosenPhoto, settings: StylizeSettings, *, on_wait: Say | None = None) -> Drawn:
    """The one way from a photo to a picture on a page; waits in line for the network if it must.

    Args:
        photo: The photo.
        settings: How to draw it.
        on_wait: Told the place in the line while waiting.

    Raises:
        InputError: The file cannot be used.
        WeightsError: The network's file is missing or altered.
        BackendError: No backend can run it.
        BusyError: The line is full, or the wait too long.
    """
    key = (photo.key, settings)
    known: Drawn | None = in_memory(photo, PICTURE, settings)
    if known is not None:
        return known
    if settings.faces:
        painting = paint_faces(photo, settings.style, face_wishes(settings), refine=True, on_wait=on_wait)
        return keep(photo, PICTURE, settings, _as_drawn(painting, key))
    decoded = decode_photo(photo, at_least=settings.size)
    network = stylizer(settings.style)

    def run() -> Drawn:
        mix = settings.shares or None
        return Drawn(network(decoded.photo, size=settings.size, strength=settings.strength, mix=mix), key)

    return computed(photo, PICTURE, settings, run, on_wait=on_wait)


def is_drawn(photo: ChosenPhoto, settings: StylizeSettings) -> bool:
    """Whether the picture is in memory already."""
    return in_memory(photo, PICTURE, settings) is not None


def picture_url(photo: ChosenPhoto, settings: StylizeSettings) -> str:
    """The drawn picture as a URL for a component."""
    alpha = decode_photo(photo, at_least=settings.size).alpha
    return figure_url(photo, settings, lambda: draw(photo, settings).result.picture, alpha=alpha)


def _as_drawn(painting: "FacePainting", key: Hashable) -> Drawn:
    """A painting with its faces as any other result; the times are those of all its parts."""
    in_faces_ms = sum(face.milliseconds["paint"] for face in painting.faces)
    result = replace(
        painting.background,
        picture=painting.picture,
        milliseconds=painting.milliseconds,
        network_ms=painting.background.network_ms + in_faces_ms,
    )
    done = FacesDone(
        painted=len(painting.faces),
        left_alone=len(painting.left_alone),
        detect_ms=painting.detect_ms,
    )
    return Drawn(result, key, done)
