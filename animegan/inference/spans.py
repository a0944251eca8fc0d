"""Cutting one side of a picture into stretches: what is kept, and what is seen for it."""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

__all__ = ["Span", "spans"]

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


def spans(length: int, reach: int, side: int) -> Iterator[Span]:
    """Cuts one side of a picture into as few pieces of like length as can be.

    Args:
        length: Of the side, in pixels.
        reach: How far a painted pixel depends on the photo.
        side: The most that may be seen at once, give or take a step of 16.
    """
    pieces = 1 if length <= side else math.ceil(length / (side - 2 * reach))
    cuts = [STEP * round(length * piece / pieces / STEP) for piece in range(pieces)] + [length]
    for start, stop in pairwise(cuts):
        yield Span(slice(max(0, start - reach), min(length, stop + reach)), slice(start, stop))
