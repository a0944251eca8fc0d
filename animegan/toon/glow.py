"""Bloom: light that spills over its edge."""

import cv2
import numpy as np

from animegan.toon.colour import Field, rgb_of, smoothstep
from animegan.toon.filters import blur
from animegan.toon.settings import GlowSettings

__all__ = ["glow"]


def glow(lab: Field, settings: GlowSettings) -> Field:
    """Screen the blurred lights of the picture back over it.

    Args:
        lab: (H, W, 3) float32.
        settings: Share, radius and tint.

    Returns:
        (H, W, 3) float32.
    """
    if settings.share == 0.0:
        return lab
    rgb = rgb_of(lab)
    lights = rgb * smoothstep(lab[..., 0], 55.0, 95.0)[..., None] * np.array(settings.tint, np.float32)
    bloom = blur(lights, settings.radius_px)
    screened = 1.0 - (1.0 - rgb) * (1.0 - np.float32(settings.share) * bloom)
    return np.asarray(cv2.cvtColor(screened, cv2.COLOR_RGB2Lab), np.float32)
