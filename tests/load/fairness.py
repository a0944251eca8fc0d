"""Whether a line was fair: who waits longer than others at the same place?"""

from collections.abc import Sequence
from statistics import median

NEIGHBOURS = 2  # places: those so near are held to be the same, for each place is taken once in a round


def unfairness(places: Sequence[int], waits_s: Sequence[float]) -> float:
    """The largest wait as a multiple of the median wait at that place in the line; 1 is perfectly fair.

    Args:
        places: How many were ahead of each visitor.
        waits_s: What each one waited.
    """
    return max(
        wait / median(w for p, w in zip(places, waits_s, strict=True) if abs(p - place) <= NEIGHBOURS)
        for place, wait in zip(places, waits_s, strict=True)
    )
