"""Light that is drawn, not found: strands in hair, the rim of what stands against the light."""

from collections.abc import Sequence

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.filters import blur, darker_than_around
from animegan.toon.flow import Flow
from animegan.toon.settings import LightSettings
from animegan.toon.skin import Skin

__all__ = ["comb_strands", "rim_light"]


def comb_strands(
    lab: Field, light: Field, flow: Flow, skins: Sequence[Skin], settings: LightSettings
) -> Field:
    """Lift light strands, and the soft band across them, out of dark combed areas such as hair.

    Args:
        lab: (H, W, 3) float32, recoloured.
        light: (H, W) L* of the photo.
        flow: Directions of the photo.
        skins: Skin of the faces, which has none.
        settings: How strongly, and in which colour.

    Returns:
        (H, W, 3) float32.
    """
    around = blur(light, 5.0)
    # Dark all around: a light rim beside a dark shape is no strand.
    lightest = np.asarray(cv2.dilate(around, np.ones((9, 9), np.uint8)), np.float32)
    dark = smoothstep(lightest, 55.0, 35.0)
    for skin in skins:
        skin.window.of(dark)[...] *= 1.0 - np.minimum(1.0, 1.5 * skin.surely)
    strands = smoothstep(flow.along(flow.ridges(blur(light, 0.8), 2.5)), 0.3, 3.5)
    band = smoothstep(flow.ridges(blur(light, 2.5), 8.0), 1.0, 7.0)
    lit = (strands + band) * dark * flow.coherence * np.float32(settings.strands)
    return _lit(lab, lit, lightness=13.0, colour=1.0, settings=settings)


def rim_light(lab: Field, light: Field, flow: Flow, width_px: float, settings: LightSettings) -> Field:
    """Let light catch the bright side of strong edges.

    Args:
        lab: (H, W, 3) float32.
        light: (H, W) L* of the photo, lightly smoothed.
        flow: Directions of the photo.
        width_px: Half-width of the pen that draws beside it.
        settings: How strongly, and in which colour.

    Returns:
        (H, W, 3) float32.
    """
    if settings.rim == 0.0:
        return lab
    edge = smoothstep(flow.along(-darker_than_around(light, 1.6 * width_px)), 1.2, 5.0)
    # What is bright already would only get a halo.
    lit = edge * flow.coherence * smoothstep(light, 82.0, 58.0) * np.float32(settings.rim)
    return _lit(lab, lit, lightness=11.0, colour=0.8, settings=settings)


def _lit(lab: Field, lit: Field, *, lightness: float, colour: float, settings: LightSettings) -> Field:
    """The picture with L* raised where it is lit, in the colour of the style's light."""
    out = lab.copy()
    out[..., 0] += lightness * lit
    out[..., 1] += colour * settings.bright_shift[0] * lit
    out[..., 2] += colour * settings.bright_shift[1] * lit
    return out
