"""A drawn sample photo: a house among hills on a clear afternoon, from nothing but noise, curves and polygons.

Painted back to front like a stage set: sky, clouds, two mountain ridges, three hills, trees, house, meadow. All
that is near is drawn at twice its size and reduced, which gives edges the softness that a camera gives them.
"""

import cv2
import numpy as np

from animegan.media.drawn.house import build_house
from animegan.media.drawn.plants import plant_trees, sow_meadow
from animegan.media.drawn.terrain import draw_sky, lay_hill, lay_ridge
from animegan.types import PhotoU8

__all__ = ["draw_landscape"]

HEIGHT, WIDTH = 576, 864
_SCALE = 2  # supersampling of everything nearer than the mountains

# Skyline (0 top, 1 bottom), colour, and for a ridge how far its summits rise: bluer and paler with distance.
_RIDGES = ((0.500, (0.56, 0.66, 0.80), 0.13), (0.545, (0.42, 0.55, 0.66), 0.09))
_HILLS = (
    (0.600, (0.44, 0.60, 0.40), 16),
    (0.655, (0.40, 0.60, 0.26), 16),
    (0.740, (0.45, 0.67, 0.23), 5),
)  # and trees


def draw_landscape() -> PhotoU8:
    """The finished picture, (576, 864, 3) uint8."""
    random = np.random.default_rng(20)
    scene = draw_sky(random, HEIGHT, WIDTH)
    for line, colour, rise in _RIDGES:
        scene = lay_ridge(scene, random, line, colour, rise)
    scene = np.asarray(cv2.resize(scene, None, fx=_SCALE, fy=_SCALE), np.float32)
    for line, colour, trees in _HILLS:
        scene = lay_hill(scene, random, line, colour)
        plant_trees(scene, random, line, trees)
    build_house(scene)
    scene = sow_meadow(scene, random)
    small = cv2.resize(scene, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    grain = random.normal(0.0, 0.008, small.shape)  # a camera's noise keeps flat areas from being too perfect
    return np.asarray(np.rint(np.clip(small + grain, 0.0, 1.0) * 255), np.uint8)
