"""Every picture file the media tests need, made on the spot: none is stored, none is anybody's photo."""

import struct
import zlib
from io import BytesIO
from typing import Any

import cv2
import numpy as np
import pillow_heif
from PIL import Image

from animegan.types import PhotoU8

HEIGHT, WIDTH = 24, 40

# How far a decoded picture may be from the one that was saved, mean absolute difference in levels.
LOSS = {"JPEG": 4.0, "WebP": 0.0, "AVIF": 4.0, "HEIC": 4.0, "GIF": 12.0, "PNG": 0.0, "TIFF": 0.0, "BMP": 0.0}
_FINEST: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "WebP": {"lossless": True, "exact": True},
    "AVIF": {"quality": 95, "subsampling": "4:4:4"},
    "HEIC": {"quality": 95, "chroma": 444},
}


def quadrants(height: int = HEIGHT, width: int = WIDTH) -> PhotoU8:
    """Red, green / blue, grey quarters with a soft ramp: no two ways of turning it look alike."""
    photo = np.zeros((height, width, 3), np.uint8)
    top, left = height // 2, width // 2
    photo[:top, :left] = (200, 30, 30)
    photo[:top, left:] = (30, 180, 40)
    photo[top:, :left] = (30, 40, 200)
    photo[top:, left:] = (150, 150, 150)
    photo[..., 1] += np.linspace(0, 40, width, dtype=np.uint8)
    return photo


def saved(image: Image.Image, file_format: str, **options: Any) -> bytes:
    """The bytes of a file, with as little loss as its format allows unless `options` say otherwise."""
    buffer = BytesIO()
    options = {**_FINEST.get(file_format, {}), **options}
    if file_format == "HEIC":
        pillow_heif.encode(image.mode, image.size, image.tobytes(), buffer, **options)
    else:
        image.save(buffer, file_format, **options)
    return buffer.getvalue()


def photo_file(file_format: str, **options: Any) -> bytes:
    """`quadrants()` in one of the readable formats."""
    image = Image.fromarray(quadrants())
    return saved(image.quantize() if file_format == "GIF" else image, file_format, **options)


def animated_file(file_format: str) -> bytes:
    """Three frames: `quadrants()`, then the same upside down and black."""
    first = Image.fromarray(quadrants())
    rest = [first.rotate(180), Image.new("RGB", first.size)]
    if file_format == "GIF":
        first, rest = first.quantize(), [frame.quantize() for frame in rest]
    return saved(first, file_format, save_all=True, append_images=rest, duration=100)


def sixteen_bit_file(suffix: str, values: np.ndarray) -> bytes:
    """`values` (H, W) or (H, W, 3) RGB uint16 as OpenCV writes them; Pillow cannot write 16-bit colour."""
    stored = values if values.ndim == 2 else np.ascontiguousarray(values[..., ::-1])
    return cv2.imencode(suffix, stored)[1].tobytes()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of under 100 bytes whose header promises any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 16)), (b"IEND", b""))
    )
