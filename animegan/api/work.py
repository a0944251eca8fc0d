"""From the bytes of a photo to the bytes of a picture: what runs in a thread, in its turn at the gate.

Photos are decoded here and not before, so that one at a time takes the memory of its pixels. A result is encoded from
its pixels alone: where and when a photo was taken is not in it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from animegan.api.wishes import Wishes
from animegan.errors import InputError
from animegan.inference import Stylizer
from animegan.inference.preprocess import working_size
from animegan.limits import the_limits
from animegan.media.image import DecodedPhoto, decode, encode

__all__ = ["Painted", "Work", "face2paint", "stylize"]

DETAIL = 2  # faces are cut from a photo with this many times the pixels of the picture
MEGAPIXEL = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """A picture ready to be sent.

    Attributes:
        data: The bytes of the file.
        media_type: As HTTP names its format.
        summary: How it was made, as JSON can hold it.
    """

    data: bytes
    media_type: str
    summary: Mapping[str, Any]


Work = Callable[[bytes, Wishes], Painted]


def stylize(data: bytes, wishes: Wishes) -> Painted:
    """Paints a photo; raises InputError where it cannot be used."""
    photo = _decoded(data, wishes, at_least=wishes.size)
    result = Stylizer.load(wishes.style)(photo.photo, size=wishes.size, strength=wishes.strength)
    return _finished(result.picture, photo, wishes, result.summary())


def face2paint(data: bytes, wishes: Wishes) -> Painted:
    """Paints a photo and every face in it by itself; raises InputError where it cannot be used."""
    from animegan.face.face2paint import face2paint as paint_faces  # these two import torch
    from animegan.face.refine import open_refiner
    from animegan.face.settings import FaceSettings

    photo = _decoded(data, wishes, at_least=DETAIL * wishes.size)
    settings = FaceSettings(size=wishes.size, drawing=wishes.strength, blend=wishes.blend)
    painting = paint_faces(
        photo.photo, Stylizer.load(wishes.style), settings=settings, refiner=open_refiner()
    )
    return _finished(painting.picture, photo, wishes, painting.summary())


def _decoded(data: bytes, wishes: Wishes, *, at_least: int) -> DecodedPhoto:
    limits = the_limits()
    photo = decode(data, at_least=at_least)
    height, width = working_size(photo.original_size, wishes.size)
    if height * width > limits.request_megapixels * MEGAPIXEL:
        raise InputError(
            f"The picture would have {width} x {height} = {height * width / MEGAPIXEL:.1f} megapixels; "
            f"the limit is {limits.request_megapixels}.",
            hint="Ask for a smaller size, or crop the photo to a less extreme shape.",
        )
    return photo


def _finished(picture: Any, photo: DecodedPhoto, wishes: Wishes, summary: Mapping[str, Any]) -> Painted:
    data = encode(picture, file_format=wishes.file_format, alpha=photo.alpha)
    return Painted(
        data=data, media_type=f"image/{wishes.format}", summary={**summary, "notes": list(photo.notes)}
    )
