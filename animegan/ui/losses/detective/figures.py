"""Loss curves as figures: told apart by line style and name as well as by colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

__all__ = ["Curve", "curves_figure"]

LINES = ("-", "--", "-.", ":", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """One line.

    Attributes:
        title: Its name in the legend.
        steps: (n,), where it was logged.
        values: (n,), smoothed; NaN where there is nothing.
        raw: (n,), as logged; drawn faintly behind.
    """

    title: str
    steps: "NDArray[np.int64]"
    values: "NDArray[np.float64]"
    raw: "NDArray[np.float64]"


def curves_figure(
    curves: Sequence[Curve], ink: Ink, *, unit: str, logarithmic: bool, cursor: int | None = None
) -> "Figure":
    """The curves on one pair of axes.

    Args:
        curves: At most as many as there are line styles can be told apart without colour.
        ink: The page's colours.
        unit: What stands at the vertical axis.
        logarithmic: Whether equal heights are equal ratios.
        cursor: A step to mark by a vertical line.
    """
    figure = new_figure(ink, width=11.0, height=3.2)
    axes = draw_axes(figure, ink)
    for index, curve in enumerate(curves):
        colour, line = ink.series[index % len(ink.series)], LINES[index % len(LINES)]
        if not np.array_equal(curve.raw, curve.values, equal_nan=True):
            axes.plot(curve.steps, curve.raw, color=colour, alpha=0.25, linewidth=1)
        axes.plot(curve.steps, curve.values, color=colour, linestyle=line, linewidth=2.4, label=curve.title)
    if cursor is not None:
        axes.axvline(cursor, color=ink.words, linewidth=1.2)
    axes.set_yscale("log" if logarithmic else "linear")
    if logarithmic:
        axes.yaxis.set_major_formatter("{x:g}")
    else:
        axes.set_ylim(bottom=0)
    axes.set_xlabel("step")
    axes.set_ylabel(unit)
    axes.xaxis.set_major_formatter("{x:,.0f}")
    legend = axes.legend(
        loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=WORDS - 1, handlelength=3.2
    )
    for text in legend.get_texts():
        text.set_color(ink.words)
    return figure
