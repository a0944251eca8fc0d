"""The figures of a benchmark, and how they follow from times that were measured in turns."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from animegan.inference.stages import StageTimes

__all__ = ["BenchReport", "Row", "Timed", "make_row"]

TODAY = ("torch", "fp32")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What is timed: one network on one backend at one size.

    Attributes:
        network: The architecture.
        weights: The catalog entry.
        backend: What runs it.
        precision: In which numbers.
        threads: How many compute one picture.
        size: Side of the square picture in pixels.
        gmac: Multiplications with addition for one picture, in thousand millions.
    """

    network: str
    weights: str
    backend: str
    precision: str
    threads: int
    size: int
    gmac: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Timed):
    """How long it took.

    Attributes:
        median_ms: Half of the rounds took no longer.
        p90_ms: Nine of ten rounds took no longer.
        ideal_ms: What `gmac` would take at the rate of the machine's matrix product.
        times_ideal: `median_ms` by `ideal_ms`.
        first_ms: From starting Python to the first picture; None where it was not measured.
        peak_mb: The most memory that process held, in MB; None where it was not measured.
    """

    median_ms: float
    p90_ms: float
    ideal_ms: float
    times_ideal: float
    first_ms: float | None = None
    peak_mb: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchReport:
    """All figures of one run.

    Attributes:
        machine: CPU, cores, load average before the run, versions.
        matrix_gmac_per_s: Rate of the matrix product by "BACKEND PRECISION"; the highest of a precision is the
            yardstick of the rows in it.
        repeats: Rounds that counted.
        default: The backend and the precision that "auto" takes for the lab's own network.
        rows: The lab's own network, in every way and at every size.
        published: The published network, in every way.
        peers: The published network by what else people run it with.
        stages: Where the time of one photo goes, by size.
        notes: What was not measured, and why.
    """

    machine: dict[str, object]
    matrix_gmac_per_s: dict[str, float]
    repeats: int
    default: tuple[str, str]
    rows: Sequence[Row]
    published: Sequence[Row]
    peers: Sequence[Row] = ()
    stages: Sequence[StageTimes] = ()
    notes: Sequence[str] = ()

    @property
    def today(self) -> dict[int, Row]:
        """By size, what people use today: the published network by PyTorch as it comes, in 32 bits."""
        return {row.size: row for row in self.published if (row.backend, row.precision) == TODAY}

    @property
    def times_default(self) -> dict[int, float]:
        """By size, how many times as long as the default that takes."""
        own = self.own_by_size
        return {size: row.median_ms / own[size] for size, row in self.today.items()}

    @property
    def times_best(self) -> dict[int, float]:
        """By size, how many times as long it takes as the same network in the fastest way."""
        return {
            size: row.median_ms / min(other.median_ms for other in self.published if other.size == size)
            for size, row in self.today.items()
        }

    @property
    def own_by_size(self) -> dict[int, float]:
        """By size, the milliseconds of the default."""
        return {row.size: row.median_ms for row in self.rows if (row.backend, row.precision) == self.default}

    @property
    def growth(self) -> dict[int, float]:
        """How many times as long as one of half the side a picture takes the default, where both were timed.

        4 is a cost that grows with the number of pixels and no faster.
        """
        own = self.own_by_size
        return {size: ms / own[size // 2] for size, ms in own.items() if size % 2 == 0 and size // 2 in own}

    def to_dict(self) -> dict[str, object]:
        """The figures as JSON can hold them."""
        return {
            **asdict(self),
            "times_default": self.times_default,
            "times_best": self.times_best,
            "growth": self.growth,
        }


def make_row(timed: Timed, times_ms: NDArray[np.float64], gmac_per_s: float) -> Row:
    """The figures of one network.

    Args:
        timed: What was timed.
        times_ms: (repeats,) how long each round took.
        gmac_per_s: The machine's rate.
    """
    median = float(np.median(times_ms))
    ideal = timed.gmac / gmac_per_s * 1000
    return Row(
        **asdict(timed),
        median_ms=median,
        p90_ms=float(np.percentile(times_ms, 90)),
        ideal_ms=ideal,
        times_ideal=median / ideal,
    )
