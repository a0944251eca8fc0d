"""From photo to drawing, stage by stage."""

from collections.abc import Iterator, Sequence

import numpy as np

from animegan.errors import InputError
from animegan.toon.cel import cel_shade, skin_maps
from animegan.toon.colour import Field, lab_of, photo_of
from animegan.toon.eyes import draw_eyes
from animegan.toon.faces import faces_of, fine_map
from animegan.toon.flatten import bilateral, flatten
from animegan.toon.flow import edge_flow
from animegan.toon.geometry import reshape_faces
from animegan.toon.glow import glow
from animegan.toon.ink import comb_strands, hush_maps, ink, line_map, rim_light
from animegan.toon.recolour import recolour
from animegan.toon.styles import get_style
from animegan.types import Landmarks, PhotoU8

__all__ = ["paint", "paint_stages"]


def paint(photo_u8: PhotoU8, style_name: str, *, faces: Sequence[Landmarks] = ()) -> PhotoU8:
    """Draw a photo.

    Args:
        photo_u8: (H, W, 3) uint8 RGB, any size from 1x1; looks best with a short side of 256 to 768.
        style_name: One of the names in `STYLES`.
        faces: Landmarks of the faces to draw as such.

    Returns:
        (H, W, 3) uint8 RGB; the same for the same input, on every call.

    Raises:
        InputError: The photo, the style or the landmarks cannot be used.
    """
    lab: Field | None = None
    for _, lab in _stages(photo_u8, style_name, faces):
        pass
    assert lab is not None
    return photo_of(lab)


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
    return {name: photo_of(lab) for name, lab in _stages(photo_u8, style_name, faces)}


def _stages(
    photo_u8: PhotoU8, style_name: str, landmarks: Sequence[Landmarks]
) -> Iterator[tuple[str, Field]]:
    """The stages one by one, as (name, (H, W, 3) float32 L*a*b*)."""
    style = get_style(style_name)
    _check(photo_u8)
    faces = faces_of(landmarks, photo_u8.shape)
    shaped = reshape_faces(lab_of(photo_u8), faces)
    yield "reshape_faces", shaped
    flow = edge_flow(shaped)
    flat = flatten(
        shaped,
        flow,
        fine_map(shaped.shape, faces),
        rounds=style.flatness,
        colour_range=style.flat_range,
        dab=style.dab,
    )
    yield "flatten", flat
    skins = skin_maps(flat, faces)
    cel = cel_shade(flat, shaped, skins, style)
    yield "cel_shade", cel
    coloured = recolour(cel, faces, style)
    yield "recolour", coloured
    light = bilateral(np.ascontiguousarray(shaped[..., 0]), 6.0)
    combed = comb_strands(coloured, shaped[..., 0], flow, skins, style)
    yield "comb_strands", combed
    rimmed = rim_light(combed, light, flow, style)
    yield "rim_light", rimmed
    lines = line_map(light, flow, hush_maps(flat, skins, faces), style)
    inked = ink(rimmed, lines, style)
    yield "ink", inked
    eyed = draw_eyes(inked, shaped, faces, style)
    yield "draw_eyes", eyed
    yield "glow", glow(eyed, style)


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
