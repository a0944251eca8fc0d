"""Flat areas of colour: texture goes, edges and strands stay."""

import cv2
import numpy as np

from animegan.toon.colour import Field, mix
from animegan.toon.flow import Flow

__all__ = ["bilateral", "flatten"]

REACH_PX = 3
"""Radius of the smoothing in each round."""

LAB_LOWEST, LAB_HIGHEST = -128.0, 128.0


def flatten(lab: Field, flow: Flow, fine: Field, *, rounds: int, colour_range: float, dab: float) -> Field:
    """Smooth what differs little, dab what is textured, then comb what runs in one direction.

    Args:
        lab: (H, W, 3) float32.
        flow: Directions of the same picture.
        fine: (H, W) 0..1, where no dabs may go: faces.
        rounds: How often.
        colour_range: Difference in L*a*b* units that is smoothed away.
        dab: Radius of a dab of the brush.

    Returns:
        (H, W, 3) float32.

    Source:
        Winnemöller, Olsen, Gooch 2006, Real-Time Video Abstraction, section 3.1.
    """
    flat = lab
    for _ in range(rounds):
        flat = bilateral(flat, colour_range)
    flat = mix(_dabs(flat, dab), flat, fine)
    combed = mix(flat, flow.along(flat), flow.coherence * np.float32(0.8))
    return _crisp(combed)


def _dabs(lab: Field, radius: float) -> Field:
    """Paint each pixel with the calmest of the patches around it: texture becomes strokes, edges stay.

    Source:
        Kuwahara et al. 1976; the soft choice by variance is that of Papari, Petkov, Campisi 2007, eq. 9.
    """
    height, width = lab.shape[:2]
    mean = cv2.GaussianBlur(lab, (0, 0), 0.5 * radius)
    spread = cv2.GaussianBlur(lab * lab, (0, 0), 0.5 * radius) - mean * mean
    spread = np.maximum(spread[..., 0] + spread[..., 1] + spread[..., 2], 0.0) + 3.0
    calm = 27.0 / (spread * spread * spread)
    margin = round(radius)
    weighted = cv2.copyMakeBorder(mean * calm[..., None], *(margin,) * 4, cv2.BORDER_REPLICATE)
    calm = cv2.copyMakeBorder(calm, *(margin,) * 4, cv2.BORDER_REPLICATE)
    total, weights = np.zeros_like(lab), np.zeros((height, width), np.float32)
    for turn in range(8):
        row = margin + round(radius * np.sin(turn * np.pi / 4))
        column = margin + round(radius * np.cos(turn * np.pi / 4))
        total += weighted[row : row + height, column : column + width]
        weights += calm[row : row + height, column : column + width]
    dabs: Field = total / weights[..., None]
    return dabs


def _crisp(lab: Field) -> Field:
    """Turn the slopes that combing left back into edges, without the halo of plain sharpening."""
    sharp = lab + (lab - cv2.GaussianBlur(lab, (0, 0), 1.5))
    near = np.ones((3, 3), np.uint8)
    crisp: Field = np.clip(sharp, cv2.erode(lab, near), cv2.dilate(lab, near))
    return crisp


def bilateral(picture: Field, colour_range: float) -> Field:
    """Bilateral filter whose result at a pixel depends on its neighbours only.

    OpenCV tabulates the colour weight between the picture's lowest and highest value, so one far pixel would
    change all others by a rounding; two corners of a margin pin that range down.

    Args:
        picture: (H, W) or (H, W, 3) float32 in L*a*b* units.
        colour_range: Standard deviation of the colour weight.

    Returns:
        The same shape.
    """
    margin = REACH_PX + 1
    framed = cv2.copyMakeBorder(picture, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    framed[0, 0] = LAB_LOWEST
    framed[-1, -1] = LAB_HIGHEST
    smooth: Field = cv2.bilateralFilter(framed, 2 * REACH_PX + 1, colour_range, 2.5)
    return smooth[margin:-margin, margin:-margin]
