"""The pen: dark lines along edges, light strands along hair."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from animegan.toon.cel import SkinMap
from animegan.toon.colour import Field, mix, smoothstep
from animegan.toon.faces import Face, window_around
from animegan.toon.flow import Flow
from animegan.toon.styles import PainterStyle

__all__ = ["comb_strands", "hush_maps", "ink", "line_map", "rim_light"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hush:
    """Where less is drawn.

    Attributes:
        pen: (H, W) 0..1, where fine lines need more contrast.
        brush: (H, W) 0..1, where broad strokes would be too broad.
        bold: (H, W) 0..1, where the broad stroke is the fitting pen: faces seen from near.
    """

    pen: Field
    brush: Field
    bold: Field


def line_map(light: Field, flow: Flow, hush: Hush, style: PainterStyle) -> Field:
    """Where the pen draws, and how firmly.

    Args:
        light: (H, W) L* of the photo, lightly smoothed.
        flow: Directions of the same picture.
        hush: Where the pen holds back.
        style: The pen.

    Returns:
        (H, W) 0..1.

    Source:
        Kang, Lee, Chui 2007, Coherent Line Drawing, section 3; the soft threshold is that of
        Winnemöller 2011, XDoG, eq. 6.
    """
    # Noise in the dark is strong in L*: there the pen needs more contrast to start.
    start = style.line_threshold * (1.0 + smoothstep(light, 30.0, 5.0)) + 2.5 * hush.pen
    fine = flow.along(_darker_than_around(light, style.line_sigma))
    lines = smoothstep((fine - start) / np.float32(style.line_softness), 0.0, 1.0)
    if style.brush:
        broad = flow.along(_darker_than_around(light, 2.2 * style.line_sigma))
        stroke = smoothstep(
            (broad - (1.6 - 0.6 * hush.bold) * start) / np.float32(1.8 * style.line_softness), 0.0, 1.0
        )
        weight = np.minimum(style.brush * (1.0 - hush.brush) + 0.3 * hush.bold, 1.0)
        lines = np.maximum(lines, stroke * weight)
    return lines * (0.35 + 0.65 * flow.coherence)


def _darker_than_around(light: Field, sigma: float) -> Field:
    """Difference of Gaussians, positive inside what is darker than its surroundings."""
    difference: Field = cv2.GaussianBlur(light, (0, 0), 1.6 * sigma) - cv2.GaussianBlur(light, (0, 0), sigma)
    return difference


def comb_strands(
    lab: Field, light: Field, flow: Flow, skins: Sequence[SkinMap], style: PainterStyle
) -> Field:
    """Lift light strands out of dark, combed areas such as hair.

    Args:
        lab: (H, W, 3) float32, recoloured.
        light: (H, W) L* of the photo.
        flow: Directions of the photo.
        skins: Skin of the faces, which has none.
        style: How strongly.

    Returns:
        (H, W, 3) float32.
    """
    around = cv2.GaussianBlur(light, (0, 0), 5.0)
    # Dark all around: a light rim beside a dark shape is no strand.
    dark = smoothstep(cv2.dilate(around, np.ones((9, 9), np.uint8)), 55.0, 35.0)
    for window, skin, _, _ in skins:
        dark[window.rows, window.columns] *= 1.0 - np.minimum(1.0, 1.5 * skin)
    combed = flow.along(flow.ridges(cv2.GaussianBlur(light, (0, 0), 0.8), 2.5))
    band = flow.ridges(cv2.GaussianBlur(light, (0, 0), 2.5), 8.0)
    strand = (
        (smoothstep(combed, 0.3, 3.5) + smoothstep(band, 1.0, 7.0))
        * dark
        * flow.coherence
        * np.float32(style.strands)
    )
    out = lab.copy()
    out[..., 0] += 13.0 * strand
    out[..., 1] += style.light[0] * strand
    out[..., 2] += style.light[1] * strand
    return out


def rim_light(lab: Field, light: Field, flow: Flow, style: PainterStyle) -> Field:
    """Let light catch the bright side of strong edges.

    Args:
        lab: (H, W, 3) float32.
        light: (H, W) L* of the photo, lightly smoothed.
        flow: Directions of the photo.
        style: How strongly, and its light.

    Returns:
        (H, W, 3) float32.
    """
    if not style.rim:
        return lab
    rim = smoothstep(flow.along(-_darker_than_around(light, 1.6 * style.line_sigma)), 1.2, 5.0)
    rim = rim * flow.coherence * smoothstep(light, 82.0, 58.0) * np.float32(style.rim)
    out = lab.copy()
    out[..., 0] += 11.0 * rim
    out[..., 1] += 0.8 * style.light[0] * rim
    out[..., 2] += 0.8 * style.light[1] * rim
    return out


def hush_maps(lab: Field, skins: Sequence[SkinMap], faces: Sequence[Face]) -> Hush:
    """Where pen and brush hold back: the sky, a little on skin, much on small faces.

    Args:
        lab: (H, W, 3) float32, flattened.
        skins: Skin of the faces.
        faces: Where they are.

    Returns:
        One map for the pen, one for the brush.
    """
    # The sky has no outline: cloud edges stay soft.
    pen = 0.6 * smoothstep(lab[..., 2], -5.0, -18.0) * smoothstep(lab[..., 0], 38.0, 60.0)
    for window, skin, _, _ in skins:
        place = pen[window.rows, window.columns]
        np.maximum(place, 0.1 * skin, out=place)
    brush, bold = np.zeros_like(pen), np.zeros_like(pen)
    for face in faces:
        around = window_around(face, face.at(0.0, 0.5), 2.0, lab.shape)
        if around is None:
            continue
        unit = np.float32([face.unit])
        near = smoothstep(around.radius(1.4, 1.9), 1.0, 0.7)
        near_face = (
            (pen, smoothstep(unit, 48.0, 14.0)),
            (brush, smoothstep(unit, 120.0, 50.0)),
            (bold, smoothstep(unit, 70.0, 120.0)),
        )
        for target, much in near_face:
            place = target[around.rows, around.columns]
            np.maximum(place, much * near, out=place)
    return Hush(pen=pen, brush=brush, bold=bold)


def ink(lab: Field, lines: Field, style: PainterStyle) -> Field:
    """Draw the lines, in ink that takes some of the local colour.

    Args:
        lab: (H, W, 3) float32.
        lines: (H, W) 0..1.
        style: The ink.

    Returns:
        (H, W, 3) float32.
    """
    colour = np.array(style.line_ink, np.float32)
    local = lab * np.array([0.45, 0.9, 0.9], np.float32)
    return mix(
        lab, mix(np.broadcast_to(colour, lab.shape), local, style.line_local), lines * style.line_strength
    )
