"""Which picture files the lab reads, told apart by their first bytes and never by their name.

| name | opened by               | first bytes                  |
|------|-------------------------|------------------------------|
| JPEG | Pillow                  | FF D8 FF                     |
| PNG  | Pillow                  | 89 'PNG' (APNG too)          |
| WebP | Pillow                  | 'RIFF' .... 'WEBP'           |
| GIF  | Pillow                  | 'GIF87a', 'GIF89a'           |
| TIFF | Pillow                  | 'II*', 'MM.*'                |
| BMP  | Pillow                  | 'BM'                         |
| AVIF | Pillow                  | 'ftyp' with an AVIF brand    |
| HEIC | pillow-heif, when asked | 'ftyp' with a HEIF brand     |

The reader's class is called directly instead of through `PIL.Image.open`: no other reader gets to look at a
stranger's bytes, nothing is registered in Pillow for the whole process, and Pillow's own pixel limit (a
warning, which a server prints before it goes on) is replaced by one that refuses.
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import (
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from PIL.ImageFile import ImageFile

from animegan.errors import InputError

_DNG_VERSION_TAG = 50706
_SUBFILE_TAG = (
    254  # TIFF 6.0 NewSubfileType; bit 0: "a reduced-resolution version of another image in this file"
)

__all__ = ["FILE_SUFFIXES", "FORMATS", "PhotoFormat", "recognise"]

RAW_HINT = "Export it as JPEG or TIFF with the camera's own program or a raw converter."
READABLE_HINT = "Give a photo as JPEG, PNG, WebP, GIF, TIFF, BMP, AVIF or HEIC."


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoFormat:
    """A kind of file the lab reads.

    Attributes:
        name: What people call it.
        suffixes: File name endings, lower case, with the dot; the usual one first.
        open: Reads the header of a file's bytes and returns the picture not yet decoded.
    """

    name: str
    suffixes: tuple[str, ...]
    open: Callable[[bytes], ImageFile]


def _open_heif(data: bytes) -> ImageFile:
    from pillow_heif import (
        HeifImageFile,
    )  # here: most sessions never see a HEIC, and it costs a tenth of a second

    image: ImageFile = HeifImageFile(BytesIO(data))  # type: ignore[no-untyped-call]
    return image


def _open_tiff(data: bytes) -> ImageFile:
    """A TIFF, unless it is a camera's raw file in TIFF's clothes: those start with a thumbnail."""
    image = TiffImagePlugin.TiffImageFile(BytesIO(data))
    if _DNG_VERSION_TAG in image.tag_v2 or image.tag_v2.get(_SUBFILE_TAG, 0) & 1:
        raise InputError("This is a camera's raw file (DNG, NEF, ARW or the like).", hint=RAW_HINT)
    return image


JPEG = PhotoFormat(
    name="JPEG",
    suffixes=(".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    open=lambda data: JpegImagePlugin.JpegImageFile(BytesIO(data)),
)
PNG = PhotoFormat(
    name="PNG", suffixes=(".png", ".apng"), open=lambda data: PngImagePlugin.PngImageFile(BytesIO(data))
)
WEBP = PhotoFormat(
    name="WebP", suffixes=(".webp",), open=lambda data: WebPImagePlugin.WebPImageFile(BytesIO(data))
)
GIF = PhotoFormat(
    name="GIF", suffixes=(".gif",), open=lambda data: GifImagePlugin.GifImageFile(BytesIO(data))
)
TIFF = PhotoFormat(name="TIFF", suffixes=(".tif", ".tiff"), open=_open_tiff)
BMP = PhotoFormat(
    name="BMP", suffixes=(".bmp", ".dib"), open=lambda data: BmpImagePlugin.BmpImageFile(BytesIO(data))
)
AVIF = PhotoFormat(
    name="AVIF", suffixes=(".avif",), open=lambda data: AvifImagePlugin.AvifImageFile(BytesIO(data))
)
HEIC = PhotoFormat(name="HEIC", suffixes=(".heic", ".heif", ".hif"), open=_open_heif)

FORMATS: tuple[PhotoFormat, ...] = (JPEG, PNG, WEBP, GIF, TIFF, BMP, AVIF, HEIC)
FILE_SUFFIXES: tuple[str, ...] = tuple(suffix for entry in FORMATS for suffix in entry.suffixes)

_MAGIC: tuple[tuple[bytes, PhotoFormat], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"II+\0", TIFF),
    (b"MM\0+", TIFF),
    (b"BM", BMP),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_HEIF_CONTAINERS = frozenset({b"mif1", b"msf1"})  # says "a HEIF file" without saying how it is compressed

# What people drop on a page by mistake; naming it is kinder than "not an image".
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"%!PS", "a PostScript drawing"),
    (b"<svg", "an SVG drawing"),
    (b"<!DOCTYPE svg", "an SVG drawing"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"8BPS", "a Photoshop document"),
    (b"gimp xcf", "a GIMP document"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL picture"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 picture"),
    (b"FUJIFILMCCD-RAW", "a camera's raw file"),
    (b"\0\0\x01\0", "a Windows icon"),
    (b"v/1\x01", "an OpenEXR picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1aE\xdf\xa3", "a WebM or Matroska video"),
)


def recognise(data: bytes) -> PhotoFormat:
    """Which format a file's first bytes belong to.

    Raises:
        InputError: The file is empty, is something else we can name, or is no picture at all.
    """
    if not data:
        raise InputError(
            "The file is empty (0 bytes).", hint="Choose it again, or fetch it again from its source."
        )
    found = next((entry for magic, entry in _MAGIC if data.startswith(magic)), None)
    found = found or _recognise_container(data)
    if found is None:
        foreign = _name_foreign(data)
        raise InputError(
            f"This is {foreign}, which the lab does not read." if foreign else "This is not a picture file.",
            hint=READABLE_HINT,
        )
    return found


def _recognise_container(data: bytes) -> PhotoFormat | None:
    """WebP inside RIFF, and the two formats inside an ISO media file."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[4:8] != b"ftyp":
        return None
    end = max(16, min(int.from_bytes(data[:4], "big"), 256))
    brands = {data[i : i + 4] for i in (8, *range(16, end, 4))}  # the main brand, then the compatible ones
    if brands & _AVIF_BRANDS:
        return AVIF
    return HEIC if brands & (_HEIF_BRANDS | _HEIF_CONTAINERS) else None


def _name_foreign(data: bytes) -> str | None:
    if data[4:8] == b"ftyp":
        return "a video"  # the same container as HEIC, with a brand that is no still picture
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<?xml"):
        return "an SVG drawing" if b"<svg" in data[:4096] else "an XML document"
    return next((name for magic, name in _FOREIGN if start.startswith(magic)), None)
