"""From photo to drawing, stage by stage."""

from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np

from animegan.errors import InputError
from animegan.toon.cel import cel_shade
from animegan.toon.clumps import clump_map
from animegan.toon.colour import Field, lab_of, mix, photo_of
from animegan.toon.eyes import draw_eyes
from animegan.toon.faces import Face, faces_of
from animegan.toon.filters import bilateral
from animegan.toon.flatten import flatten
from animegan.toon.flow import edge_flow
from animegan.toon.geometry import reshape_faces
from animegan.toon.glow import glow
from animegan.toon.hair import comb_strands
from animegan.toon.highlights import rim_light
from animegan.toon.ink import ink
from animegan.toon.recolour import recolour
from animegan.toon.restraint import fine_map, restraint_of
from animegan.toon.settings import PainterStyle
from animegan.toon.skin import skins_of
from animegan.toon.sky import paint_sky, sky_map
from animegan.toon.spectacles import draw_spectacles
from animegan.toon.styles import get_style
from animegan.toon.water import paint_water, water_map
from animegan.types import Landmarks, PhotoU8

__all__ = ["paint", "paint_stages"]


def paint(photo_u8: PhotoU8, style_name: str, *, faces: Sequence[Landmarks] = ()) -> PhotoU8:
    """Draw a photo.

    Every stroke has a fixed length in pixels and follows from what is some 60 pixels around it, or from the face
    it belongs to, so that a convolutional network can learn to draw it.

    Args:
        photo_u8: (H, W, 3) uint8 RGB, any size from 1x1; looks best with a short side of 256 to 768.
        style_name: One of the names in `STYLES`.
        faces: Landmarks of the faces to draw as such.

    Returns:
        (H, W, 3) uint8 RGB; the same for the same input, on every call.

    Raises:
        InputError: The photo, the style or the landmarks cannot be used.
    """
    # Keeps the last stage only: a large photo has room for one, not for nine.
    ((_, drawing),) = deque(_drawn(photo_u8, style_name, faces), maxlen=1)
    return photo_of(drawing)


def paint_stages(
    photo_u8: PhotoU8, style_name: str, *, faces: Sequence[Landmarks] = ()
) -> dict[str, PhotoU8]:
    """Draw a photo and keep the picture after every stage.

    Args:
        photo_u8: (H, W, 3) uint8 RGB.
        style_name: One of the names in `STYLES`.
        faces: Landmarks of the faces to draw as such.

    Returns:
        Pictures by stage, in the order of drawing; the last equals `paint`.

    Raises:
        InputError: The photo, the style or the landmarks cannot be used.
    """
    return {name: photo_of(lab) for name, lab in _drawn(photo_u8, style_name, faces)}


def _drawn(photo_u8: PhotoU8, style_name: str, landmarks: Sequence[Landmarks]) -> Iterator[tuple[str, Field]]:
    """Check what was given, then draw."""
    style = get_style(style_name)
    _check(photo_u8)
    return _stages(lab_of(photo_u8), faces_of(landmarks, photo_u8.shape), style)


def _stages(photo: Field, faces: Sequence[Face], style: PainterStyle) -> Iterator[tuple[str, Field]]:
    """The stages one by one, each a name and an (H, W, 3) float32 L*a*b* picture."""
    shaped = reshape_faces(photo, faces)
    yield "reshape_faces", shaped
    flow = edge_flow(shaped)
    fine = fine_map(shaped.shape, faces)
    clumps, sky = clump_map(shaped, flow, fine), sky_map(shaped, flow) * (1.0 - fine)
    water = water_map(shaped, flow, np.maximum(fine, sky))
    flat = paint_water(flatten(shaped, flow, fine, clumps, style.flat), water)
    painted = np.maximum(clumps, water)
    yield "flatten", flat
    skins = skins_of(flat, faces)
    drawing = cel_shade(flat, mix(shaped, flat, painted), skins, style.cel)
    yield "cel_shade", drawing
    drawing = paint_sky(drawing, flat, sky)
    yield "paint_sky", drawing
    drawing = recolour(drawing, faces, style.light)
    yield "recolour", drawing
    light = np.ascontiguousarray(shaped[..., 0])
    drawing = comb_strands(drawing, light, flow, skins, style.light)
    yield "comb_strands", drawing
    light = bilateral(light, 6.0)
    drawing = rim_light(drawing, light, flow, skins, style.pen.width_px, style.light)
    yield "rim_light", drawing
    drawing = ink(drawing, light, flow, restraint_of(flat, skins, faces), np.maximum(painted, sky), style.pen)
    drawing = draw_spectacles(drawing, shaped, flow, faces, style.pen)
    yield "ink", drawing
    drawing = draw_eyes(drawing, shaped, faces, style)
    yield "draw_eyes", drawing
    yield "glow", glow(drawing, style.glow)


def _check(photo_u8: PhotoU8) -> None:
    """Refuse what is not a photo."""
    if not isinstance(photo_u8, np.ndarray) or photo_u8.dtype != np.uint8:
        raise InputError(
            f"The photo is {getattr(photo_u8, 'dtype', type(photo_u8).__name__)}, not uint8.",
            hint="Give RGB bytes, 0..255.",
        )
    if photo_u8.ndim != 3 or photo_u8.shape[2] != 3 or 0 in photo_u8.shape:
        raise InputError(
            f"The photo has shape {photo_u8.shape}, not (height, width, 3).",
            hint="Give a colour picture of at least one pixel; drop an alpha channel first.",
        )
