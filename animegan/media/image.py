"""A photo's bytes become an upright sRGB array, a finished picture becomes bytes again.

    decoded = decode(data, at_least=512)      # quick: no more pixels than a 512 px working picture needs
    decoded.photo                             # (H, W, 3) uint8
    encode(picture, file_format="WebP", alpha=decoded.alpha)

A file that cannot be used is refused with an InputError, before its pixels are touched wherever its header is
enough to tell.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.ImageFile import ImageFile

from animegan.errors import InputError
from animegan.limits import MB, the_limits
from animegan.media.colour import pixels, to_eight_bits, to_srgb
from animegan.media.encoding import FileFormat, encode
from animegan.media.formats import FILE_SUFFIXES, JPEG, TIFF, PhotoFormat, recognise
from animegan.media.metadata import (
    SIDEWAYS,
    UPRIGHT,
    count_frames,
    frame_notes,
    read_full_scale,
    read_orientation,
)
from animegan.types import PhotoU8

__all__ = ["FILE_SUFFIXES", "DecodedPhoto", "FileFormat", "decode", "encode"]

MEGAPIXEL = 1_000_000
BYTES_PER_PIXEL = 11  # for a moment: Pillow holds 4, a copy in other colours 4, and our array 3
_ONE_LARGE = threading.Lock()  # a class that uploads panoramas together decodes them one by one


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DecodedPhoto:
    """What a file held.

    Attributes:
        photo: (H, W, 3) uint8 RGB in sRGB, upright; white where nothing shows.
        alpha: (H, W) uint8, 0 = see-through, 255 = opaque; None where all is opaque.
        format: The file's format by name, whatever its suffix said: "JPEG", "HEIC", ...
        frames: Pictures in the file; `photo` is the first.
        notes: What the user should know: frames left out, colours guessed. Each reads on after "the photo".
        original_size: (height, width) of the upright photo before `decode` reduced it.
    """

    photo: PhotoU8
    alpha: NDArray[np.uint8] | None
    format: str
    frames: int
    notes: tuple[str, ...]
    original_size: tuple[int, int]


def decode(data: bytes, *, max_pixels: int | None = None, at_least: int | None = None) -> DecodedPhoto:
    """Reads a photo of any common format.

    Args:
        data: The whole file.
        max_pixels: Refuse a picture that claims more than this; read from the header, before decoding. None for
            the limit of this process.
        at_least: Short side in pixels that the caller needs. A larger photo comes back reduced by a whole
            factor, its short side still at least this; a JPEG is then decoded at that scale directly, which
            for a 12-megapixel photo takes a quarter of the time and a tenth of the memory.

    Raises:
        InputError: Empty, no picture, of a format the lab does not read, damaged or cut short, without
            pixels, over the limit, or too large for the memory that is free.
    """
    file_format = recognise(data)
    if max_pixels is None:
        max_pixels = the_limits().photo_megapixels * MEGAPIXEL
    with _damage_reported(file_format, max_pixels):
        image = file_format.open(data)
    full_size = image.size
    _check_size(full_size, max_pixels)
    with _damage_reported(file_format, max_pixels):
        if at_least is not None and file_format is JPEG:
            factor = _whole_factor(full_size, at_least)
            image.draft(None, (image.width // factor, image.height // factor))
    with _room_for(image.size):
        with _damage_reported(file_format, max_pixels):
            image.load()
        frames = count_frames(image, file_format, data)
        orientation = read_orientation(image)
        photo, alpha, notes = _normalised(image, orientation, at_least)
    if file_format is TIFF:
        full_size = image.size  # Pillow turns a TIFF upright while it loads
    return DecodedPhoto(
        photo=photo,
        alpha=alpha,
        format=file_format.name,
        frames=frames,
        notes=(*frame_notes(file_format, frames), *notes),
        original_size=full_size if orientation in SIDEWAYS else full_size[::-1],  # (width, height) to (h, w)
    )


def _normalised(
    image: ImageFile, orientation: int, at_least: int | None
) -> tuple[PhotoU8, NDArray[np.uint8] | None, tuple[str, ...]]:
    """Photo, alpha and notes: reduced, upright, 8-bit sRGB, in the order that moves the fewest pixels."""
    profile = image.info.get("icc_profile")
    eight, depth_notes = to_eight_bits(image, full_scale=read_full_scale(image))
    if at_least is not None and (factor := _whole_factor(eight.size, at_least)) > 1:
        eight = eight.reduce(factor)
    if orientation in UPRIGHT:
        eight = eight.transpose(UPRIGHT[orientation])
    rgb, opacity, colour_notes = to_srgb(eight, profile)
    return pixels(rgb), None if opacity is None else pixels(opacity), (*depth_notes, *colour_notes)


@contextmanager
def _damage_reported(file_format: PhotoFormat, max_pixels: int) -> Iterator[None]:
    """Turns whatever a decoder throws at damaged bytes into one clear InputError."""
    try:
        yield
    except InputError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(f"The {file_format.name} file claims far too many pixels", max_pixels) from error
    except Exception as error:  # damaged bytes make decoders raise nearly anything: OSError, IndexError, ...
        if "not identified by this driver" in str(error):  # Pillow's words for a header that makes no sense
            what = "names no pixels, or pixels of a kind that cannot be read"
        else:
            what = f"is damaged or cut short: {str(error) or type(error).__name__}"
        raise InputError(
            f"The {file_format.name} file {what}.",
            hint="Fetch it again from its source (an interrupted copy is the usual cause), "
            "or open it elsewhere and save a fresh PNG or JPEG.",
        ) from error


@contextmanager
def _room_for(size: tuple[int, int]) -> Iterator[None]:
    """Lets one large picture at a time be decoded, and only if there is memory for it; raises InputError."""
    pixels = size[0] * size[1]
    if pixels <= the_limits().large_megapixels * MEGAPIXEL:
        yield
        return
    import psutil  # here: few photos are so large

    with _ONE_LARGE:
        needed, free = pixels * BYTES_PER_PIXEL, psutil.virtual_memory().available
        if free < needed:
            raise InputError(
                f"To open this picture takes {needed // MB} MB of memory; {free // MB} MB are free.",
                hint="Close other programs, or save a smaller copy of the photo.",
            )
        yield


def _check_size(size: tuple[int, int], max_pixels: int) -> None:
    width, height = size
    if width * height > max_pixels:
        raise _too_large(
            f"The picture is {width} x {height} = {width * height / 1e6:.1f} megapixels", max_pixels
        )
    if max(size) > (longest := the_limits().photo_side):
        raise InputError(
            f"The picture is {width} x {height} pixels; the limit is {longest} on a side.",
            hint="Crop it, or save a smaller copy.",
        )


def _too_large(what: str, max_pixels: int) -> InputError:
    return InputError(
        f"{what}; the limit is {max_pixels / 1e6:g} megapixels.",
        hint="Save a smaller copy: the networks work at 256 to 1024 pixels, so nothing is lost.",
    )


def _whole_factor(size: tuple[int, int], at_least: int) -> int:
    """By which whole number the picture can be reduced so that its short side keeps `at_least` pixels."""
    return max(1, min(size) // max(1, at_least))
