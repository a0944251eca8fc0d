"""Skin: where it is on a face, and how it is shaded."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep, soft_switch
from animegan.toon.faces import FACE_CENTRE, Face, Window, window_around
from animegan.toon.filters import blur
from animegan.toon.settings import CelSettings

__all__ = ["Skin", "shade_skin", "skins_of"]

SAMPLED_AT = (
    *(
        (side * right, down)
        for right, down in ((0.5, 0.5), (0.4, 0.65), (0.62, 0.75), (0.25, -0.5))
        for side in (-1, 1)
    ),
    (0.0, 0.3),
    (0.0, -0.45),
    (0.0, 1.5),
)
"""Where skin usually is, in face units: cheeks, jaw, forehead; nose, forehead, chin."""

LIGHT_SKIN = 62.0
"""L* of skin whose shadow is a full step deep; on darker skin a step is smaller, down to `SMALLEST_STEP`."""

SMALLEST_STEP = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Skin:
    """The skin of one face.

    Attributes:
        window: Where it is.
        surely: (h, w) 0..1, how surely each pixel of the window is skin.
        brows: (h, w) 0..1, where brows are if there are any.
        colour: (3,) L*a*b* of lit skin.
        unit: Of the face, in pixels.
    """

    window: Window
    surely: Field
    brows: Field
    colour: Field
    unit: float


def skins_of(lab: Field, faces: Sequence[Face]) -> tuple[Skin, ...]:
    """Find the skin of each face by its colour on cheeks, forehead, nose and chin.

    Args:
        lab: (H, W, 3) float32, flattened.
        faces: Where they are.

    Returns:
        The skin of each face inside the picture.
    """
    skins = []
    for face in faces:
        window = window_around(face, face.at(*FACE_CENTRE), 2.0, lab.shape)
        if window is not None:
            colour = _lit_colour(lab, face)
            surely = _alike(window.of(lab) - colour, window, face.unit) * _beside_features(window, face)
            brows = _over_eyes(window, face)
            surely *= 1.0 - 0.85 * brows * smoothstep(colour[0] - window.of(lab)[..., 0], 6.0, 14.0)
            surely = blur(_without_specks(surely, face.unit) * np.float32(face.strength * 0.85), 1.0)
            skins.append(Skin(window=window, surely=surely, brows=brows, colour=colour, unit=face.unit))
    return tuple(skins)


def _without_specks(surely: Field, unit: float) -> Field:
    """(h, w) without the specks of skin that show through a beard, which would make it blotchy."""
    size = 2 * round(0.035 * unit) + 1
    near = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.morphologyEx(surely, cv2.MORPH_OPEN, near), np.float32)


def _lit_colour(lab: Field, face: Face) -> Field:
    """(3,) median colour where skin usually is."""
    height, width = lab.shape[:2]
    samples = []
    for right, down in SAMPLED_AT:
        x, y = face.at(right, down)
        samples.append(lab[min(max(int(y), 0), height - 1), min(max(int(x), 0), width - 1)])
    # Beard and glasses are duller than skin: the dullest third does not count.
    by_chroma = sorted(samples, key=lambda sample: float(np.hypot(sample[1], sample[2])))
    return np.asarray(np.median(np.array(by_chroma[len(samples) // 3 :]), axis=0), np.float32)


def _alike(difference: Field, window: Window, unit: float) -> Field:
    """(h, w) 0..1 from the difference to lit skin, (h, w, 3): of its hue, not far in L*, inside the face."""
    radius = window.radius(1.35, 1.85)
    alike = smoothstep(np.hypot(difference[..., 1], difference[..., 2]), 26.0, 12.0)
    alike *= smoothstep(np.abs(difference[..., 0]), 38.0, 22.0)
    # A highlight is skin too, however white, where skin is all around; beside a turned face it is the wall.
    enclosed = smoothstep(blur(alike, 0.16 * unit), 0.45, 0.75)
    highlight = smoothstep(difference[..., 0], 5.0, 15.0) * enclosed * smoothstep(radius, 0.75, 0.6)
    return np.asarray(np.maximum(alike, highlight) * smoothstep(radius, 1.0, 0.75), np.float32)


def _beside_features(window: Window, face: Face) -> Field:
    """(h, w) 1 on the face, 0 on lips and eyes, which are not shaded as skin."""
    beside = np.ones_like(window.right)
    for point, wide, high in (
        (face.points[0], 0.36, 0.2),
        (face.points[1], 0.36, 0.2),
        (face.mouth, 0.38, 0.18),
    ):
        radius = window.radius(wide, high, face.seen_from(FACE_CENTRE, point))
        beside *= smoothstep(radius, 0.6, 1.0)
    return beside


def _over_eyes(window: Window, face: Face) -> Field:
    """(h, w) 1 in a flat ellipse over each eye."""
    over = np.zeros_like(window.right)
    for point in face.points[:2]:
        right, down = face.seen_from(FACE_CENTRE, point)
        np.maximum(over, smoothstep(window.radius(0.5, 0.22, (right, down - 0.38)), 1.0, 0.7), out=over)
    return over


def shade_skin(out: Field, lab: Field, skin: Skin, settings: CelSettings) -> None:
    """Draw lit skin, one shadow and a deep one over a face, in place.

    Args:
        out: (H, W, 3) float32, drawn on.
        lab: (H, W, 3) float32, flattened.
        skin: Of one face.
        settings: Depth and hue of the shadow.
    """
    lit, light = skin.colour[0], skin.window.of(lab)[..., 0]
    broad = _over_skin(light, skin)
    depth, fine = broad - lit, light - broad
    tone = min(1.0, max(SMALLEST_STEP, float(lit) / LIGHT_SKIN))
    shadow, deep = _shadows(depth, skin.unit)
    # The styles lighten the middle tones: dark skin would no longer be dark.
    base = float(lit) + 1.0 - 5.0 * soft_switch(float(lit), 66.0, 48.0)
    drawn = base + 0.2 * np.minimum(depth, 25.0) + 0.3 * np.minimum(fine, 10.0)
    # What is much darker than the skin around is no skin: brows, the rims of glasses.
    drawn += (0.9 + 0.8 * skin.brows) * np.minimum(fine + 4.0, 0.0)
    drawn -= settings.skin_step * tone * (shadow + 0.8 * deep)
    place = skin.window.of(out)
    place[..., 0] += (drawn - place[..., 0]) * skin.surely
    for channel, shift in enumerate(settings.skin_shade, start=1):
        # Cool shade would turn dark skin grey.
        aim = skin.colour[channel] + shift * tone * tone * shadow
        place[..., channel] += (aim - place[..., channel]) * skin.surely * np.float32(0.7)


def _shadows(depth: Field, unit: float) -> tuple[Field, Field]:
    """(h, w) 0..1 each, the shadow and the deep one: crisp where the light falls off fast, soft on a slope."""
    slope = np.hypot(cv2.Scharr(depth, cv2.CV_32F, 1, 0), cv2.Scharr(depth, cv2.CV_32F, 0, 1)) * (unit / 32)
    soft = 2.3 + 4.2 * smoothstep(blur(slope.astype(np.float32), 0.06 * unit), 55.0, 20.0)
    shadow = smoothstep((-10.75 - depth) / soft, -1.0, 1.0)
    return shadow, smoothstep((-22.0 - depth) / (soft + 0.7), -1.0, 1.0)


def _over_skin(light: Field, skin: Skin) -> Field:
    """(h, w) L* averaged over skin only: brows and lashes would cast shadows on it."""
    sigma = 0.08 * skin.unit
    weight = blur(skin.surely, sigma) + np.float32(1e-3)
    return np.asarray((blur(light * skin.surely, sigma) + 1e-3 * light) / weight, np.float32)
