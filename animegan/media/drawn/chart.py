"""A drawn test chart: what a style does to hues, greys, fine lines, edges and soft shading, each by itself.

hues by angle, vividness by radius | spokes that thin out to nothing | lines of 1 to 12 pixels
a ramp, its steps, faint discs     | colours everybody remembers     | a ball, a cube, their shadows
"""

import colorsys

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.types import PhotoU8

__all__ = ["draw_chart"]

CELL = 256
_SCALE = 3  # drawn this many times larger and reduced, so that edges are smooth

# sRGB. Skin from light to dark, then what every eye knows the colour of.
MEMORY_COLOURS = (
    (255, 224, 196), (234, 192, 134), (198, 134, 66), (92, 56, 34),
    (135, 190, 235), (38, 84, 148), (92, 128, 48), (44, 86, 44),
    (255, 196, 212), (222, 60, 60), (245, 150, 30), (250, 220, 70),
    (122, 74, 40), (236, 228, 208), (110, 70, 150), (40, 160, 160),
)  # fmt: skip


def draw_chart() -> PhotoU8:
    """The finished chart, (512, 768, 3) uint8: six cells of 256 pixels."""
    top = np.concatenate([_hue_disc(), _siemens_star(), _lines()], axis=1)
    bottom = np.concatenate([_greys(), _patches(), _solids()], axis=1)
    chart = np.concatenate([top, bottom], axis=0)
    chart[:, CELL - 1 :: CELL] = chart[CELL - 1 :: CELL] = 40  # a dark rule closes each cell
    return np.ascontiguousarray(chart)


def _grid() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Column and row of every subpixel of a cell, -1 to 1 across it."""
    axis = (np.arange(CELL * _SCALE) + 0.5) / (CELL * _SCALE) * 2 - 1
    return np.meshgrid(axis, axis)


def _reduced(cell: NDArray[np.float64]) -> PhotoU8:
    """A supersampled cell with values 0 to 1 at its final size."""
    small = cv2.resize(cell, (CELL, CELL), interpolation=cv2.INTER_AREA)
    colour = small if small.ndim == 3 else np.repeat(small[..., None], 3, axis=2)
    return np.rint(colour * 255).astype(np.uint8)


def _hue_disc() -> PhotoU8:
    x, y = _grid()
    radius = np.hypot(x, y) / 0.92
    hue = np.degrees(np.arctan2(-y, x)) % 360
    hsv = np.stack([hue, np.clip(radius, 0, 1), np.ones_like(hue)], axis=-1).astype(np.float32)
    rgb = cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB).astype(np.float64)
    return _reduced(np.where((radius <= 1)[..., None], rgb, 0.5))


def _siemens_star(spokes: int = 36) -> PhotoU8:
    x, y = _grid()
    star = np.sin(np.arctan2(y, x) * spokes) > 0
    return _reduced(np.where(np.hypot(x, y) <= 0.92, star, 1.0).astype(np.float64))


def _lines() -> PhotoU8:
    cell = np.full((CELL, CELL, 3), 255, np.uint8)
    for index, thickness in enumerate((1, 2, 3, 5, 8, 12)):
        at = 14 + 20 * index
        cell[at : at + thickness, 12:122] = 0
        cell[12:122, 134 + at - 14 : 134 + at - 14 + thickness] = 0
        ink = tuple(round(255 * v) for v in colorsys.hsv_to_rgb(index / 6, 0.9, 0.75))
        slope = 18 * (index + 1)
        cv2.line(cell, (14, 240), (14 + 226, 240 - slope), ink, max(1, thickness // 2), cv2.LINE_AA)
    return cell


def _greys() -> PhotoU8:
    x, y = _grid()
    ramp = (x + 1) / 2
    steps = np.floor(ramp * 11).clip(0, 10) / 10
    cell = np.where(y < -0.45, ramp, np.where(y < 0.1, steps, 0.5))
    for index, contrast in enumerate((2, 4, 8, 16, 32)):  # grey levels above the ground
        inside = np.hypot(x - (-0.76 + 0.38 * index), y - 0.55) < 0.16
        cell = np.where(inside, 0.5 + contrast / 255, cell)
    return _reduced(cell)


def _patches() -> PhotoU8:
    colours = np.array(MEMORY_COLOURS, np.uint8).reshape(4, 4, 3)
    return np.repeat(np.repeat(colours, CELL // 4, axis=0), CELL // 4, axis=1)


def _solids() -> PhotoU8:
    """Soft light on a ball and hard planes of a cube: where a style flattens shading and where it draws lines."""
    x, y = _grid()
    cell = (
        np.where((y > 0.25)[..., None], (0.80, 0.76, 0.70), (0.62, 0.74, 0.84)) * (1.0 - 0.12 * y)[..., None]
    )
    cell = np.clip(cell, 0.0, 1.0)
    shadow = np.exp(-(((x + 0.10) / 0.62) ** 2 + ((y - 0.66) / 0.13) ** 2) * 1.6)
    cell = cell * (1.0 - 0.55 * shadow)[..., None]
    u, v = (x + 0.36) / 0.46, (y - 0.22) / 0.46
    depth = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
    light = np.clip(-0.5 * u - 0.62 * v + 0.6 * depth, 0, 1)
    gleam = np.clip(-0.30 * u - 0.42 * v + 0.86 * depth, 0, 1) ** 60
    ball = np.array([0.86, 0.24, 0.22]) * (0.25 + 0.75 * light)[..., None] + 0.8 * gleam[..., None]
    cell = np.where((u * u + v * v <= 1)[..., None], np.clip(ball, 0, 1), cell)
    for shade, corners in (
        ((0.98, 0.82, 0.30), ((0.12, -0.02), (0.46, -0.18), (0.84, -0.02), (0.48, 0.16))),
        ((0.90, 0.66, 0.18), ((0.12, -0.02), (0.48, 0.16), (0.48, 0.66), (0.12, 0.46))),
        ((0.58, 0.40, 0.12), ((0.48, 0.16), (0.84, -0.02), (0.84, 0.44), (0.48, 0.66))),
    ):
        points = np.rint((np.array(corners) + 1) / 2 * CELL * _SCALE).astype(np.int32)
        cv2.fillPoly(cell, [points], shade)
    return _reduced(cell)
