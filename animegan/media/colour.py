"""Whatever a file stores its colours as, brought to 8-bit sRGB with the transparency apart.

Two steps, so that a large photo can be shrunk between them and the costly second one works on few pixels:
`to_eight_bits` leaves only the modes L, LA, RGB, RGBA, CMYK and LAB; `to_srgb` turns these into sRGB.
"""

from io import BytesIO

import cv2
import numpy as np
from PIL import Image, ImageCms

from animegan.types import PhotoU8

__all__ = ["pixels", "to_eight_bits", "to_srgb"]

_SPACES = {
    "L": "GRAY",
    "RGB": "RGB",
    "CMYK": "CMYK",
    "LAB": "Lab",
}  # as an ICC header writes them, by Pillow mode
_BAND_ROWS = 256


def to_eight_bits(image: Image.Image, *, full_scale: int = 65535) -> tuple[Image.Image, tuple[str, ...]]:
    """Palettes unrolled, 16-bit scaled, other numbers stretched.

    Args:
        image: Decoded, any mode.
        full_scale: What counts as white in a 16-bit picture: 4095 where the file says it holds 12 bits.

    Returns:
        The picture in mode L, LA, RGB, RGBA, CMYK or LAB, and notes on what could only be guessed.
    """
    if image.mode.startswith("I;16"):
        # convertScaleAbs rounds and saturates in one pass; Pillow's own conversion would clip at 255
        scaled = cv2.convertScaleAbs(np.asarray(image).astype(np.uint16, copy=False), alpha=255 / full_scale)
        return Image.fromarray(scaled), ()
    if image.mode in ("I", "F"):
        return _stretched(image)
    if image.mode in ("La", "RGBa"):  # colours stored already multiplied by their opacity
        return image.convert(image.mode[:-1] + "A"), ()
    if image.has_transparency_data and image.mode not in ("LA", "RGBA"):
        return image.convert("RGBA"), ()  # a palette or a single colour marked as see-through
    if image.mode in (*_SPACES, "LA", "RGBA"):
        return image, ()
    return image.convert("L" if image.mode == "1" else "RGB"), ()


def _stretched(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """Numbers without an agreed white: 0..1 is taken as such, the rest from its least to its greatest."""
    values = np.asarray(image)
    finite = np.isfinite(values)
    if not finite.any():
        return Image.new("L", image.size), ("holds no finite value: shown as black",)
    numbers = values if finite.all() else values[finite]
    low, high = float(numbers.min()), float(numbers.max())
    note = f"has values from {low:.6g} to {high:.6g}: stretched from black to white"
    if image.mode == "F" and low >= 0.0 and high <= 1.0:
        low, high, note = 0.0, 1.0, "has fractional values: read as 0 = black, 1 = white"
    grey = np.zeros(values.shape, np.uint8)
    scale = 255 / (high - low) if high > low else 0.0
    for top in range(0, len(values), _BAND_ROWS):  # in bands: float64 copies of a large picture are gigabytes
        band = slice(top, top + _BAND_ROWS)
        grey[band] = np.rint((np.where(finite[band], values[band], low).astype(np.float64) - low) * scale)
    missing = values.size - numbers.size
    notes = (note, f"has {missing} values that are no numbers: shown as black") if missing else (note,)
    return Image.fromarray(grey), notes


def to_srgb(
    image: Image.Image, profile: bytes | None
) -> tuple[Image.Image, Image.Image | None, tuple[str, ...]]:
    """Colours in sRGB, transparency apart.

    Args:
        image: In a mode that `to_eight_bits` returns.
        profile: The file's ICC profile; None or unusable means the colours are taken as sRGB already.

    Returns:
        The picture in mode RGB, its opacity in mode L (None where all is opaque), and notes. Where nothing
        shows the colour is white: what a file hides there is often black and would be drawn as an edge.
    """
    opacity = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    flat = image.convert(image.mode[:-1]) if opacity else image  # drops A without blending
    rgb, notes = _through_profile(flat, profile)
    if opacity is None or opacity.getextrema() == (255, 255):
        return rgb, None, notes
    rgb.paste((255, 255, 255), mask=opacity.point([255] + [0] * 255))
    if opacity.getextrema() == (0, 0):
        notes += ("is transparent everywhere: nothing of it can be seen",)
    return rgb, opacity, notes


def _through_profile(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, tuple[str, ...]]:
    """RGB by way of the ICC profile where there is a usable one, by rule of thumb otherwise."""
    notes: tuple[str, ...] = ()
    if profile:
        try:
            return _converted(image, ImageCms.ImageCmsProfile(BytesIO(profile))), ()
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            notes = ("has a colour profile that cannot be used: colours were read without it",)
    if image.mode == "LAB":
        return _converted(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))), notes
    if image.mode == "CMYK" and not profile:
        notes = ("is CMYK without a colour profile: colours are approximate",)
    return (image if image.mode == "RGB" else image.convert("RGB")), notes


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile) -> Image.Image:
    """One pass of LittleCMS, relative colorimetric with black point compensation, as photo editors do it."""
    if source.profile.xcolor_space.strip() != _SPACES[image.mode]:
        raise ValueError(f"a {source.profile.xcolor_space} profile on a picture in mode {image.mode}")
    converted = ImageCms.profileToProfile(
        image,
        source,
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None  # None only comes back from in-place conversion
    return converted


def pixels(image: Image.Image) -> PhotoU8:
    """The picture as an array of its own, filled band by band.

    `np.array(image)` would hold three copies of a large photo at its peak; this holds one and a band.

    Returns:
        (H, W, 3) uint8 for RGB, (H, W) uint8 for L; writable, C-contiguous.
    """
    width, height = image.size
    shape = (height, width) if image.mode == "L" else (height, width, len(image.getbands()))
    out = np.empty(shape, np.uint8)
    for top in range(0, height, _BAND_ROWS):
        bottom = min(top + _BAND_ROWS, height)
        out[top:bottom] = np.asarray(image.crop((0, top, width, bottom)))
    return out
