"""Cel shading: few tones, soft steps between them, faces in light and one shadow."""

from collections.abc import Sequence

import numpy as np

from animegan.toon.colour import Field
from animegan.toon.filters import blur
from animegan.toon.settings import CelSettings
from animegan.toon.skin import Skin, shade_skin

__all__ = ["cel_shade", "soft_steps"]


def cel_shade(lab: Field, original: Field, skins: Sequence[Skin], settings: CelSettings) -> Field:
    """Bring L* to few tones.

    Args:
        lab: (H, W, 3) float32, flattened.
        original: (H, W, 3) float32 before flattening; a little of its fine detail is put back.
        skins: Skin of the faces.
        settings: How many tones and how hard.

    Returns:
        (H, W, 3) float32.

    Source:
        Winnemöller, Olsen, Gooch 2006, Real-Time Video Abstraction, for the soft luminance quantisation.
    """
    light, fine = lab[..., 0], original[..., 0]
    stepped = soft_steps(blur(light, 0.8), settings.tones, settings.hardness)
    shaded = light + (stepped - light) * np.float32(settings.share)
    shaded += np.float32(settings.detail) * (fine - blur(fine, 2.0))
    if settings.pooling:
        # Pigment gathers where a wash ends: the dark side of a step darkens.
        shaded += np.float32(settings.pooling) * np.minimum(shaded - blur(shaded, 2.5), 0.0)
    out = lab.copy()
    out[..., 0] = shaded
    for skin in skins:
        shade_skin(out, lab, skin, settings)
    return out


def soft_steps(light: Field, tones: float, hardness: float) -> Field:
    """A staircase with rounded edges.

    Args:
        light: (H, W) L*.
        tones: Height of a step.
        hardness: Of the edge.

    Returns:
        (H, W) L*, equal to `light` at multiples of `tones`.
    """
    level = light / np.float32(tones)
    floor = np.floor(level)
    rise = np.tanh(np.float32(hardness / 2) * (level - floor - 0.5)) / np.tanh(np.float32(hardness / 4))
    return np.asarray((floor + 0.5 + 0.5 * rise) * np.float32(tones), np.float32)
