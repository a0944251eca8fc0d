"""Pictures of any size in bounded memory: by overlapping tiles, where tiles can equal the whole.

A pixel that `anime_unet` paints depends on the photo up to 208 pixels away and on nothing farther, since its
normalisation has fixed statistics. So a tile that is seen with 208 pixels more on each side is painted exactly as
within the whole picture. A network that normalises over the whole picture (every published one here) cannot be cut:
above the limit it is refused.

    +--------------+
    |  seen        |
    |   +------+   |     core: what is kept
    |   | core |   |     seen: the core and its margin, as far as the photo goes
    |   +------+   |
    +--------------+
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError
from animegan.inference.backends import Backend
from animegan.models.registry import GeneratorSpec
from animegan.types import PhotoU8

__all__ = ["SEEN_SIDE", "WHOLE_PIXELS", "Span", "paint_any_size", "spans"]

SEEN_SIDE = 1792
"""Longest side of a tile with its margin, in pixels: 1.1 GB in fp32, at 340 bytes per pixel."""
WHOLE_PIXELS = SEEN_SIDE**2
"""Up to here a picture is painted in one piece."""
STEP = (
    16  # the strides of all networks divide it, so a tile begins where the whole picture's grid has a point
)


class Span(NamedTuple):
    """A tile's extent along one side: what is kept lies within what is seen."""

    seen: slice
    core: slice

    @property
    def within(self) -> slice:
        """The core, counted from where seeing begins."""
        return slice(self.core.start - self.seen.start, self.core.stop - self.seen.start)


def paint_any_size(
    backend: Backend, spec: GeneratorSpec, photo: PhotoU8, code: NDArray[np.float32]
) -> PhotoU8:
    """Paints a photo in one piece, or by tiles where it is large.

    Args:
        backend: Runs the network.
        spec: What is known of the network.
        photo: (H, W, 3) uint8 RGB.
        code: (S,) float32, the share of each style.

    Returns:
        (H, W, 3) uint8 RGB, the caller's own; by tiles the same pixels as in one piece.

    Raises:
        InputError: The photo is large and the network cannot be cut.
    """
    height, width = photo.shape[:2]
    if height * width <= WHOLE_PIXELS:
        return backend.paint(photo, code)
    if spec.reach is None:
        raise InputError(
            f"{spec.title} normalises over the whole picture, so {height}x{width} pixels cannot be cut into tiles.",
            hint=f"Use a smaller size: up to {WHOLE_PIXELS / 1e6:.1f} million pixels in all.",
        )
    picture = np.empty_like(photo)
    for rows in spans(height, spec.reach):
        for columns in spans(width, spec.reach):
            tile = np.ascontiguousarray(photo[rows.seen, columns.seen])
            picture[rows.core, columns.core] = backend.paint(tile, code)[rows.within, columns.within]
    return picture


def spans(length: int, reach: int) -> Iterator[Span]:
    """Cuts one side of a picture into as few pieces of like length as can be.

    Args:
        length: Of the side, in pixels.
        reach: How far a painted pixel depends on the photo.
    """
    pieces = 1 if length <= SEEN_SIDE else math.ceil(length / (SEEN_SIDE - 2 * reach))
    cuts = [STEP * round(length * piece / pieces / STEP) for piece in range(pieces)] + [length]
    for start, stop in pairwise(cuts):
        yield Span(slice(max(0, start - reach), min(length, stop + reach)), slice(start, stop))
