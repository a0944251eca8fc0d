"""Drawn eyes: a lash line, a clear white, a coloured iris, a catch light."""

from collections.abc import Sequence

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.faces import Face, Window, window_around
from animegan.toon.styles import PainterStyle

__all__ = ["draw_eyes"]


def draw_eyes(lab: Field, shaped: Field, faces: Sequence[Face], style: PainterStyle) -> Field:
    """Draw both eyes of every face over what the photo shows there.

    Everything is bound to what is dark in the eye, so a closed eye gets no iris.

    Args:
        lab: (H, W, 3) float32.
        shaped: (H, W, 3) float32, the reshaped photo.
        faces: Where they are.
        style: Colour of the iris.

    Returns:
        (H, W, 3) float32.
    """
    out = lab.copy() if faces else lab
    for face in faces:
        for x, y in face.points[:2]:
            window = window_around(face, (float(x), float(y)), 0.42, lab.shape)
            if window is not None:
                _draw_eye(out, shaped[window.rows, window.columns], window, face, style)
    return out


def _draw_eye(out: Field, eye: Field, window: Window, face: Face, style: PainterStyle) -> None:
    """Draw one eye, in place."""
    place = out[window.rows, window.columns]
    light = eye[..., 0]
    soft = cv2.GaussianBlur(light, (0, 0), max(0.4, 0.012 * face.unit))
    skin, pupil = np.percentile(soft, 75), np.percentile(soft, 4)
    span = max(float(skin - pupil), 8.0)
    dark = smoothstep((soft - pupil) / np.float32(span), 0.55, 0.2)
    reach = dark * smoothstep(window.radius(0.2, 0.19), 1.0, 0.6)
    mass = float(reach.sum()) + 1e-3
    right, down = float((reach * window.right).sum()) / mass, float((reach * window.down).sum()) / mass
    height = float(np.sqrt((reach * (window.down - down) ** 2).sum() / mass))
    # A closed lid is a dark line: its height is a third of an iris'.
    openness = float(smoothstep(np.float32([height]), 0.036, 0.05)[0]) * face.strength
    # Dark glasses are dark all over.
    openness *= float(smoothstep(np.float32([dark.mean()]), 0.5, 0.36)[0])
    # Nor is there an iris where all is dim; the catch light is never whiter than the light on the face allows.
    openness *= float(smoothstep(np.float32([skin - pupil]), 8.0, 20.0)[0])
    if openness == 0.0:
        return
    _colour_iris(place, dark, window, (right, down), openness, style)
    _thicken_lash(place, dark, window, (right, down), openness, style)
    _clear_white(place, eye, dark, window, (right, down), openness, face.unit)
    _catch_light(place, reach, window, (right, down), openness, face.unit, 80.0 + 0.26 * float(skin))


def _disc(window: Window, centre: tuple[float, float], wide: float, high: float, edge: float) -> Field:
    """1 inside an ellipse, 0 outside, soft over `edge` of its radius."""
    radius = np.sqrt(((window.right - centre[0]) / wide) ** 2 + ((window.down - centre[1]) / high) ** 2)
    return smoothstep(radius.astype(np.float32), 1.0 + edge / 2, 1.0 - edge / 2)


def _colour_iris(
    place: Field, dark: Field, window: Window, centre: tuple[float, float], amount: float, style: PainterStyle
) -> None:
    """Dark above, clear and coloured below, as cel painters do."""
    iris = _disc(window, centre, 0.155, 0.175, 0.35) * dark * np.float32(amount)
    fall = smoothstep(window.down - np.float32(centre[1]), -0.06, 0.15)
    place[..., 0] += iris * (fall * 26.0 - (1.0 - fall) * 8.0)
    place[..., 1] += iris * fall * (0.7 * place[..., 1] + style.iris[0])
    place[..., 2] += iris * fall * (0.7 * place[..., 2] + style.iris[1])


def _thicken_lash(
    place: Field, dark: Field, window: Window, centre: tuple[float, float], amount: float, style: PainterStyle
) -> None:
    """Draw the upper lid as one firm line."""
    lid = _disc(window, (centre[0], centre[1] - 0.04), 0.36, 0.2, 0.4)
    lid *= smoothstep(window.down - np.float32(centre[1]), -0.02, -0.1) * dark * np.float32(0.75 * amount)
    place += (np.array(style.line_ink, np.float32) - place) * lid[..., None]


def _clear_white(
    place: Field,
    eye: Field,
    dark: Field,
    window: Window,
    centre: tuple[float, float],
    amount: float,
    unit: float,
) -> None:
    """Lift and cool the white beside the iris, where it is neither dark nor skin coloured."""
    white = _disc(window, centre, 0.30, 0.12, 0.5) * (1.0 - dark)
    # Lighter or greyer than the skin around, which is whiter than skin of any tone.
    pale = eye[..., 0] - 1.3 * np.hypot(eye[..., 1], eye[..., 2])
    white = white * smoothstep(pale - np.median(pale), 4.0, 16.0) * np.float32(amount)
    white = cv2.GaussianBlur(white, (0, 0), max(0.5, 0.012 * unit))
    place[..., 0] += white * (94.0 - place[..., 0]) * 0.6
    place[..., 1] *= 1.0 - 0.6 * white
    place[..., 2] *= 1.0 - 0.6 * white


def _catch_light(
    place: Field,
    reach: Field,
    window: Window,
    centre: tuple[float, float],
    amount: float,
    unit: float,
    white: float,
) -> None:
    """One clear light above left, a small one below right."""
    edge = min(1.6, 0.5 + 4.0 / unit)
    big = _disc(window, (centre[0] - 0.045, centre[1] - 0.05), 0.036, 0.042, edge)
    small = 0.7 * _disc(window, (centre[0] + 0.055, centre[1] + 0.075), 0.018, 0.02, edge)
    spark = np.maximum(big, small) * np.float32(amount)
    spark *= smoothstep(cv2.GaussianBlur(reach, (0, 0), max(0.5, 0.03 * unit)), 0.2, 0.6)
    place[..., 0] += spark * (white - place[..., 0])
    place[..., 1] *= 1.0 - spark
    place[..., 2] *= 1.0 - spark
