"""Hair: clumps, strands, and the band of light across them."""

from collections.abc import Sequence

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.filters import blur
from animegan.toon.flow import Flow
from animegan.toon.highlights import lit_up
from animegan.toon.settings import LightSettings
from animegan.toon.skin import Skin

__all__ = ["comb_strands"]


def comb_strands(
    lab: Field, light: Field, flow: Flow, skins: Sequence[Skin], settings: LightSettings
) -> Field:
    """Draw light and shade into dark combed areas such as hair, which otherwise are one dark patch.

    A faint sheen of the photo, summed with its strands and cut off, becomes the jagged band that cel painters
    draw; what lies deeper than its surroundings becomes the gap between two clumps.

    Args:
        lab: (H, W, 3) float32, recoloured.
        light: (H, W) L* of the photo.
        flow: Directions of the photo.
        skins: Skin of the faces, which has none.
        settings: How strongly, and in which colour.

    Returns:
        (H, W, 3) float32.
    """
    clumps, combs = blur(light, 3.5), blur(light, 1.0)
    # Bright beside something dark is not yet bright between dark: a wall behind a head gets no sheen.
    sheen = np.minimum(clumps - blur(light, 14.0), flow.ridges(clumps, 13.0))
    strands = np.minimum(flow.along(combs) - clumps, flow.ridges(combs, 4.0))
    relief = sheen + np.float32(1.3) * strands
    combed = _dark(light, skins) * (0.35 + 0.65 * flow.coherence) * np.float32(settings.strands)
    out = lit_up(lab, combed * smoothstep(relief, 1.0, 5.0), lightness=12.0, colour=0.45, settings=settings)
    out[..., 0] -= 5.0 * combed * smoothstep(relief, -0.8, -3.5)
    return out


def _dark(light: Field, skins: Sequence[Skin]) -> Field:
    """(H, W) 0..1, dark all around, and no skin: a light rim beside a dark shape is no strand."""
    lightest = cv2.dilate(blur(light, 4.0), np.ones((11, 11), np.uint8))
    dark = smoothstep(np.asarray(lightest, np.float32), 58.0, 37.0)
    for skin in skins:
        skin.window.of(dark)[...] *= 1.0 - np.minimum(1.0, 1.5 * skin.surely)
    return dark
