"""Where the hand holds back: on faces, on skin, in the sky."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from animegan.toon.colour import Field, smoothstep, soft_switch
from animegan.toon.faces import FACE_CENTRE, Face, Window, window_around
from animegan.toon.skin import Skin

__all__ = ["Restraint", "fine_map", "restraint_of"]

WRINKLES = 0.5
"""How far the pen holds back inside a face: what is left of wrinkles are a few clean lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restraint:
    """Where less is drawn.

    Attributes:
        pen: (H, W) 0..1, where fine lines need more contrast.
        brush: (H, W) 0..1, where broad strokes would be too broad.
        bold: (H, W) 0..1, where the broad stroke is the fitting pen: faces seen from near.
    """

    pen: Field
    brush: Field
    bold: Field


def fine_map(size: tuple[int, ...], faces: Sequence[Face]) -> Field:
    """Where no dabs of the brush may go.

    Args:
        size: (height, width, ...) of the picture.
        faces: Where they are.

    Returns:
        (H, W) float32, 1 on faces and hair, 0 elsewhere.
    """
    fine = np.zeros(size[:2], np.float32)
    for face in faces:
        window = window_around(face, face.at(0.0, 0.3), 2.6, size)
        if window is not None:
            _raise_to(window.of(fine), smoothstep(window.radius(2.0, 2.2), 1.15, 0.8))
    return fine


def restraint_of(lab: Field, skins: Sequence[Skin], faces: Sequence[Face]) -> Restraint:
    """Where pen and brush hold back: the sky, a little on skin, much on small faces.

    Args:
        lab: (H, W, 3) float32, flattened.
        skins: Skin of the faces.
        faces: Where they are.

    Returns:
        One map for each tool.
    """
    # The sky has no outline: cloud edges stay soft.
    pen = 0.6 * smoothstep(lab[..., 2], -5.0, -18.0) * smoothstep(lab[..., 0], 38.0, 60.0)
    for skin in skins:
        _raise_to(skin.window.of(pen), 0.1 * skin.surely)
    brush, bold = np.zeros_like(pen), np.zeros_like(pen)
    for face in faces:
        window = window_around(face, face.at(*FACE_CENTRE), 2.0, lab.shape)
        if window is not None:
            near = smoothstep(window.radius(1.4, 1.9), 1.0, 0.7)
            _raise_to(window.of(pen), WRINKLES * _inner(window, face))
            _raise_to(window.of(pen), soft_switch(face.unit, 48.0, 14.0) * near)
            _raise_to(window.of(brush), soft_switch(face.unit, 120.0, 50.0) * near)
            _raise_to(window.of(bold), soft_switch(face.unit, 70.0, 120.0) * near)
    return Restraint(pen=pen, brush=brush, bold=bold)


def _inner(window: Window, face: Face) -> Field:
    """(h, w) 1 where wrinkles and pores are: the face without its outline, eyes, nose and mouth."""
    inner = smoothstep(window.radius(0.85, 1.45, (0.0, -0.25)), 1.0, 0.75)
    features = ((face.points[0], 0.42, 0.36), (face.points[1], 0.42, 0.36), (face.points[2], 0.3, 0.24))
    for point, wide, high in (*features, (face.mouth, 0.46, 0.2)):
        inner *= smoothstep(window.radius(wide, high, face.seen_from(FACE_CENTRE, point)), 0.7, 1.1)
    return inner


def _raise_to(place: Field, least: Field) -> None:
    """Bring a part of a map up to at least these values, in place."""
    np.maximum(place, least, out=place)
