"""Light that is drawn, not found: the rim of what stands against the light."""

from collections.abc import Sequence

import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.filters import darker_than_around
from animegan.toon.flow import Flow
from animegan.toon.settings import LightSettings
from animegan.toon.skin import Skin

__all__ = ["lit_up", "rim_light"]


def rim_light(
    lab: Field, light: Field, flow: Flow, skins: Sequence[Skin], width_px: float, settings: LightSettings
) -> Field:
    """Let light catch the bright side of strong edges.

    Args:
        lab: (H, W, 3) float32.
        light: (H, W) L* of the photo, lightly smoothed.
        flow: Directions of the photo.
        skins: Skin of the faces, which catch it on their outline only.
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
    for skin in skins:
        skin.window.of(lit)[...] *= smoothstep(skin.window.radius(1.0, 1.4), 0.7, 1.0)
    return lit_up(lab, lit, lightness=11.0, colour=0.8, settings=settings)


def lit_up(lab: Field, lit: Field, *, lightness: float, colour: float, settings: LightSettings) -> Field:
    """Raise L* where it is lit, in the colour of the style's light.

    Args:
        lab: (H, W, 3) float32.
        lit: (H, W), 1 for full light.
        lightness: L* of full light.
        colour: Gain on the style's push of bright colours.
        settings: The style's light.

    Returns:
        (H, W, 3) float32.
    """
    out = lab.copy()
    out[..., 0] += lightness * lit
    out[..., 1] += colour * settings.bright_shift[0] * lit
    out[..., 2] += colour * settings.bright_shift[1] * lit
    return out
