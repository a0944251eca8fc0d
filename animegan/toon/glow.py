"""Bloom: light that spills over its edge."""

import cv2
import numpy as np

from animegan.toon.colour import Field, rgb_of, smoothstep
from animegan.toon.styles import PainterStyle

__all__ = ["glow"]


def glow(lab: Field, style: PainterStyle) -> Field:
    """Screen the blurred lights of the picture back over it.

    Args:
        lab: (H, W, 3) float32.
        style: Share, radius and tint.

    Returns:
        (H, W, 3) float32.
    """
    if style.glow == 0.0:
        return lab
    rgb = rgb_of(lab)
    lights = rgb * smoothstep(lab[..., 0], 55.0, 95.0)[..., None] * np.array(style.glow_tint, np.float32)
    bloom = cv2.GaussianBlur(lights, (0, 0), style.glow_radius)
    screened = 1.0 - (1.0 - rgb) * (1.0 - np.float32(style.glow) * bloom)
    out: Field = cv2.cvtColor(screened, cv2.COLOR_RGB2Lab)
    return out
