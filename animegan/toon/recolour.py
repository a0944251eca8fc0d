"""Light with a hue: tone curve, chroma, coloured shadows and highlights, the accent colour, blush."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from animegan.toon.colour import Field, smoothstep
from animegan.toon.faces import Face, window_around
from animegan.toon.filters import blur, box
from animegan.toon.settings import Accent, ColourShift, LightSettings

__all__ = ["recolour"]

HELD_CHROMA = 60.0
"""Chroma at which a gain on colourfulness is held back to about half."""

AIR_PX = 10
"""Twice this far go the surroundings that air lightens as one."""


def recolour(lab: Field, faces: Sequence[Face], settings: LightSettings) -> Field:
    """Give the picture the light of a style.

    Args:
        lab: (H, W, 3) float32.
        faces: Their cheeks blush.
        settings: Tone curve and colours.

    Returns:
        (H, W, 3) float32.
    """
    light = np.clip(lab[..., 0] / 100.0, 0.0, 1.0)
    if settings.air:
        around = box(box(light, AIR_PX), AIR_PX)
        # Dark skin stays dark: air is for what has no hue of skin.
        air = settings.air * (1.0 - 0.9 * _warmth(lab, 2.0, 12.0))
        light += 0.7 * air * (light - around)
        light += air * np.maximum(0.78 - around, 0.0) * smoothstep(around, 0.05, 0.4)
    light = np.clip(light, 0.0, 1.0)
    light += settings.contrast * (smoothstep(light, 0.04, settings.paper) - light)
    out = np.empty_like(lab)
    out[..., 0] = settings.black + (settings.white - settings.black) * light ** np.float32(settings.gamma)
    _colour(out, lab, light, settings)
    for face in faces:
        _blush(out, face, settings.blush_shift)
    return out


def _colour(out: Field, lab: Field, light: Field, settings: LightSettings) -> None:
    """Fill in a* and b*: more colourful, with shadows, highlights and sky pushed to the colours of the style."""
    a, b = lab[..., 1], lab[..., 2]
    chroma = np.hypot(a, b)
    likeness = _likeness(a, b, chroma, settings.accent)
    gain = _chroma_gain(chroma, likeness, settings)
    out[..., 0] += settings.accent.depth * likeness * np.minimum(lab[..., 0] - out[..., 0], 0.0)
    # Warm things, skin before all, keep their hue: blue shadow on brown skin is grey.
    warm = _warmth(lab)
    dark = smoothstep(light, 0.6, 0.05) * (1.0 - 0.7 * warm)
    # Leaves in the shade turn to teal, as painters give them: red on green is mud.
    leaf = smoothstep(a, 0.0, -9.0) * smoothstep(b, 2.0, 12.0)
    dark *= 1.0 - 0.8 * leaf
    shade = min(settings.chroma, 1.0) * smoothstep(light, 0.6, 0.1) * leaf
    bright = smoothstep(light, 0.45, 1.0) * (1.0 - 0.55 * warm)
    sky = smoothstep(b, -4.0, -24.0) * smoothstep(light, 0.25, 0.7)
    # In the shade brown turns redder, not bluer.
    ruddy = 6.0 * min(settings.chroma, 1.0) * smoothstep(light, 0.5, 0.1) * warm
    shifts = zip(settings.dark_shift, settings.bright_shift, settings.sky_shift, strict=True)
    in_leaves = (-5.0, -9.0)
    for channel, (on_dark, on_bright, on_sky) in enumerate(shifts, start=1):
        out[..., channel] = lab[..., channel] * gain + on_dark * dark + on_bright * bright
        out[..., channel] += on_sky * sky + ruddy + in_leaves[channel - 1] * shade


def _warmth(lab: Field, start: float = 6.0, end: float = 24.0) -> Field:
    """(H, W) 0..1, how far each pixel has a hue that skin can have."""
    a, b = lab[..., 1], lab[..., 2]
    return smoothstep(a + b, start, end) * smoothstep(b - 0.4 * a, -8.0, 1.0)


def _chroma_gain(chroma: Field, likeness: Field, settings: LightSettings) -> NDArray[np.float64]:
    """(H, W) how much more colourful each pixel becomes; strong colours are held back."""
    # In double precision, as the training pictures were painted: a rounding here moves pixels by a level.
    held = 1.0 / (1.0 + max(settings.chroma - 1.0, 0.0) * chroma.astype(np.float64) / HELD_CHROMA)
    favour = (settings.accent.gain - 1.0) * likeness
    return settings.chroma * held * (1.0 + favour * held)


def _likeness(a: Field, b: Field, chroma: Field, accent: Accent) -> Field:
    """(H, W) 0..1, how near each pixel is to the accent colour."""
    angle, width = np.deg2rad(accent.hue), np.deg2rad(accent.width)
    toward = (a * np.float32(np.cos(angle)) + b * np.float32(np.sin(angle))) / (chroma + 1.0)
    likeness = smoothstep(toward, float(np.cos(width)), float(np.cos(0.35 * width)))
    if accent.floor:
        likeness = likeness * smoothstep(chroma, accent.floor, accent.floor + 20.0)
    return likeness


def _blush(lab: Field, face: Face, shift: ColourShift) -> None:
    """Redden the cheeks below the eyes, in place."""
    if shift == (0.0, 0.0):
        return
    for right in (-0.62, 0.62):
        window = window_around(face, face.at(right, 0.52), 0.55, lab.shape)
        if window is None:
            continue
        place = window.of(lab)
        cheek = smoothstep(window.radius(0.5, 0.3), 1.0, 0.0) * np.float32(face.strength * 0.8)
        cheek *= smoothstep(place[..., 1] + place[..., 2], 6.0, 22.0)
        # Rose on dark skin looks like a rash.
        cheek *= smoothstep(place[..., 0], 38.0, 72.0)
        cheek = blur(cheek, 1.5)
        place[..., 1] += cheek * shift[0]
        place[..., 2] += cheek * shift[1]
