"""The outcome of a comparison, and its rows for a file or a screen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from animegan.comparison.counts import Counts
from animegan.comparison.speed.figures import Speed

__all__ = ["ComparisonReport", "ComparisonRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonRow:
    """One system.

    Attributes:
        system: Its name.
        weights: The name of its weights; empty without any.
        style: The style they paint; empty without any.
        counts: What can be counted; None for the painter.
        speed: What was measured in a process of its own.
        faces: Found in the photos; 0 for a system that paints nothing.
        kept_share: Of these, how many are found again in the pictures.
        landmark_shift: Mean over photos, in distances between the eyes.
        style_distance: Mean over photos of the Gram distance to the painting set.
        kernel_distance: Between all its pictures and the painter's of the same photos; None for too few photos.
        psnr_db: Mean over photos, to the painter's picture; None unless it was taught to paint that.
        perceptual: The same of the feature distance.
    """

    system: str
    weights: str
    style: str
    counts: Counts | None
    speed: Speed
    faces: int
    kept_share: float | None
    landmark_shift: float | None
    style_distance: float | None
    kernel_distance: float | None
    psnr_db: float | None
    perceptual: float | None

    @property
    def times_ideal(self) -> float | None:
        """Seconds over what the multiplications would take at the rate of the machine's own matrix product.

        Both were measured in turns, so it holds on a busy machine, where the seconds alone do not.
        """
        if self.counts is None or self.speed.gmac_per_s is None:
            return None
        return self.speed.seconds * self.speed.gmac_per_s / self.counts.gmac

    def flat(self) -> dict[str, object]:
        """One line of a table, with units in its names."""
        counts, speed = self.counts, self.speed
        return {
            "system": self.system,
            "weights": self.weights or speed.weights,
            "style": self.style,
            "parameters": counts.parameters if counts else None,
            "fp32_mb": _rounded(counts.fp32_mb, 2) if counts else None,
            "file_mb": _rounded(counts.file_mb, 2) if counts else None,
            "gmac": _rounded(counts.gmac, 2) if counts else None,
            "seconds": _rounded(speed.seconds, 4),
            "slowest_s": _rounded(speed.slowest_s, 4),
            "times_ideal": _rounded(self.times_ideal, 2),
            "memory_added_mb": _rounded(speed.added_mb, 1),
            "memory_peak_mb": _rounded(speed.peak_mb, 1),
            "matrix_gmac_per_s": _rounded(speed.gmac_per_s, 1),
            "runtime": speed.runtime,
            "precision": speed.precision,
            "threads": speed.threads,
            "faces": self.faces,
            "faces_kept_share": _rounded(self.kept_share, 4),
            "landmark_shift": _rounded(self.landmark_shift, 4),
            "style_distance_x1000": _thousand(self.style_distance),
            "kernel_distance_x1000": _thousand(self.kernel_distance),
            "psnr_db": _rounded(self.psnr_db, 2),
            "perceptual": _rounded(self.perceptual, 4),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonReport:
    """All systems.

    Attributes:
        machine: CPU, cores, load average before the run, versions.
        size: Short side of the pictures, and side of the square that was counted and timed, pixels.
        runtime: What ran the networks.
        folder: Where the photos are.
        photos: How many were compared.
        held_out_only: Whether no training run has seen them.
        paintings: How many paintings of other photos make up the set for the style distance.
        seed: Of the splits of the kernel distance.
        rows: One for each system.
    """

    machine: Mapping[str, object]
    size: int
    runtime: str
    folder: str
    photos: int
    held_out_only: bool
    paintings: int
    seed: int
    rows: tuple[ComparisonRow, ...]

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON can hold it; keys are the attributes' names."""
        return asdict(self)


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _thousand(value: float | None) -> float | None:
    return None if value is None else round(1000 * value, 3)
