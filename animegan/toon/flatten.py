"""Flat areas of colour: texture goes, edges and strands stay."""

import cv2
import numpy as np

from animegan.toon.colour import Field, mix
from animegan.toon.filters import bilateral, blur
from animegan.toon.flow import Flow
from animegan.toon.settings import FlatSettings

__all__ = ["flatten"]

COMBED = 0.8
"""Share of the average along the flow where the flow is sure."""

CALM = 3.0
"""Variance (L*a*b* units squared) below which two patches count as equally calm."""


def flatten(lab: Field, flow: Flow, fine: Field, settings: FlatSettings) -> Field:
    """Smooth what differs little, dab what is textured, then comb what runs in one direction.

    Args:
        lab: (H, W, 3) float32.
        flow: Directions of the same picture.
        fine: (H, W) 0..1, where no dabs may go: faces.
        settings: How flat.

    Returns:
        (H, W, 3) float32.

    Source:
        Winnemöller, Olsen, Gooch 2006, Real-Time Video Abstraction, for the repeated bilateral filter.
    """
    flat = lab
    for _ in range(settings.rounds):
        flat = bilateral(flat, settings.colour_range)
    flat = mix(_dabs(flat, settings.dab_px), flat, fine)
    combed = mix(flat, flow.along(flat), flow.coherence * np.float32(COMBED))
    return _crisp(combed)


def _dabs(lab: Field, radius: float) -> Field:
    """Paint each pixel with the calmest of the eight patches around it: texture becomes strokes, edges stay.

    Source:
        Kuwahara et al. 1976 for the patches; Papari, Petkov, Campisi 2007, Artistic Edge and Corner Enhancing
        Smoothing, for the soft choice by a power of the variance.
    """
    height, width = lab.shape[:2]
    mean = blur(lab, 0.5 * radius)
    variance = blur(lab * lab, 0.5 * radius) - mean * mean
    spread = np.maximum(variance[..., 0] + variance[..., 1] + variance[..., 2], 0.0) + CALM
    calm = CALM**3 / (spread * spread * spread)
    margin = round(radius)
    weighted = cv2.copyMakeBorder(mean * calm[..., None], *(margin,) * 4, cv2.BORDER_REPLICATE)
    calm = cv2.copyMakeBorder(calm, *(margin,) * 4, cv2.BORDER_REPLICATE)
    total, weights = np.zeros_like(lab), np.zeros((height, width), np.float32)
    for turn in range(8):
        row = margin + round(radius * np.sin(turn * np.pi / 4))
        column = margin + round(radius * np.cos(turn * np.pi / 4))
        total += weighted[row : row + height, column : column + width]
        weights += calm[row : row + height, column : column + width]
    return np.asarray(total / weights[..., None], np.float32)


def _crisp(lab: Field) -> Field:
    """Turn the slopes that combing left back into edges, without the halo of plain sharpening."""
    sharp = lab + (lab - blur(lab, 1.5))
    near = np.ones((3, 3), np.uint8)
    return np.asarray(np.clip(sharp, cv2.erode(lab, near), cv2.dilate(lab, near)), np.float32)
