"""Sky, mountains and meadows from fractal noise and waves: the backdrop of a drawn scene.

Each function takes the scene so far and returns it with one more layer in front.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["SUN", "Picture", "Plane", "blend", "draw_sky", "lay_hill", "lay_ridge", "noise"]

Picture = NDArray[np.float32]  # (H, W, 3), RGB, 0..1
Plane = NDArray[np.float32]  # (H, W), 0..1

SUN = (0.85, -0.55)  # (x, y): where the light comes from, to the right and above


def noise(random: np.random.Generator, height: int, width: int, cell: int, octaves: int = 5) -> Plane:
    """Fractal value noise: random grids, each finer and fainter than the last, smoothly enlarged and added."""
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        step = max(cell >> octave, 1)
        grid = random.random((height // step + 3, width // step + 3), dtype=np.float32)
        full = cv2.resize(grid, None, fx=step, fy=step, interpolation=cv2.INTER_CUBIC)
        total += full[:height, :width] * np.float32(0.5 ** (octave + 1))
    return np.asarray((total - total.min()) / np.ptp(total), np.float32)


def _shifted(plane: Plane, down: int, right: int) -> Plane:
    """The plane moved, its border pixels repeated where it moved away from."""
    height, width = plane.shape
    rows = np.clip(np.arange(height) - down, 0, height - 1)
    return plane[rows][:, np.clip(np.arange(width) - right, 0, width - 1)]


def blend(below: Picture, above: Picture, mask: Plane) -> Picture:
    """`above` where the mask is 1, `below` where it is 0."""
    return np.asarray(below + (above - below) * mask[..., None], np.float32)


def draw_sky(random: np.random.Generator, height: int, width: int) -> Picture:
    """Deep blue above, pale at the horizon, with heaped clouds lit from the sun's side."""
    rise = np.linspace(0.0, 1.0, height, dtype=np.float32)[:, None] ** 0.8
    top, bottom = np.array([0.16, 0.42, 0.82], np.float32), np.array([0.86, 0.94, 0.98], np.float32)
    blue = top + (bottom - top) * np.minimum(rise * 1.75, 1.0)[..., None]
    sky = np.broadcast_to(blue, (height, width, 3))
    banks = cv2.resize(
        noise(random, height * 2, width, 210, 7), (width, height)
    )  # flattened: clouds are wide
    density = np.asarray(banks - 0.1 * np.abs(np.linspace(-1.6, 1.4, height))[:, None], np.float32)
    cover = np.clip((density - 0.46) / 0.10, 0.0, 1.0)
    towards_sun = _shifted(np.asarray(cv2.GaussianBlur(density, (0, 0), 6), np.float32), 11, -17)
    light = np.clip(0.55 + (density - towards_sun) * 3.2, 0.0, 1.0)
    shade, bright = np.array([0.70, 0.76, 0.86], np.float32), np.array([1.0, 0.99, 0.96], np.float32)
    clouds = np.asarray(shade + (bright - shade) * light[..., None], np.float32)
    return blend(np.asarray(sky, np.float32), clouds, np.asarray(cover * cover * (3 - 2 * cover), np.float32))


def lay_ridge(
    scene: Picture, random: np.random.Generator, line: float, colour: tuple[float, ...], rough: float
) -> Picture:
    """A far mountain ridge: peaked skyline, faces in light and shade, haze towards its foot."""
    height, width = scene.shape[:2]
    peaks = 1.0 - np.abs(_curve(random, width, 0.55, 4))  # folding the waves over makes sharp summits
    skyline = (line - rough * (0.15 + 0.75 * peaks + 0.10 * _curve(random, width, 0.8, 8))) * height
    mask = _ridge_mask(np.asarray(skyline, np.float32), height)
    faces = noise(random, height, width, 80, 6)
    relief = np.clip(0.5 + (faces - _shifted(faces, -4, 7)) * 5.0, 0.0, 1.0)
    rock = np.array(colour, np.float32) * (0.80 + 0.38 * relief[..., None])
    depth = (np.arange(height, dtype=np.float32)[:, None] - skyline[None, :]) / (0.16 * height)
    haze = np.broadcast_to(np.array([0.84, 0.91, 0.95], np.float32), scene.shape)
    hazy = blend(np.asarray(rock, np.float32), haze, np.asarray(np.clip(depth, 0.0, 1.0) * 0.75, np.float32))
    return blend(scene, hazy, mask)


def lay_hill(scene: Picture, random: np.random.Generator, line: float, colour: tuple[float, ...]) -> Picture:
    """A meadow hill: a long soft skyline, brighter where it faces the sun, dappled by grass."""
    height, width = scene.shape[:2]
    curve = _curve(random, width, 0.45, 3)
    skyline = np.asarray((line - 0.045 * curve) * height, np.float32)
    slope = cv2.GaussianBlur(np.gradient(curve).astype(np.float32)[None, :] * width, (0, 0), 40)[0]
    dapple = noise(random, height, width, 90, 6) - 0.5
    light = 1.0 - 0.025 * slope[None, :] + 0.34 * dapple
    top = np.exp(-np.abs(np.arange(height, dtype=np.float32)[:, None] - skyline[None, :]) / 30.0)
    grass = np.array(colour, np.float32) * np.clip(light + 0.10 * top, 0.5, 1.4)[..., None]
    return blend(scene, np.asarray(grass, np.float32), _ridge_mask(skyline, height))


def _curve(random: np.random.Generator, width: int, roughness: float, detail: int) -> NDArray[np.float32]:
    """A skyline within -1 to 1, smooth with few waves, jagged with many."""
    x = np.linspace(0.0, 1.0, width, dtype=np.float32)
    line = np.zeros(width, np.float32)
    for wave in range(1, detail + 1):
        frequency = 1.1 * 1.7**wave
        line += np.float32(roughness ** (wave - 1)) * np.sin(
            np.float32(2 * np.pi) * (frequency * x + random.random(dtype=np.float32))
        )
    return np.asarray(line / np.abs(line).max(), np.float32)


def _ridge_mask(line: NDArray[np.float32], height: int) -> Plane:
    """1 below a line given as a row per column, 0 above, soft over one pixel."""
    rows = np.arange(height, dtype=np.float32)[:, None]
    return np.asarray(np.clip(rows - line[None, :] + 0.5, 0.0, 1.0), np.float32)
