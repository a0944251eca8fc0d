"""Small multiples: one panel for each figure, each in its own unit, all with the same systems in the same order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from animegan.ui.inside.ink import Ink, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Panel", "panels_figure"]

WORDS = 11  # points in a figure 11 inches wide
ROOM = 1.45  # of the largest value, so that its words fit behind its dot
LOG_ROOM = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One figure of all systems.

    Attributes:
        title: What is shown, with its unit.
        values: By the system's title; who has none is left out.
        log: Whether equal distances are equal factors. Then there are dots and no bars: a bar's length means nothing.
        digits: After the point, of the words beside each dot.
    """

    title: str
    values: Mapping[str, float]
    log: bool = False
    digits: int = 0


def panels_figure(names: Sequence[str], panels: Sequence[Panel], ink: Ink) -> "Figure":
    """The panels side by side.

    Args:
        names: The systems' titles, from top to bottom.
        panels: What to show of each.
        ink: The page's colours.
    """
    figure = new_figure(ink, width=11.0, height=0.42 * len(names) + 0.9)
    for number, panel in enumerate(panels):
        axes = figure.add_subplot(1, len(panels), number + 1, facecolor=ink.paper)
        _draw(axes, names, panel, ink, colour=ink.series[number % len(ink.series)], named=number == 0)
    return figure


def _draw(axes: "Axes", names: Sequence[str], panel: Panel, ink: Ink, *, colour: str, named: bool) -> None:
    places = {name: len(names) - 1 - number for number, name in enumerate(names)}
    shown = {name: value for name, value in panel.values.items() if name in places}
    heights = [places[name] for name in shown]
    values = list(shown.values())
    if panel.log and values:
        axes.set_xscale("log")
        axes.plot(values, heights, "o", color=colour, markersize=9)
    else:
        axes.barh(heights, values, color=colour, height=0.55)
    if not values:
        axes.set_xticks([])
    else:
        most, least = max(values), min(values)
        axes.set_xlim(least / 2 if panel.log else min(0.0, least), most * (LOG_ROOM if panel.log else ROOM))
    for height, value in zip(heights, values, strict=True):
        axes.annotate(
            f" {value:,.{panel.digits}f}", (value, height), xytext=(6, 0), textcoords="offset points",
            va="center", color=ink.words, fontsize=WORDS,
        )  # fmt: skip
    axes.set_yticks(list(places.values()), list(places) if named else [""] * len(places))
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.set_title(panel.title, color=ink.words, fontsize=WORDS, loc="left")
    axes.tick_params(colors=ink.words, labelsize=WORDS, length=0)
    axes.tick_params(axis="x", which="both", labelsize=WORDS - 2)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "left")
        spine.set_color(ink.faint)
    if panel.log and values:
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.tick_params(axis="x", which="minor", bottom=False)
    axes.grid(axis="x", color=ink.faint, linewidth=0.8)
    axes.set_axisbelow(True)
