"""The sky as it is painted: a clean gradient, and clouds with bold, crisp edges, lit tops and shaded undersides."""

import cv2
import numpy as np

from animegan.toon.colour import Field, mix, smoothstep
from animegan.toon.filters import blur, box, calmest, steepen
from animegan.toon.flow import Flow

__all__ = ["paint_sky", "sky_map"]

NEAR_PX = 24
"""Twice this far a blue patch makes smooth white a cloud; further away it may be a wall."""

RELIEF = 8.0
"""L* by which the top of a cloud is lit and its underside shaded, at most."""


def sky_map(lab: Field, flow: Flow) -> Field:
    """How far each place is sky, by colour and calm alone: never by where it lies in the picture.

    Args:
        lab: (H, W, 3) float32.
        flow: Directions of the same picture.

    Returns:
        (H, W) 0..1.
    """
    calm = smoothstep(blur(np.sqrt(flow.energy), 5.0), 8.0, 2.5)
    light, a, b = (np.ascontiguousarray(lab[..., channel]) for channel in range(3))
    blue = calm * smoothstep(b + 0.4 * np.abs(a), -4.0, -14.0) * smoothstep(light, 30.0, 50.0)
    near = smoothstep(box(box(blue, NEAR_PX), NEAR_PX), 0.08, 0.35)
    # Cloud is never green, and warm only as the evening is: bright.
    airy = smoothstep(light, 25.0, 45.0) * smoothstep(b - 1.2 * np.maximum(a, 0.0), 22.0, 6.0)
    return np.asarray(calm * near * airy, np.float32)


def paint_sky(lab: Field, flat: Field, sky: Field) -> Field:
    """Paint the sky anew: no steps of tone, but clouds that stand before it.

    Args:
        lab: (H, W, 3) float32, drawn on.
        flat: (H, W, 3) float32, flattened and not yet brought to few tones: steps would band a gradient.
        sky: (H, W) 0..1, where.

    Returns:
        (H, W, 3) float32.
    """
    if not sky.any():
        return lab
    painted = blur(flat, 2.0)
    for _ in range(2):
        painted = calmest(painted, 5.0, 2.0)
        painted = steepen(painted, 4.0, 3)
    white = painted[..., 0] + 0.9 * painted[..., 2]
    body = blur(np.ascontiguousarray(white), 5.0)
    # What whitens downwards is the top of a cloud, what whitens upwards its underside.
    relief = np.asarray(cv2.Sobel(body, cv2.CV_32F, 0, 1, ksize=3, scale=1.0), np.float32)
    cloud = smoothstep(white - box(white, NEAR_PX), -4.0, 8.0)
    painted[..., 0] += RELIEF * cloud * np.tanh(relief / 8.0)
    return mix(lab, painted, sky)
