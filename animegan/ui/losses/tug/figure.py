"""The curves of a tug of war: each weighted term over the steps, and their sum."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any

from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure
from animegan.ui.losses.weights import TERM_TITLES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from animegan.losslab.tug import Standing

__all__ = ["tug_figure"]

DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))  # a second sign beside the colour
FAR_APART = 20  # times: from here on, the smallest term would lie on the axis of a straight scale


def tug_figure(history: "Sequence[Standing]", changes: Collection[int], ink: Ink) -> "Figure":
    """Draws the curves.

    Args:
        history: A standing per step.
        changes: Steps at which the weights were changed.
        ink: The page's colours.
    """
    figure = new_figure(ink, width=10, height=4.2)
    axes = draw_axes(figure, ink)
    log = _needs_log(history[-1])
    dot: dict[str, Any] = {
        "marker": "o",
        "markevery": [-1],
    }  # where it stands now; a term that is new has nothing else yet
    for index, (term, title) in enumerate(TERM_TITLES.items()):
        steps = [standing.step for standing in history if term in standing.weighted]
        values = [standing.weighted[term] for standing in history if term in standing.weighted]
        if any(values):
            colour, dashes = ink.series[index % len(ink.series)], DASHES[index]
            axes.plot(steps, values, color=colour, linestyle=dashes, linewidth=2, label=title, **dot)
    totals = [standing.total for standing in history]
    axes.plot(
        [standing.step for standing in history], totals, color=ink.words, linewidth=3, label="Total", **dot,
    )  # fmt: skip
    _mark(axes, changes, ink)
    if log:
        axes.set_yscale("log")
    axes.set_xlabel("steps")
    axes.set_ylabel("weight × term, log scale" if log else "weight × term")
    axes.legend(
        loc="center left", bbox_to_anchor=(1, 0.5), frameon=False, labelcolor=ink.words, fontsize=WORDS - 1
    )
    return figure


def _needs_log(now: "Standing") -> bool:
    values = [value for value in now.weighted.values() if value > 0]
    return bool(values) and max(values) > FAR_APART * min(values)


def _mark(axes: "Axes", changes: Collection[int], ink: Ink) -> None:
    for step in changes:
        axes.axvline(step, color=ink.words, linewidth=1, linestyle=":")
        axes.annotate(
            "new weights", (step, 1), xycoords=("data", "axes fraction"), xytext=(3, -3), rotation=90,
            textcoords="offset points", va="top", color=ink.words, fontsize=WORDS - 4,
        )  # fmt: skip
