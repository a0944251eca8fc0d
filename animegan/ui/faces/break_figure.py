"""The curves of the room "Break it": how sure the detector is, and where the painting puts the face."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

from animegan.face.detect import PROBABILITY_THRESHOLD
from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

__all__ = ["break_figure"]

WIDTH, HEIGHT = 5.6, 5.6  # inches: three fifths of the page, so that words have the page's own size
SURE_LOST = 0.885  # where a face that is not found is drawn: below all that are
LEAST_SHIFT = 0.2  # the lower axis reaches this far at least, so that noise does not look like a mountain
ABOVE = 1.15  # times the top of the lower axis: where a lost face is drawn there
FOUND, LOST = "o", "x"  # signs, so that nothing depends on colour alone


def break_figure(
    positions: Sequence[float],
    curves: Mapping[str, Sequence[float]],
    shifts: Sequence[float | None],
    *,
    here: float,
    unit: str,
    ink: Ink,
) -> "Figure":
    """Two curves, one above the other; circles where the face is found, crosses where it is lost.

    Args:
        positions: Of the slider.
        curves: Probability at each position, 0 where it is lost, by the way of searching.
        shifts: Of the painted face's points at each position, in distances between the eyes; None where it is lost.
        here: Where the slider stands.
        unit: What the slider says.
        ink: The page's colours.
    """
    figure = new_figure(ink, width=WIDTH, height=HEIGHT)
    above, below = cast("tuple[SubFigure, SubFigure]", figure.subfigures(2, 1))
    above.set_facecolor(ink.paper)
    below.set_facecolor(ink.paper)
    sure, moved = draw_axes(above, ink), draw_axes(below, ink)
    for colour, (title, values) in zip(ink.series, curves.items(), strict=False):
        _curve(sure, positions, [value or None for value in values], SURE_LOST, colour, title)
    sure.set_ylim(SURE_LOST - 0.01, 1.01)
    sure.set_yticks([SURE_LOST, PROBABILITY_THRESHOLD, 0.95, 1.0], ["lost", "0.90", "0.95", "1.00"])
    sure.set_title("Photo: probability of the face", loc="left", fontsize=WORDS, color=ink.words)
    if len(curves) > 1:
        sure.legend(fontsize=WORDS - 3, labelcolor=ink.words, facecolor=ink.paper, edgecolor=ink.faint)
    top = max([LEAST_SHIFT, *(shift for shift in shifts if shift is not None)])
    _curve(moved, positions, shifts, ABOVE * top, ink.series[0], "")
    moved.set_ylim(-0.05 * top, (ABOVE + 0.1) * top)
    ticks = [0, top / 2, top]
    moved.set_yticks([*ticks, ABOVE * top], [*(f"{tick:.2f}" for tick in ticks), "lost"])
    moved.set_title("Painting: points moved", loc="left", fontsize=WORDS, color=ink.words)
    moved.set_xlabel(unit)
    for axes in (sure, moved):
        axes.axvline(here, color=ink.words, linewidth=1.5, linestyle=":")
        if positions[0] > positions[-1]:
            axes.invert_xaxis()  # the untouched photo always stands at the left
    return figure


def _curve(
    axes: "Axes",
    positions: Sequence[float],
    values: Sequence[float | None],
    lost_at: float,
    colour: str,
    title: str,
) -> None:
    heights = [lost_at if value is None else value for value in values]
    axes.plot(positions, heights, color=colour, linewidth=2, label=title)
    for sign, lost in ((FOUND, False), (LOST, True)):
        there = [at for at in zip(positions, heights, values, strict=True) if (at[2] is None) is lost]
        axes.plot([x for x, _, _ in there], [y for _, y, _ in there], sign, color=colour, ms=9, mew=2.5)
