"""The curves of a short run: what each weighted term adds to the loss, over the seconds trained."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure
from animegan.ui.losses.weights import TERM_TITLES

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    from animegan.training.config import LossWeights

__all__ = ["curves_figure", "weighted_rows"]

CALM = 10  # steps in the running mean: four crops a step jump about
NAME_HEIGHT = 0.13  # powers of ten: a line of words in a figure over two of them
TINY = 1e-6  # a term that has reached 0 has no logarithm
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))  # nothing depends on colour alone


def weighted_rows(log: Sequence[Mapping[str, float]], weights: "LossWeights") -> list[dict[str, object]]:
    """One row per step: step, seconds, each weighted term, and the total that was minimised."""
    factors = {term: weight for term, weight in asdict(weights).items() if weight}
    return [
        {
            "step": row["step"],
            "seconds": row["seconds"],
            **{term: factor * row[term] for term, factor in factors.items() if term in row},
            "total": row["total"],
        }
        for row in log
    ]


def curves_figure(rows: Sequence[Mapping[str, object]], ink: Ink) -> "Figure":
    """Each term as a line with its name at its end; thin as measured, thick as a running mean."""
    import numpy as np

    figure = new_figure(ink, width=9.0, height=4.2)
    axes = draw_axes(figure, ink)
    axes.set_yscale("log")
    axes.set_xlabel("seconds trained")
    axes.set_ylabel("weighted loss")
    terms = [name for name in rows[0] if name not in ("step", "seconds")]
    seconds = np.array([row["seconds"] for row in rows], dtype=float)
    measured = {term: np.array([row[term] for row in rows], dtype=float) for term in terms}
    calm = {term: _running_mean(values) for term, values in measured.items()}
    heights = _apart({term: float(np.log10(max(values[-1], TINY))) for term, values in calm.items()})
    for index, term in enumerate(terms):
        colour = ink.words if term == "total" else ink.series[index % len(ink.series)]
        axes.plot(seconds, measured[term], color=colour, alpha=0.25, linewidth=1)
        axes.plot(seconds, calm[term], color=colour, linewidth=2.5, linestyle=DASHES[index % len(DASHES)])
        axes.annotate(
            TERM_TITLES.get(term, "Total"), (seconds[-1], 10 ** heights[term]), xytext=(8, 0),
            textcoords="offset points", color=colour, fontsize=WORDS - 1, va="center", annotation_clip=False,
        )  # fmt: skip
    return figure


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Names that would lie on each other moved apart, from the lowest up; in powers of ten, like the axis."""
    placed: dict[str, float] = {}
    lowest = -float("inf")
    for term in sorted(heights, key=heights.__getitem__):
        placed[term] = lowest = max(heights[term], lowest + NAME_HEIGHT)
    return placed


def _running_mean(values: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Of the last few steps, fewer at the beginning."""
    import numpy as np

    sums = np.cumsum(values)
    before = np.concatenate([np.zeros(min(CALM, len(sums))), sums[:-CALM]])
    counts = np.minimum(np.arange(1, len(sums) + 1), CALM)
    return np.asarray((sums - before) / counts, dtype=np.float64)
