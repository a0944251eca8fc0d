"""Cel shading: few tones, soft steps between them, faces in light and one shadow."""

from collections.abc import Sequence

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.faces import Face, Window, window_around
from animegan.toon.styles import PainterStyle

__all__ = ["cel_shade", "skin_maps"]

SkinMap = tuple[Window, Field, Field, float]
"""Where (window), how surely skin (h, w), the colour of lit skin (3,), and the face's unit."""


SKIN_CENTRE = (0.0, 0.5)

SKIN_POINTS = (
    *(
        (side * right, down)
        for right, down in ((0.5, 0.5), (0.4, 0.65), (0.62, 0.75), (0.25, -0.5))
        for side in (-1, 1)
    ),
    (0.0, 0.3),
    (0.0, -0.45),
    (0.0, 1.5),
)
"""Where skin usually is, in face units: cheeks, jaw, forehead, nose, chin."""


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
    if style.pooling:
        # Pigment gathers where a wash ends: the dark side of a step darkens.
        shaded += np.float32(style.pooling) * np.minimum(shaded - cv2.GaussianBlur(shaded, (0, 0), 2.5), 0)
    out = lab.copy()
    out[..., 0] = shaded
    for skin in skins:
        _shade_skin(out, lab, skin, style.skin_step)
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


def _shade_skin(out: Field, lab: Field, skin: SkinMap, skin_step: float) -> None:
    """Draw lit skin, one shadow and a deep one over a face, in place."""
    window, surely, base, unit = skin
    light = lab[window.rows, window.columns, 0]
    # Averaged over skin only, or brows and lashes would cast shadows on it.
    sigma = 0.08 * unit
    weight = cv2.GaussianBlur(surely, (0, 0), sigma) + np.float32(1e-3)
    broad = (cv2.GaussianBlur(light * surely, (0, 0), sigma) + 1e-3 * light) / weight
    depth = broad - base[0]
    step = skin_step * min(1.0, max(0.45, float(base[0]) / 62.0))
    fine = light - broad
    drawn = base[0] + 1.0 + 0.2 * np.minimum(depth, 25.0) + 0.4 * np.minimum(fine, 12.0)
    # What is much darker than the skin around is no skin: brows, the rims of glasses.
    drawn += 0.8 * np.minimum(fine + 4.0, 0.0)
    drawn -= step * (smoothstep(depth, -8.5, -13.0) + 0.8 * smoothstep(depth, -19.0, -25.0))
    place = out[window.rows, window.columns]
    place[..., 0] += (drawn - place[..., 0]) * surely
    place[..., 1:] += (base[1:] - place[..., 1:]) * surely[..., None] * np.float32(0.5)


def skin_maps(lab: Field, faces: Sequence[Face]) -> list[SkinMap]:
    """Find the skin of each face by its colour on cheeks and nose.

    Args:
        lab: (H, W, 3) float32, flattened.
        faces: Where they are.

    Returns:
        One map for each face inside the picture.
    """
    maps: list[SkinMap] = []
    for face in faces:
        window = window_around(face, face.at(*SKIN_CENTRE), 2.0, lab.shape)
        if window is None:
            continue
        base = _skin_colour(lab, face)
        difference = lab[window.rows, window.columns] - base
        same = smoothstep(np.hypot(difference[..., 1], difference[..., 2]), 26.0, 12.0)
        same *= smoothstep(np.abs(difference[..., 0]), 38.0, 22.0)
        radius = window.radius(1.35, 1.85)
        # A highlight in the middle of a face is skin too, however white.
        same = np.maximum(same, smoothstep(difference[..., 0], 5.0, 15.0) * smoothstep(radius, 0.75, 0.6))
        place = smoothstep(radius, 1.0, 0.75)
        place *= _beside_features(window, face)
        surely = cv2.GaussianBlur(same * place * np.float32(face.strength * 0.85), (0, 0), 1.0)
        maps.append((window, surely, base, face.unit))
    return maps


def _beside_features(window: Window, face: Face) -> Field:
    """1 on the face, 0 on lips and eyes, which are not shaded as skin."""
    cos, sin = face.tilt
    origin = np.float32(face.at(*SKIN_CENTRE))
    beside = np.ones_like(window.right)
    mouth = face.points[3:].mean(axis=0)
    for point, wide, high in ((face.points[0], 0.36, 0.2), (face.points[1], 0.36, 0.2), (mouth, 0.38, 0.18)):
        x, y = (point - origin) / face.unit
        radius = np.hypot((window.right - x * cos - y * sin) / wide, (window.down - y * cos + x * sin) / high)
        beside *= smoothstep(radius, 0.6, 1.0)
    return beside


def _skin_colour(lab: Field, face: Face) -> Field:
    """Median colour of cheeks, nose, forehead and chin."""
    height, width = lab.shape[:2]
    samples = []
    for right, down in SKIN_POINTS:
        x, y = face.at(right, down)
        samples.append(lab[min(max(int(y), 0), height - 1), min(max(int(x), 0), width - 1)])
    # Beard and glasses are duller than skin; in a grey photo everything is, so half always counts.
    by_chroma = sorted(samples, key=lambda sample: float(np.hypot(sample[1], sample[2])))
    colour: Field = np.median(np.array(by_chroma[len(samples) // 3 :]), axis=0).astype(np.float32)
    return colour
