"""Drawn eyes: a lash line, a clear white, a coloured iris, a catch light."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep, soft_switch
from animegan.toon.faces import Face, Point, Window, window_around
from animegan.toon.filters import blur
from animegan.toon.settings import LabColour, LightSettings, PainterStyle

__all__ = ["draw_eyes"]

CLOSED, OPEN = 0.034, 0.043
"""Spread of the dark part of an eye in height, in face units: a closed lid is one thin line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Eye:
    """One eye that is open.

    Attributes:
        window: Where it is.
        photo: (h, w, 3) float32, the reshaped photo there.
        dark: (h, w) 0..1, what is dark in the window: iris, lashes, brow.
        whole: (h, w) 0..1, the same with the lights in it filled in.
        centre: Of the iris, (right, down) in face units.
        openness: 0..1, how much there is to draw.
        skin_light: L* of the lids.
        unit: Of the face, in pixels.
    """

    window: Window
    photo: Field
    dark: Field
    whole: Field
    centre: Point
    openness: float
    skin_light: float
    unit: float

    def disc(self, offset: Point, wide: float, high: float, edge: float) -> Field:
        """(h, w) 1 inside an ellipse around a point off the iris' centre, 0 outside, soft over `edge`."""
        radius = self.window.radius(wide, high, (self.centre[0] + offset[0], self.centre[1] + offset[1]))
        return smoothstep(radius, 1.0 + edge / 2, 1.0 - edge / 2)

    @property
    def below(self) -> Field:
        """(h, w) distance below the centre, in face units."""
        return self.window.down - np.float32(self.centre[1])


def draw_eyes(lab: Field, shaped: Field, faces: Sequence[Face], style: PainterStyle) -> Field:
    """Draw both eyes of every face over what the photo shows there.

    Everything is bound to what is dark in the eye, so a closed eye gets no iris.

    Args:
        lab: (H, W, 3) float32.
        shaped: (H, W, 3) float32, the reshaped photo.
        faces: Where they are.
        style: Colour of iris and lashes.

    Returns:
        (H, W, 3) float32.
    """
    out = lab.copy() if faces else lab
    for face in faces:
        for x, y in face.points[:2]:
            window = window_around(face, (float(x), float(y)), 0.42, lab.shape)
            eye = None if window is None else _find_eye(window.of(shaped), window, face)
            if eye is not None:
                place = eye.window.of(out)
                _colour_iris(place, eye, style.light, style.pen.ink)
                _thicken_lash(place, eye, style.pen.ink)
                _clear_white(place, eye)
                _catch_light(place, eye)
    return out


def _find_eye(photo: Field, window: Window, face: Face) -> Eye | None:
    """Find iris and lashes by their darkness; None where there is nothing to draw."""
    soft = blur(photo[..., 0], max(0.4, 0.012 * face.unit))
    skin, pupil = np.percentile(soft, 75), np.percentile(soft, 4)
    contrast = float(skin - pupil)
    dark = smoothstep((soft - pupil) / np.float32(max(contrast, 8.0)), 0.55, 0.2)
    iris = dark * smoothstep(window.radius(0.2, 0.19), 1.0, 0.6)
    mass = float(iris.sum()) + 1e-3
    right, down = float((iris * window.right).sum()) / mass, float((iris * window.down).sum()) / mass
    height = float(np.sqrt((iris * (window.down - down) ** 2).sum() / mass))
    # Dark glasses are dark all over; where all is dim no iris shows.
    openness = soft_switch(height, CLOSED, OPEN) * face.strength
    openness *= soft_switch(float(dark.mean()), 0.5, 0.36) * soft_switch(contrast, 8.0, 20.0)
    if openness == 0.0:
        return None
    return Eye(
        window=window,
        photo=photo,
        dark=dark,
        whole=_filled(dark, face.unit),
        centre=(right, down),
        openness=openness,
        skin_light=float(skin),
        unit=face.unit,
    )


