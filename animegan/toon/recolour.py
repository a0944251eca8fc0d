"""Light with a hue: tone curve, chroma, coloured shadows and highlights, the accent colour, blush."""

from collections.abc import Sequence

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.faces import Face, window_around
from animegan.toon.styles import PainterStyle

__all__ = ["recolour"]


def recolour(lab: Field, faces: Sequence[Face], style: PainterStyle) -> Field:
    """Give the picture the light of a style.

    Args:
        lab: (H, W, 3) float32.
        faces: Their cheeks blush.
        style: Tone curve and colours.

    Returns:
        (H, W, 3) float32.
    """
    light = np.clip(lab[..., 0] / 100.0, 0.0, 1.0)
    light += style.contrast * (smoothstep(light, 0.04, style.paper) - light)
    a, b = lab[..., 1], lab[..., 2]
    chroma = np.hypot(a, b)
    gain = _chroma_gain(a, b, chroma, style)
    # Warm, colourful things, skin before all, keep their hue: blue shadow on brown skin is grey.
    warm = smoothstep(a + b, 6.0, 24.0) * smoothstep(b - 0.4 * a, -8.0, 1.0)
    dark = smoothstep(light, 0.6, 0.05) * (1.0 - 0.7 * warm)
    bright = smoothstep(light, 0.45, 1.0) * (1.0 - 0.55 * warm)
    out = np.empty_like(lab)
    out[..., 0] = style.black + (style.white - style.black) * light ** np.float32(style.gamma)
    out[..., 1] = a * gain + style.shadow[0] * dark + style.light[0] * bright
    out[..., 2] = b * gain + style.shadow[1] * dark + style.light[1] * bright
    # Brown in the shade turns redder, not bluer; the sky takes the hour of the style.
    sky = smoothstep(b, -4.0, -24.0) * smoothstep(light, 0.25, 0.7)
    shade = 6.0 * min(style.chroma, 1.0) * smoothstep(light, 0.5, 0.1) * warm
    out[..., 1] += style.sky[0] * sky + shade
    out[..., 2] += style.sky[1] * sky + shade
    for face in faces:
        _blush(out, face, style)
    return out


def _chroma_gain(a: Field, b: Field, chroma: Field, style: PainterStyle) -> Field:
    """How much more colourful each pixel becomes; strong colours are held back, the accent is not."""
    angle = np.deg2rad(style.accent_hue)
    toward = (a * np.float32(np.cos(angle)) + b * np.float32(np.sin(angle))) / (chroma + 1.0)
    width = np.deg2rad(style.accent_width)
    accent = smoothstep(toward, float(np.cos(width)), float(np.cos(0.35 * width)))
    if style.accent_floor:
        accent = accent * smoothstep(chroma, style.accent_floor, style.accent_floor + 20.0)
    held = 1.0 / (1.0 + np.maximum(style.chroma - 1.0, 0.0) * chroma / 60.0)
    gain: Field = style.chroma * held * (1.0 + (style.accent_gain - 1.0) * accent * held)
    return gain


def _blush(lab: Field, face: Face, style: PainterStyle) -> None:
    """Redden the cheeks below the eyes, in place."""
    if style.blush == (0.0, 0.0):
        return
    for right in (-0.62, 0.62):
        window = window_around(face, face.at(right, 0.52), 0.55, lab.shape)
        if window is None:
            continue
        place = lab[window.rows, window.columns]
        cheek = smoothstep(window.radius(0.5, 0.3), 1.0, 0.0) * np.float32(face.strength * 0.8)
        cheek *= smoothstep(place[..., 1] + place[..., 2], 6.0, 22.0)
        cheek = cv2.GaussianBlur(cheek, (0, 0), 1.5)
        place[..., 1] += cheek * style.blush[0]
        place[..., 2] += cheek * style.blush[1]
