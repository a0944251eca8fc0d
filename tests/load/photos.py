"""A photo for each visitor that nobody else has, and whether a picture was made of it."""

import base64
import colorsys
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from animegan.media.image import decode, encode
from animegan.types import PhotoU8

SHORT_SIDE = 512
LEAST_DB = (
    25.0  # likeness of what a visitor got and what must have been made: a JPEG and a precision lie between
)


@dataclass(frozen=True, slots=True)
class Who:
    """A visitor: the number, of how many, in which round."""

    number: int
    of: int
    turn: int


def photo_of(who: Who) -> PhotoU8:
    """(512, 640 + 2 number, 3) uint8: shapes on a ground of the visitor's own hue, other ones in each round."""
    width = 640 + 2 * who.number
    ground = np.array(colorsys.hsv_to_rgb(who.number / who.of, 0.6, 0.8)) * 255
    light = np.linspace(0.6, 1.2, width)[None, :, None]
    photo = np.clip(np.broadcast_to(ground * light, (SHORT_SIDE, width, 3)), 0, 255).astype(np.uint8)
    draw = np.random.default_rng([who.turn, who.number])
    for _ in range(12):
        x, y, radius = draw.integers(0, width), draw.integers(0, SHORT_SIDE), draw.integers(10, 90)
        cv2.circle(photo, (int(x), int(y)), int(radius), draw.integers(0, 256, 3).tolist(), -1, cv2.LINE_AA)
    return photo


def photo_file(who: Who) -> bytes:
    """The photo as a JPEG."""
    return encode(photo_of(who), file_format="JPEG")


def pixels_of(url: str) -> PhotoU8:
    """The picture in a `data:` URL."""
    return decode(base64.b64decode(url.split(",", 1)[1])).photo


def is_the_photo(shown: PhotoU8, who: Who) -> bool:
    """Whether a page shows this visitor's photo and no other: both its size and its pixels say so."""
    photo = photo_of(who)
    return shown.shape == photo.shape and _decibels(shown, photo) > LEAST_DB


def is_painted_from(picture: PhotoU8, who: Who, stylizer: Any) -> bool:
    """Whether a picture is what the network makes of this visitor's photo."""
    expected = stylizer(decode(photo_file(who)).photo, size=SHORT_SIDE).picture
    return picture.shape == expected.shape and _decibels(picture, expected) > LEAST_DB


def _decibels(one: PhotoU8, other: PhotoU8) -> float:
    mean_square = np.mean((one.astype(np.float32) - other) ** 2)
    return float(10 * np.log10(255**2 / max(mean_square, 1e-6)))
