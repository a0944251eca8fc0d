"""Cel shading: few tones, soft steps between them, faces in light and one shadow."""

from collections.abc import Sequence

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.faces import Face, Window, window_around
from animegan.toon.styles import PainterStyle

__all__ = ["cel_shade", "skin_maps"]

SkinMap = tuple[Window, Field, float]
"""Where (window), how surely skin (h, w), and the L* of lit skin."""


def cel_shade(lab: Field, original: Field, skins: Sequence[SkinMap], style: PainterStyle) -> Field:
    """Bring L* to few tones.

    Args:
        lab: (H, W, 3) float32, flattened.
        original: (H, W, 3) float32 before flattening; a little of its fine detail is put back.
        skins: Skin of the faces, from `skin_maps`.
        style: Says how many tones and how hard.

    Returns:
        (H, W, 3) float32.
    """
    light = lab[..., 0]
    stepped = soft_steps(cv2.GaussianBlur(light, (0, 0), 0.8), style.tones, style.step_hardness)
    shaded = light + (stepped - light) * np.float32(style.cel_mix)
    shaded += np.float32(style.detail) * (original[..., 0] - cv2.GaussianBlur(original[..., 0], (0, 0), 2.0))
    for window, skin, base in skins:
        place = (window.rows, window.columns)
        shaded[place] += (_skin_tones(light[place], base) - shaded[place]) * skin
    if style.pooling:
        # Pigment gathers where a wash ends: the dark side of a step darkens.
        shaded += np.float32(style.pooling) * np.minimum(shaded - cv2.GaussianBlur(shaded, (0, 0), 2.5), 0)
    out = lab.copy()
    out[..., 0] = shaded
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
    steps: Field = (floor + 0.5 + 0.5 * rise) * np.float32(tones)
    return steps


def _skin_tones(light: Field, base: float) -> Field:
    """Lit skin and one shadow, with a trace of the modelling between."""
    depth = light - np.float32(base)
    shadow = smoothstep(depth, -3.0, -15.0)
    drawn: Field = base + 1.5 - 13.0 * shadow + 0.28 * depth
    return drawn


def skin_maps(lab: Field, faces: Sequence[Face]) -> list[SkinMap]:
    """Find the skin of each face by its colour on cheeks and nose.

    Args:
        lab: (H, W, 3) float32, flattened.
        faces: Where they are.

    Returns:
        One map for each face inside the picture.
    """
    maps = []
    for face in faces:
        window = window_around(face, face.at(0.0, 0.5), 2.0, lab.shape)
        if window is None:
            continue
        base = _skin_colour(lab, face)
        difference = lab[window.rows, window.columns] - base
        same = smoothstep(np.hypot(difference[..., 1], difference[..., 2]), 26.0, 12.0)
        same *= smoothstep(np.abs(difference[..., 0]), 38.0, 22.0)
        place = smoothstep(window.radius(1.35, 1.85), 1.0, 0.75)
        surely = cv2.GaussianBlur(same * place * np.float32(face.strength * 0.85), (0, 0), 1.0)
        maps.append((window, surely, float(base[0])))
    return maps


def _skin_colour(lab: Field, face: Face) -> Field:
    """Median colour of both cheeks and the bridge of the nose."""
    height, width = lab.shape[:2]
    samples = []
    for right, down in ((-0.5, 0.5), (0.5, 0.5), (-0.42, 0.62), (0.42, 0.62), (0.0, 0.3)):
        x, y = face.at(right, down)
        samples.append(lab[min(max(int(y), 0), height - 1), min(max(int(x), 0), width - 1)])
    colour: Field = np.median(np.array(samples), axis=0).astype(np.float32)
    return colour
