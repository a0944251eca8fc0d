"""Colour spaces and curves that the stages of the painter share."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.types import PhotoU8

__all__ = ["Field", "lab_of", "mix", "photo_of", "rgb_of", "smoothstep", "soft_switch"]

Field = NDArray[np.float32]
"""A picture or a map in work: (H, W) or (H, W, 3) float32."""


def lab_of(photo_u8: PhotoU8) -> Field:
    """CIE L*a*b* of a photo.

    Args:
        photo_u8: (H, W, 3) uint8 RGB, sRGB.

    Returns:
        (H, W, 3) float32: L* 0..100, a* and b* about -100..100, white point D65.
    """
    return np.asarray(cv2.cvtColor(photo_u8.astype(np.float32) / 255.0, cv2.COLOR_RGB2Lab), np.float32)


def rgb_of(lab: Field) -> Field:
    """RGB of a picture in CIE L*a*b*, clipped to what a screen can show.

    Args:
        lab: (H, W, 3) float32.

    Returns:
        (H, W, 3) float32 in 0..1.
    """
    return np.asarray(np.clip(cv2.cvtColor(lab, cv2.COLOR_Lab2RGB), 0.0, 1.0), np.float32)


def photo_of(lab: Field) -> PhotoU8:
    """The picture at rest of a picture in work.

    Args:
        lab: (H, W, 3) float32.

    Returns:
        (H, W, 3) uint8 RGB.
    """
    return np.round(rgb_of(lab) * 255.0).astype(np.uint8)


def smoothstep(value: NDArray[np.floating[Any]], start: float, end: float) -> Field:
    """A soft switch: 0 up to `start`, 1 from `end`, smooth between; `start` above `end` falls instead.

    Args:
        value: Any shape.
        start: Where it leaves 0.
        end: Where it reaches 1.

    Returns:
        The shape of `value`, 0..1.
    """
    t = np.clip((value - start) / (end - start), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), np.float32)


def soft_switch(value: float, start: float, end: float) -> float:
    """`smoothstep` of one number.

    Args:
        value: The number.
        start: Where it leaves 0.
        end: Where it reaches 1.

    Returns:
        0..1.
    """
    return float(smoothstep(np.array([value], np.float32), start, end)[0])


def mix(first: Field, second: Field, share: Field | float) -> Field:
    """Blend two pictures.

    Args:
        first: What stands at share 0.
        second: What stands at share 1.
        share: A number or an (H, W) map, 0..1.

    Returns:
        The shape of `first`.
    """
    weight = share[..., None] if isinstance(share, np.ndarray) and first.ndim == 3 else share
    return np.asarray(first + (second - first) * weight, np.float32)
