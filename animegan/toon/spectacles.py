"""Spectacles: thin rims, drawn whole."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from animegan.toon.colour import Field, smoothstep, soft_switch
from animegan.toon.faces import Face, Window, window_around
from animegan.toon.filters import darker_than_around
from animegan.toon.flow import Flow
from animegan.toon.settings import PenSettings

__all__ = ["draw_spectacles"]

BRIDGE = (0.0, 0.1)
"""Where glasses sit on the nose, in face units from the middle between the eyes."""

WIRE_PX = 0.85
"""Half-width of the lines looked for."""

SMALL_PX = (18.0, 40.0)
"""Face units between which rims fade in: on smaller faces the pen's own lines are enough."""


def draw_spectacles(
    lab: Field, shaped: Field, flow: Flow, faces: Sequence[Face], settings: PenSettings
) -> Field:
    """Draw the lines around the eyes that are too faint for the pen, but of metal or horn.

    A fold of skin is darker and more colourful than the skin beside it, a rim darker and not more colourful: so
    the rims are told from wrinkles, however thin.

    Args:
        lab: (H, W, 3) float32, drawn on.
        shaped: (H, W, 3) float32, the reshaped photo.
        flow: Directions of the photo.
        faces: Where they are.
        settings: The pen.

    Returns:
        (H, W, 3) float32.
    """
    if not faces:
        return lab
    out, ink = lab.copy(), np.array(settings.ink, np.float32)
    signs = np.dstack([shaped[..., 0], np.hypot(shaped[..., 1], shaped[..., 2])])
    signs = flow.along(darker_than_around(signs, WIRE_PX))
    rims = smoothstep(signs[..., 0], 0.3, 1.3) * smoothstep(signs[..., 1], -0.3, 0.15)
    for face in faces:
        window = window_around(face, face.at(*BRIDGE), 1.4, lab.shape)
        if window is not None:
            share = soft_switch(face.unit, *SMALL_PX) * settings.strength
            share *= _worn(window.of(rims), window, face)
            drawn = window.of(rims) * _around_eyes(window, face) * np.float32(share)
            place = window.of(out)
            place += (ink - place) * drawn[..., None]
    return out


def _worn(rims: Field, window: Window, face: Face) -> float:
    """0..1, how surely there are glasses: a line below each eye, and one that joins them."""
    below = 0.0
    for point in face.points[:2]:
        right, down = face.seen_from(BRIDGE, point)
        beside, under = np.abs(window.right - right), window.down - down
        below += 0.5 * _width_covered(rims, (beside < 0.36) & (under > 0.26) & (under < 0.62))
    bridge = _width_covered(rims, (np.abs(window.right) < 0.1) & (np.abs(window.down + 0.05) < 0.22))
    return soft_switch(below * bridge, 0.13, 0.22)


def _width_covered(rims: Field, here: NDArray[np.bool_]) -> float:
    """Share of the columns of an area that a line crosses."""
    columns = here.any(axis=0)
    return float((rims * here).max(axis=0)[columns].mean()) if columns.any() else 0.0


def _around_eyes(window: Window, face: Face) -> Field:
    """(h, w) 1 where glasses sit: a ring around each eye, the bridge, the arms up to the ears."""
    near = np.zeros_like(window.right)
    beside = np.ones_like(near)
    for point in face.points[:2]:
        eye = face.seen_from(BRIDGE, point)
        np.maximum(near, smoothstep(window.radius(0.75, 0.56, (eye[0], eye[1] + 0.06)), 1.0, 0.8), out=near)
        beside *= smoothstep(window.radius(0.38, 0.27, eye), 0.85, 1.1)
    return near * beside
