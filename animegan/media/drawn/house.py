"""The house of the drawn landscape: polygons, painted from the ground up."""

import cv2
import numpy as np

from animegan.media.drawn.terrain import Picture

__all__ = ["build_house"]

Colour = tuple[float, float, float]  # RGB, 0..1
Corners = tuple[
    tuple[float, float], ...
]  # (x, y) in hundredths of the scene's height, from the foot of the corner


def _window(left: float) -> tuple[tuple[Colour, Corners], ...]:
    """Frame and two panes on the sunny wall, whose lines sink by a tenth towards the right."""
    frame = ((left - 0.3, -3.8), (left + 2.7, -4.1), (left + 2.7, -8.5), (left - 0.3, -8.4))
    first = ((left, -4.2), (left + 1.1, -4.3), (left + 1.1, -8.1), (left, -8.0))
    second = ((left + 1.4, -4.3), (left + 2.4, -4.4), (left + 2.4, -8.2), (left + 1.4, -8.1))
    return ((0.28, 0.20, 0.16), frame), ((0.45, 0.62, 0.78), first), ((0.55, 0.70, 0.84), second)


def _tiles(row: int) -> tuple[Colour, Corners]:
    """The shadow line below one of six rows of tiles."""
    share = row / 7
    left, right = (-0.9 - 3.6 * share, -11.2 - 8.2 * share), (14 - 5.0 * share, -10.6 - 8.0 * share)
    return (0.60, 0.19, 0.14), (left, right, (right[0], right[1] + 0.22), (left[0], left[1] + 0.22))


HOUSE: tuple[tuple[Colour, Corners], ...] = (
    ((0.25, 0.40, 0.15), ((-24, 1.5), (-8, -1.5), (14, 0.5), (8, 3.2), (-4, 3.4))),  # shadow on the grass
    ((0.93, 0.91, 0.86), ((0, 0), (13, -1.4), (13, -11.4), (0, -12))),  # wall in the sun
    ((0.68, 0.70, 0.77), ((0, 0), (-9, -2.0), (-9, -12.0), (-4.5, -18.2), (0, -12))),  # gable in the shade
    ((0.72, 0.25, 0.18), ((-0.9, -11.2), (14, -10.6), (9.0, -18.6), (-4.5, -19.4))),  # roof in the sun
    (  # the roof's edge over the gable
        (0.45, 0.15, 0.13),
        ((-4.5, -19.4), (-9.9, -11.4), (-9.1, -11.0), (-4.4, -17.8), (-0.4, -10.8), (-0.9, -11.2)),
    ),
    *(_tiles(row) for row in range(1, 7)),
    ((0.58, 0.36, 0.30), ((5.2, -15.8), (7.2, -15.9), (7.2, -22.0), (5.2, -22.0))),  # chimney, sunny side
    ((0.42, 0.26, 0.23), ((4.3, -16.2), (5.2, -15.8), (5.2, -22.0), (4.3, -21.7))),  # chimney, shady side
    *_window(1.8),
    *_window(9.3),
    ((0.42, 0.26, 0.16), ((5.7, -0.6), (8.1, -0.9), (8.1, -7.0), (5.7, -6.9))),  # door
    ((0.25, 0.28, 0.36), ((-6.0, -6.2), (-3.6, -5.6), (-3.6, -9.6), (-6.0, -10.0))),  # window in the gable
)


def build_house(scene: Picture) -> None:
    """Draws a white house with a red roof into the scene, seen across its corner, on the nearest hill."""
    height, width = scene.shape[:2]
    foot = np.array([0.63 * width, 0.775 * height])
    for colour, corners in HOUSE:
        points = np.rint(foot + np.array(corners) * height / 100).astype(np.int32)
        cv2.fillPoly(scene, [points], colour)
