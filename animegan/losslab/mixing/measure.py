"""Does each slider do what its term says? The family, measured on many photos at several positions of each slider."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from animegan.losslab.mixing.family import SLIDERS, Family, paint_with
from animegan.losslab.yardstick import NEARER_IS_LESS, Figures, Yardstick
from animegan.types import PhotoU8

__all__ = ["POSITIONS", "Row", "measure_family"]

POSITIONS = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One slider at one position, the others at 0.

    Attributes:
        term: The slider.
        share: Its position.
        photos: How many photos were measured.
        mean: The figures' means over the photos.
        nearer: By figure, on how many photos it is nearer to what its term wants than with all sliders at 0.
    """

    term: str
    share: float
    photos: int
    mean: Figures
    nearer: dict[str, int]


def measure_family(
    family: Family, photos: Sequence[PhotoU8], yardstick: Yardstick, *, positions: Sequence[float] = POSITIONS
) -> Iterator[Row]:
    """Measures each slider alone.

    Args:
        family: The networks.
        photos: (H, W, 3) uint8, at the size to work at.
        yardstick: What the pictures are measured with.
        positions: Of each slider.

    Yields:
        One row per slider and position, as soon as it is measured.
    """
    start = _measured(family, {}, photos, yardstick)
    for term in SLIDERS:
        for share in positions:
            here = _measured(family, {term: share}, photos, yardstick) if share else start
            nearer = {
                figure: int(
                    np.sum((here[figure] < start[figure]) if less else (here[figure] > start[figure]))
                )
                for figure, less in NEARER_IS_LESS.items()
            }
            mean = Figures(**{figure: float(values.mean()) for figure, values in here.items()})
            yield Row(term=term, share=share, photos=len(photos), mean=mean, nearer=nearer)


def _measured(
    family: Family, shares: dict[str, float], photos: Sequence[PhotoU8], yardstick: Yardstick
) -> dict[str, np.ndarray]:
    """Each figure over the photos."""
    network = family.at(shares)
    rows = [asdict(yardstick.measure(paint_with(network, photo), photo)) for photo in photos]
    return {figure: np.array([row[figure] for row in rows]) for figure in NEARER_IS_LESS}
