"""The two kinds a photo may come in, and giving a picture back in the same kind."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from animegan.errors import InputError
from animegan.inference.preprocess import resize
from animegan.types import PhotoU8

__all__ = ["Canvas", "PictureT", "read_photo", "resize_picture"]

PictureT = TypeVar("PictureT", PhotoU8, Image.Image)
"""A picture as (H, W, 3) uint8 RGB, or as a Pillow image."""

EIGHT_BIT_MODES = frozenset(
    {"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr", "HSV"}
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Canvas:
    """A photo ready to be worked on.

    Attributes:
        photo: (H, W, 3) uint8 RGB, upright, C-contiguous.
        alpha: (H, W) uint8 opacity, or None where the photo has none.
    """

    photo: PhotoU8
    alpha: NDArray[np.uint8] | None


def read_photo(photo: PhotoU8 | Image.Image) -> Canvas:
    """Takes a photo of either kind; a Pillow image is turned upright by its EXIF orientation.

    Raises:
        InputError: Another dtype or shape, no pixels, or a Pillow mode of more than 8 bits.
    """
    return _read_pillow(photo) if isinstance(photo, Image.Image) else _read_array(photo)


def resize_picture(picture: PictureT, size: tuple[int, int], alpha: NDArray[np.uint8] | None) -> PictureT:
    """A picture at another (height, width), in the kind it came; `alpha` of any size becomes its opacity."""
    if not isinstance(picture, Image.Image):
        return resize(picture, size)
    colours = resize(np.asarray(picture.convert("RGB")), size)
    return dress(colours, alpha, like=picture)


def dress(colours: PhotoU8, alpha: NDArray[np.uint8] | None, *, like: PictureT) -> PictureT:
    """(H, W, 3) uint8 in the kind of `like`; a Pillow image gets `alpha` back if there is one."""
    if not isinstance(like, Image.Image):
        return colours
    picture = Image.fromarray(colours)
    if alpha is not None:
        picture.putalpha(Image.fromarray(resize(alpha, colours.shape[:2])))
    return picture


def _read_pillow(image: Image.Image) -> Canvas:
    if image.mode not in EIGHT_BIT_MODES:
        hint = "Open the file with animegan.media.image.decode, which knows how to bring it to 8 bits."
        raise InputError(
            f"A Pillow image of mode {image.mode!r} has more than 8 bits per channel.", hint=hint
        )
    upright = ImageOps.exif_transpose(image)
    if not upright.has_transparency_data:
        return Canvas(photo=_checked(np.asarray(upright.convert("RGB"))), alpha=None)
    pixels = np.asarray(upright.convert("RGBA"))
    return Canvas(photo=_checked(pixels[..., :3]), alpha=np.ascontiguousarray(pixels[..., 3]))


def _read_array(photo: PhotoU8) -> Canvas:
    return Canvas(photo=_checked(photo), alpha=None)


def _checked(photo: PhotoU8) -> PhotoU8:
    hint = "Pass (H, W, 3) uint8 RGB, for example from animegan.media.image.decode, or a Pillow image."
    if not isinstance(photo, np.ndarray):
        raise InputError(f"A photo cannot be a {type(photo).__name__}.", hint=hint)
    if photo.dtype != np.uint8 or photo.ndim != 3 or photo.shape[2] != 3:
        raise InputError(f"A photo cannot be {photo.dtype} of shape {photo.shape}.", hint=hint)
    if photo.size == 0:
        raise InputError(f"A photo of shape {photo.shape} has no pixels.", hint=hint)
    return np.ascontiguousarray(photo)
