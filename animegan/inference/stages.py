"""Where the time of one photo goes: decoding the file, resizing, the network, encoding the picture."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

import cv2
import numpy as np

from animegan.catalog import WeightsEntry
from animegan.inference.backends import AUTO, open_backend
from animegan.inference.preprocess import resize, working_size
from animegan.inference.tiles import backend_for
from animegan.media.image import decode, encode
from animegan.media.samples import load_sample

__all__ = ["PHOTO_SIDE", "StageTimes", "measure_stages"]

PHOTO_SIDE = 3464  # pixels: a square photo of 12 million, what telephones take
SAMPLE = "astronaut"
JPEG_QUALITY = 90

Value = TypeVar("Value")
Settings = ParamSpec("Settings")


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTimes:
    """Median milliseconds of each stage, from the bytes of a JPEG of 12 million pixels to those of a PNG.

    Attributes:
        size: Side of the working picture in pixels.
        decode_ms: From the file to pixels, at the least scale that is still large enough.
        resize_ms: To the working size.
        network_ms: In the default way.
        encode_ms: To a PNG.
    """

    size: int
    decode_ms: float
    resize_ms: float
    network_ms: float
    encode_ms: float


def measure_stages(entry: WeightsEntry, size: int, repeats: int) -> StageTimes:
    """Takes one photo through all stages, `repeats` times after one to warm up."""
    data = _photo_file(PHOTO_SIDE)
    backend = backend_for(open_backend(AUTO, entry), entry, (size, size))
    code = np.full(len(entry.styles), 1 / len(entry.styles), np.float32)
    rows = []
    for _ in range(repeats + 1):
        decoded, decode_ms = _timed(decode, data, at_least=size)
        working, resize_ms = _timed(resize, decoded.photo, working_size(decoded.photo.shape[:2], size))
        picture, network_ms = _timed(backend.paint, working, code)
        _, encode_ms = _timed(encode, picture)
        rows.append((decode_ms, resize_ms, network_ms, encode_ms))
    decode_ms, resize_ms, network_ms, encode_ms = np.median(rows[1:], axis=0).tolist()
    return StageTimes(
        size=size, decode_ms=decode_ms, resize_ms=resize_ms, network_ms=network_ms, encode_ms=encode_ms
    )


def _photo_file(side: int) -> bytes:
    """A sample photo enlarged, with the grain that a camera adds, as a JPEG."""
    large = cv2.resize(load_sample(SAMPLE), (side, side), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).integers(-6, 7, large.shape, np.int16)
    noisy = np.clip(large + grain, 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", noisy[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])[1].tobytes()


def _timed(
    run: Callable[Settings, Value], *args: Settings.args, **options: Settings.kwargs
) -> tuple[Value, float]:
    started = time.perf_counter()
    value = run(*args, **options)
    return value, (time.perf_counter() - started) * 1000
