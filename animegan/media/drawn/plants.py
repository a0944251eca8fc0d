"""Trees, grass and flowers of the drawn landscape: thousands of small strokes, those behind first."""

import cv2
import numpy as np

from animegan.media.drawn.terrain import SUN, Picture, Plane, blend, noise

__all__ = ["plant_trees", "sow_meadow"]

_TUFTS = 260  # discs in one crown
_BLADES = 9000
_PETALS = ((0.98, 0.97, 0.93), (0.98, 0.80, 0.20), (0.93, 0.36, 0.42), (0.72, 0.50, 0.85))


def plant_trees(scene: Picture, random: np.random.Generator, line: float, count: int) -> None:
    """Draws round trees into the scene, along a hill whose skyline is at `line` (0 top, 1 bottom)."""
    height, width = scene.shape[:2]
    size = (
        height * 0.020 * (1.0 + 9.0 * max(0.0, line - 0.58))
    )  # nearer hills lie lower and bear taller trees
    for x in sorted(random.random(count) * width):
        foot = (line + 0.035 + 0.03 * random.random()) * height
        _draw_tree(scene, random, x, foot, size * random.uniform(0.8, 1.5))


def _draw_tree(scene: Picture, random: np.random.Generator, x: float, foot: float, tall: float) -> None:
    """Shadow, trunk, then the crown from its dark underside to the lit tufts on the sun's side."""
    flat = _at(1.3 * tall, 0.25 * tall)
    cv2.ellipse(scene, _at(x - 0.7 * tall, foot + 0.1 * tall), flat, 0, 0, 360, (0.24, 0.38, 0.16), -1)
    cv2.line(scene, _at(x, foot), _at(x, foot - tall), (0.30, 0.22, 0.15), max(2, int(tall * 0.16)))
    dark, gain = np.array([0.13, 0.27, 0.11]) * random.uniform(0.9, 1.2), np.array([0.30, 0.36, 0.08])
    for tuft in range(_TUFTS):
        lit = tuft / _TUFTS
        angle = random.random() * 2 * np.pi
        reach = np.sqrt(random.random()) * tall * (1 - 0.55 * lit)
        column = x + reach * np.cos(angle) + SUN[0] * tall * 0.48 * lit
        row = foot - 1.5 * tall + 0.9 * reach * np.sin(angle) + SUN[1] * tall * 0.48 * lit
        colour = dark + lit * gain * random.uniform(0.6, 1.1)
        radius = max(2, int(tall * random.uniform(0.05, 0.13)))
        cv2.circle(scene, _at(column, row), radius, colour.tolist(), -1)


def sow_meadow(scene: Picture, random: np.random.Generator) -> Picture:
    """The foreground: a path to the door, blades of grass that grow taller towards us, and flowers."""
    height, width = scene.shape[:2]
    path = _path_mask(random, height, width)
    sand = (
        np.array([0.80, 0.71, 0.53], np.float32)
        * (0.82 + 0.34 * noise(random, height, width, 24, 4))[..., None]
    )
    scene = blend(scene, sand, path)
    for depth in np.sort(random.random(_BLADES) ** 0.75):  # 0 far, 1 near
        x, y = random.random() * width, height * (0.78 + 0.24 * depth)
        if path[min(int(y), height - 1), int(x)] > 0.2:
            continue
        tall, shade = 4 + 34 * depth**2, random.uniform(0.62, 1.22)
        tip = _at(x + random.normal(0, 0.25) * tall, y - tall)
        cv2.line(scene, _at(x, y), tip, (0.36 * shade, 0.58 * shade, 0.17 * shade), 1 + int(2.2 * depth))
        if random.random() < 0.055:
            cv2.circle(scene, tip, 2 + int(5 * depth), _PETALS[random.integers(len(_PETALS))], -1)
    return scene


def _path_mask(random: np.random.Generator, height: int, width: int) -> Plane:
    """1 on a path that winds from the house to the front and widens on its way, ragged at its edges."""
    near = np.clip((np.arange(height, dtype=np.float32) / height - 0.765) / 0.235, 0.0, 1.0)[:, None]
    centre = width * (0.685 - 0.36 * near + 0.10 * np.sin(near * 4.2))
    half = width * (0.006 + 0.06 * near**1.4)
    inside = (half - np.abs(np.arange(width, dtype=np.float32) - centre)) / (3.0 + 12.0 * near)
    ragged = (noise(random, height, width, 50, 4) - 0.5) * 2.0
    return np.asarray(np.clip(inside + ragged, 0.0, 1.0) * (near > 0), np.float32)


def _at(x: float, y: float) -> tuple[int, int]:
    return round(float(x)), round(float(y))
