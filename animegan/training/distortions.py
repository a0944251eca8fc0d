"""Ways to spoil a picture, from barely to badly: what a perceptual distance has to put in order.

Every distortion is a function of (picture, strength, generator): the picture (H, W, 3) uint8, the strength from 0
(just visible) to 1 (hard to bear). The size stays.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.types import PhotoU8

__all__ = ["DISTORTIONS", "UNSEEN", "Distortion"]

Distortion = Callable[[PhotoU8, float, np.random.Generator], PhotoU8]


def blur(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Gaussian blur, sigma 0.5 to 4 pixels."""
    return _u8(cv2.GaussianBlur(picture, (0, 0), 0.5 + 3.5 * strength))


def noise(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """White Gaussian noise, standard deviation 4 to 40 of 255."""
    return _u8(picture + rng.standard_normal(picture.shape, np.float32) * (4 + 36 * strength))


def jpeg(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """JPEG at quality 60 down to 4."""
    quality = round(60 - 56 * strength)
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return _u8(np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR)))


def colour_cast(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Adds one random colour to all pixels, 8 to 60 of 255 long."""
    direction = rng.standard_normal(3).astype(np.float32)
    return _u8(picture + direction / np.linalg.norm(direction) * (8 + 52 * strength))


def saturation(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Towards grey, or as far away from it."""
    grey = picture.mean(axis=2, keepdims=True)
    factor = 1 + (0.15 + 0.85 * strength) * rng.choice((-1, 1))
    return _u8(grey + (picture - grey) * factor)


def tone(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """A gamma curve, up to 2.5 or down to its inverse."""
    gamma = (1.1 + 1.4 * strength) ** rng.choice((-1, 1))
    return _u8(255 * (picture / 255) ** gamma)


def shift(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Moves the picture by 1 to 8 pixels in a random direction; the border is repeated."""
    angle, length = rng.uniform(0, 2 * np.pi), 1 + 7 * strength
    move = np.array([[1, 0, length * np.cos(angle)], [0, 1, length * np.sin(angle)]])
    size = picture.shape[1], picture.shape[0]
    return _u8(cv2.warpAffine(picture, move, size, borderMode=cv2.BORDER_REPLICATE))


def posterise(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Smooths within edges, then keeps 16 down to 3 tones per channel."""
    step = 255 / round(16 - 13 * strength)
    smooth = cv2.bilateralFilter(picture, 5, 40, 4)
    return _u8(np.round(smooth / step) * step)


def ink(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Dark lines where the brightness drops: a difference of Gaussians, ever darker."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    drop = cv2.GaussianBlur(grey, (0, 0), 1.6) - cv2.GaussianBlur(grey, (0, 0), 1.0)
    lines = np.clip(drop / 8, 0, 1) * (0.2 + 0.8 * strength)
    return _u8(picture * (1 - lines[..., None]))


def mosaic(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Squares of 2 to 8 pixels."""
    height, width = picture.shape[:2]
    block = 2 + round(6 * strength)
    small = cv2.resize(
        picture, (max(1, width // block), max(1, height // block)), interpolation=cv2.INTER_AREA
    )
    return _u8(cv2.resize(small, (width, height), interpolation=cv2.INTER_NEAREST))


def median(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """The median of 3 to 11 pixels square."""
    return _u8(cv2.medianBlur(np.ascontiguousarray(picture), 3 + 2 * round(4 * strength)))


def ripple(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Bends the picture in smooth waves of up to 1 to 6 pixels."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[:height, :width].astype(np.float32)
    phase, reach = rng.uniform(0, 2 * np.pi, 2), 1 + 5 * strength
    bent_x = (x + reach * np.sin(y / 12 + phase[0])).astype(np.float32)
    bent_y = (y + reach * np.sin(x / 12 + phase[1])).astype(np.float32)
    return _u8(cv2.remap(picture, bent_x, bent_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT))


def pepper(picture: PhotoU8, strength: float, rng: np.random.Generator) -> PhotoU8:
    """Single black and white pixels: 0.2 to 10 percent of all."""
    chance = rng.random(picture.shape[:2])
    share = 0.002 + 0.098 * strength
    spoilt = picture.copy()
    spoilt[chance < share / 2] = 0
    spoilt[chance > 1 - share / 2] = 255
    return spoilt


def _u8(picture: NDArray[Any]) -> PhotoU8:
    """Rounded and clipped to what a picture file can hold."""
    rounded: PhotoU8 = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    return rounded


DISTORTIONS: dict[str, Distortion] = {
    function.__name__: function
    for function in (blur, noise, jpeg, colour_cast, saturation, tone, shift, posterise, ink, mosaic)
}
"""What the perceptual network is trained on."""

UNSEEN: dict[str, Distortion] = {function.__name__: function for function in (median, ripple, pepper)}
"""What it is only measured on."""
