"""Claimed ranges as bars and measured values as dots, on one scale of factors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["Range", "ranges_figure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """One line of the figure, in seconds; None for what is not claimed or not measured."""

    title: str
    low: float | None
    high: float | None
    measured: float | None


def ranges_figure(ranges: Sequence[Range], ink: Ink) -> "Figure":
    """One line for each range, from top to bottom."""
    figure = new_figure(ink, height=0.75 * len(ranges) + 1.0)
    axes = draw_axes(figure, ink)
    axes.set_xscale("log")
    for number, one in enumerate(ranges):
        place = len(ranges) - 1 - number
        if one.low is not None and one.high is not None:
            axes.plot([one.low, one.high], [place, place], color=ink.series[1], linewidth=14, alpha=0.45,
                      solid_capstyle="butt")  # fmt: skip
        if one.measured is not None:
            axes.plot([one.measured], [place], "o", color=ink.series[0], markersize=13)
            axes.annotate(
                f"{one.measured:.2f} s", (one.measured, place), xytext=(0, 12), textcoords="offset points",
                ha="center", color=ink.words, fontsize=WORDS - 3,
            )  # fmt: skip
    axes.set_yticks(range(len(ranges)), [one.title for one in reversed(ranges)])
    axes.set_ylim(-0.6, len(ranges) - 0.3)
    known = [v for one in ranges for v in (one.low, one.high, one.measured) if v is not None] or [1.0]
    axes.set_xlim(min(known) / 2, max(known) * 2)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_xlabel("seconds a picture")
    axes.grid(axis="y", visible=False)
    return figure
