"""Numbers to colours: channels, whole stages, differences. Pure arrays, so that every colour can be tested.

Viridis rises evenly in brightness, so it can be read in print and by colour-blind people. A scale always runs from
`low` to `high`, and whoever draws it says which these are.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.types import PhotoU8

__all__ = [
    "colours_of",
    "columns_of",
    "difference_map",
    "over_photo",
    "paint_values",
    "scale_bar",
    "tile_sheet",
]

PER_STEP = 1e-12  # a channel that is the same everywhere gets the scale's lowest colour


def paint_values(values: NDArray[np.floating], low: float, high: float) -> PhotoU8:
    """Values (h, w) as viridis colours (h, w, 3) uint8: dark violet at `low` and below, yellow at `high` and above."""
    share = (values - low) / max(high - low, PER_STEP)
    steps = np.rint(255 * share.clip(0, 1)).astype(np.uint8)
    painted: PhotoU8 = _viridis()[steps]
    return painted


def scale_bar(width: int = 256, height: int = 16) -> PhotoU8:
    """The scale itself, lowest colour at the left."""
    return np.ascontiguousarray(
        np.broadcast_to(_viridis()[np.linspace(0, 255, width).astype(int)], (height, width, 3))
    )


def over_photo(colours: PhotoU8, photo: PhotoU8, opacity: float) -> PhotoU8:
    """Colours laid over a photo of the same size made grey, so that its own colours are not read as values."""
    grey = cv2.cvtColor(cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    return np.asarray(cv2.addWeighted(colours, opacity, grey, 1 - opacity, 0), np.uint8)


def difference_map(before: PhotoU8, after: PhotoU8) -> tuple[PhotoU8, float]:
    """Where two pictures differ, and the greatest difference, which has the scale's highest colour.

    Returns:
        (H, W, 3) uint8 viridis from 0 to the greatest, and that greatest: the mean of red, green and blue, in steps
        of 255.
    """
    apart = np.abs(before.astype(np.int16) - after).mean(axis=2)
    highest = float(apart.max())
    return paint_values(apart, 0, highest or 1), highest


def columns_of(channels: int) -> int:
    """How many channels stand in a row of a `tile_sheet`."""
    return math.ceil(math.sqrt(channels))


def tile_sheet(features: NDArray[np.float32], ranges: NDArray[np.float32], *, longest: int) -> PhotoU8:
    """All channels as small pictures on one sheet, row by row, in the order given.

    Args:
        features: (C, h, w).
        ranges: (C, 2) from which to which value each one's colours run.
        longest: Side that no small picture exceeds; larger channels are averaged down, smaller ones stay.
    """
    channels, height, width = features.shape
    shrink = max(1, -(-max(height, width) // longest))
    size = (max(1, width // shrink), max(1, height // shrink))
    small = (cv2.resize(channel, size, interpolation=cv2.INTER_AREA) for channel in features)
    painted = [paint_values(values, *pair) for values, pair in zip(small, ranges, strict=True)]
    columns = columns_of(channels)
    painted += [np.zeros_like(painted[0])] * (-channels % columns)
    rows = [np.hstack(painted[start : start + columns]) for start in range(0, len(painted), columns)]
    return np.vstack(rows)


def colours_of(shares: NDArray[np.floating]) -> PhotoU8:
    """A picture (h, w, 3) of shares from 0 to 1 in 8 bits."""
    return np.asarray(np.rint(255 * shares.clip(0, 1)), np.uint8)


def _viridis() -> PhotoU8:
    """(256, 3) RGB."""
    steps = np.arange(256, dtype=np.uint8)[:, None]
    return np.asarray(cv2.applyColorMap(steps, cv2.COLORMAP_VIRIDIS)[:, 0, ::-1], np.uint8)
