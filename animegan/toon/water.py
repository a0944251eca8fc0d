"""Water as it is painted: long flat dabs that lie on the ripples, and crisp lights between them."""

import cv2
import numpy as np

from animegan.toon.colour import Field, mix, smoothstep
from animegan.toon.filters import box, steepen
from animegan.toon.flow import Flow

__all__ = ["paint_water", "water_map"]

WIDE_PX = 12
"""Half a square in which several ripples fit."""

DAB_PX = 6
"""Half a dab; two averages in a row make it twice as long."""


def water_map(lab: Field, flow: Flow, fine: Field) -> Field:
    """How far each place is rippled water: edges everywhere, low in contrast, nearly all lying, and no warm colour.

    Args:
        lab: (H, W, 3) float32.
        flow: Directions of the same picture.
        fine: (H, W) 0..1, where nothing counts as water: faces, sky.

    Returns:
        (H, W) 0..1.
    """
    energy = box(flow.energy, WIDE_PX)
    mean = box(np.sqrt(flow.energy), WIDE_PX)
    lying = box(flow.energy * flow.tangent[..., 0] ** 2, WIDE_PX) / (energy + 1.0)
    rippled = smoothstep(mean, 1.0, 2.0) * smoothstep(mean, 9.0, 6.0) * smoothstep(lying, 0.62, 0.78)
    even = smoothstep(mean * mean / (energy + 1.0), 0.55, 0.8)
    warmth = (lab[..., 2] + 0.5 * np.abs(lab[..., 1])) / (30.0 + lab[..., 0])
    return np.asarray(
        rippled * even * smoothstep(box(warmth, WIDE_PX), 0.07, -0.02) * (1.0 - fine), np.float32
    )


def paint_water(lab: Field, water: Field) -> Field:
    """Draw ripples out into level dabs.

    Args:
        lab: (H, W, 3) float32, flattened.
        water: (H, W) 0..1, where.

    Returns:
        (H, W, 3) float32.
    """
    if not water.any():
        return lab
    level = np.full((1, 2 * DAB_PX + 1), 1.0 / (2 * DAB_PX + 1), np.float32)
    drawn = lab
    for _ in range(2):
        drawn = np.asarray(cv2.filter2D(drawn, cv2.CV_32F, level), np.float32)
        drawn = steepen(drawn, 2.5, 2)
    return mix(lab, drawn, water)
