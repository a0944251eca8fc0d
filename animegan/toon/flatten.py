"""Flat areas of colour: texture goes, edges and strands stay."""

import cv2
import numpy as np

from animegan.toon.colour import Field, mix
from animegan.toon.flow import Flow

__all__ = ["flatten"]

REACH_PX = 3
"""Radius of the smoothing in each round."""

LAB_LOWEST, LAB_HIGHEST = -128.0, 128.0


def flatten(lab: Field, flow: Flow, *, rounds: int, colour_range: float) -> Field:
    """Smooth what differs little, then comb what runs in one direction.

    Args:
        lab: (H, W, 3) float32.
        flow: Directions of the same picture.
        rounds: How often.
        colour_range: Difference in L*a*b* units that is smoothed away.

    Returns:
        (H, W, 3) float32.

    Source:
        Winnemöller, Olsen, Gooch 2006, Real-Time Video Abstraction, section 3.1.
    """
    flat = lab
    for _ in range(rounds):
        flat = _bilateral(flat, colour_range)
    combed = mix(flat, flow.along(flat), flow.coherence * np.float32(0.8))
    # Combing blurs a little across; sharpening what is left turns slopes back into edges.
    return combed + (combed - cv2.GaussianBlur(combed, (0, 0), 1.5)) * np.float32(0.7)


def _bilateral(lab: Field, colour_range: float) -> Field:
    """Bilateral filter whose result at a pixel depends on its neighbours only.

    OpenCV tabulates the colour weight between the picture's lowest and highest value, so one far pixel would
    change all others by a rounding; two corners of a margin pin that range down.
    """
    margin = REACH_PX + 1
    framed = cv2.copyMakeBorder(lab, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    framed[0, 0] = LAB_LOWEST
    framed[-1, -1] = LAB_HIGHEST
    smooth: Field = cv2.bilateralFilter(framed, 2 * REACH_PX + 1, colour_range, 2.5)
    return smooth[margin:-margin, margin:-margin]
