"""The pen: dark lines along edges."""

import numpy as np

from animegan.toon.colour import Field, mix, smoothstep
from animegan.toon.filters import blur, darker_than_around
from animegan.toon.flow import Flow
from animegan.toon.restraint import Restraint
from animegan.toon.settings import PenSettings

__all__ = ["ink", "line_map"]

BROAD = 2.2
"""Width of a broad stroke against a fine one."""

QUIET = 4.0
"""Contrast (L* units) by which an outline has to stand out where the pen keeps quiet."""


def ink(
    lab: Field, light: Field, flow: Flow, restraint: Restraint, quiet: Field, settings: PenSettings
) -> Field:
    """Draw the lines, in ink that takes some of the local colour.

    Args:
        lab: (H, W, 3) float32, drawn on.
        light: (H, W) L* of the photo, lightly smoothed: here the lines are found.
        flow: Directions of the photo.
        restraint: Where the pen holds back.
        quiet: (H, W) 0..1, where the brush has said it all: leaves, grass, sky.
        settings: The pen.

    Returns:
        (H, W, 3) float32.
    """
    lines = line_map(light, flow, restraint, quiet, settings)
    colour = np.broadcast_to(np.array(settings.ink, np.float32), lab.shape)
    local = lab * np.array([0.45, 0.9, 0.9], np.float32)
    return mix(lab, mix(colour, local, settings.local), lines * settings.strength)


def line_map(light: Field, flow: Flow, restraint: Restraint, quiet: Field, settings: PenSettings) -> Field:
    """Where the pen draws, and how firmly.

    Args:
        light: (H, W) L* of the photo, lightly smoothed.
        flow: Directions of the photo.
        restraint: Where the pen holds back.
        quiet: (H, W) 0..1, where the brush has said it all: leaves, grass, sky.
        settings: The pen.

    Returns:
        (H, W) 0..1.

    Source:
        Kang, Lee, Chui 2007, Coherent Line Drawing, for the difference of Gaussians averaged along the flow;
        Winnemöller 2011, XDoG, for its soft threshold.
    """
    # Noise in the dark is strong in L*: there the pen needs more contrast to start.
    start = settings.threshold * (1.0 + smoothstep(light, 30.0, 5.0)) + 2.5 * restraint.pen
    start += QUIET * quiet
    # Twice along: a mark has to go on for some twenty pixels to become a line.
    fine = flow.along(flow.along(darker_than_around(light, settings.width_px)))
    lines = smoothstep((fine - start) / np.float32(settings.softness), 0.0, 1.0)
    if settings.brush:
        broad = flow.along(flow.along(darker_than_around(light, BROAD * settings.width_px)))
        over = broad - (1.6 - 0.6 * restraint.bold) * start
        stroke = smoothstep(over / np.float32(1.8 * settings.softness), 0.0, 1.0)
        weight = np.minimum(settings.brush * (1.0 - restraint.brush) + 0.3 * restraint.bold, 1.0)
        lines = np.maximum(lines, stroke * weight)
    # A little blur: the soft threshold alone leaves stairs on thin lines.
    return blur(lines * (0.35 + 0.65 * flow.coherence), 0.5)