def _filled(dark: Field, unit: float) -> Field:
    """(h, w) what is dark, and what is small and light inside it: the photo's own catch lights go."""
    size = 2 * round(0.05 * unit) + 1
    near = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, near), np.float32)


def _colour_iris(place: Field, eye: Eye, light: LightSettings, ink: LabColour) -> None:
    """Dark above, clear and coloured below, with a ring and a pupil, as cel painters do; in place."""
    iris = eye.disc((0.0, 0.0), 0.15, 0.17, 0.3) * eye.whole * np.float32(eye.openness)
    weight = (iris * eye.dark + np.float32(1e-6))[..., None] / (float((iris * eye.dark).sum()) + 1e-3)
    lightness, own = float((place * weight).sum(axis=(0, 1))[0]), (eye.photo * weight).sum(axis=(0, 1))
    radius = eye.window.radius(0.125, 0.145, eye.centre)
    fall = smoothstep(eye.below, -0.07, 0.13)
    shade = min(lightness, 34.0) - 4.0 + fall * 36.0
    # Ring and pupil are drawn in the ink's hue, darker than all else in the eye.
    deep = np.maximum(smoothstep(radius, 0.78, 1.02), smoothstep(radius, 0.5, 0.36))
    deep *= 1.0 - 0.35 * smoothstep(eye.below, 0.02, 0.15)
    colour = np.empty_like(place)
    colour[..., 0] = shade - deep * (shade - min(ink[0], lightness)) * np.float32(0.9)
    for channel in (1, 2):
        clear = own[channel] * 2.0 * light.chroma + light.iris_shift[channel - 1]
        colour[..., channel] = (0.5 + 0.5 * fall) * clear * (1.0 - 0.6 * deep) + 0.4 * deep * ink[channel]
    place += (colour - place) * (0.9 * iris)[..., None]


def _thicken_lash(place: Field, eye: Eye, ink: LabColour) -> None:
    """Draw the upper lid as one firm line, in place."""
    lid = eye.disc((0.0, -0.04), 0.36, 0.2, 0.4)
    lid *= smoothstep(eye.below, -0.02, -0.1) * eye.dark * np.float32(0.85 * eye.openness)
    place += (np.array(ink, np.float32) - place) * lid[..., None]


def _clear_white(place: Field, eye: Eye) -> None:
    """Lift and cool the white beside the iris, in place."""
    # Lighter or greyer than the skin around, of whatever tone that is.
    pale = eye.photo[..., 0] - 1.3 * np.hypot(eye.photo[..., 1], eye.photo[..., 2])
    white = eye.disc((0.0, 0.0), 0.30, 0.12, 0.5) * (1.0 - eye.dark)
    white = white * smoothstep(pale - np.median(pale), 4.0, 16.0) * np.float32(eye.openness)
    white = blur(white, max(0.5, 0.012 * eye.unit))
    # In the shade of a dim face a full white would glow; below the lid it is shaded anyway.
    full = min(95.0, 42.0 + 0.72 * eye.skin_light) - 12.0 * smoothstep(eye.below, 0.0, -0.1)
    place[..., 0] += white * (full - place[..., 0]) * 0.65
    place[..., 1:] *= (1.0 - 0.65 * white)[..., None]


def _catch_light(place: Field, eye: Eye) -> None:
    """One clear light above left, a small one below right, in place."""
    edge = min(1.6, 0.5 + 4.0 / eye.unit)
    large = eye.disc((-0.045, -0.05), 0.04, 0.048, edge)
    small = 0.6 * eye.disc((0.055, 0.075), 0.018, 0.02, edge)
    spark = np.maximum(large, small) * np.float32(eye.openness)
    spark *= smoothstep(blur(eye.whole, max(0.5, 0.03 * eye.unit)), 0.2, 0.6)
    # Never whiter than the light on the face allows.
    place[..., 0] += spark * (min(98.0, 56.0 + 0.62 * eye.skin_light) - place[..., 0])
    place[..., 1:] *= (1.0 - spark)[..., None]
