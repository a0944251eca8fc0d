"""Photos beside what a network makes of them, as one picture to look at."""

import math
from collections.abc import Sequence

import cv2
import numpy as np

from animegan.errors import InputError
from animegan.types import PhotoU8

__all__ = ["contact_sheet"]

MOST_COLUMNS = 4  # wide enough for a wall, and a pair still fills a third of a screen
PAPER = 255  # what is left over in the last row stays white


def contact_sheet(
    pairs: Sequence[tuple[PhotoU8, PhotoU8]], *, columns: int | None = None, side: int = 384, gap: int = 16
) -> PhotoU8:
    """Lays pairs of pictures out in rows, each pair side by side.

    Args:
        pairs: Photo and picture, (H, W, 3) uint8 of any size; the middle square of each is shown.
        columns: Pairs per row; by default as many as rows, but four at most.
        side: Of a square, pixels.
        gap: White between pairs, pixels.

    Returns:
        (rows * (side + gap) - gap, columns * (2 * side + gap) - gap, 3) uint8.

    Raises:
        InputError: There is nothing to show.
    """
    if not pairs:
        raise InputError("A contact sheet of no pictures is empty.", hint="Give at least one photo.")
    columns = columns or min(MOST_COLUMNS, math.ceil(len(pairs) ** 0.5))
    rows = -(-len(pairs) // columns)
    height, width = side + gap, 2 * side + gap
    sheet = np.full((rows * height - gap, columns * width - gap, 3), PAPER, dtype=np.uint8)
    for index, pair in enumerate(pairs):
        top, left = height * (index // columns), width * (index % columns)
        for picture in pair:
            sheet[top : top + side, left : left + side] = _square(picture, side)
            left += side
    return sheet


def _square(picture: PhotoU8, side: int) -> PhotoU8:
    """The middle square, at `side` pixels."""
    height, width = picture.shape[:2]
    least = min(height, width)
    top, left = (height - least) // 2, (width - least) // 2
    method = cv2.INTER_AREA if least > side else cv2.INTER_CUBIC
    middle = picture[top : top + least, left : left + least]
    return np.asarray(cv2.resize(middle, (side, side), interpolation=method), dtype=np.uint8)
