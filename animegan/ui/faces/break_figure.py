"""The curve of the room "Break it": how sure the detector is at every position of the slider."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from animegan.face.detect import PROBABILITY_THRESHOLD
from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["break_figure"]

LOST_AT = 0.885  # where a face that is not found is drawn: below all that are
FOUND, LOST = "o", "x"  # signs, so that nothing depends on colour alone


def break_figure(
    positions: Sequence[float], curves: dict[str, Sequence[float]], *, here: float, unit: str, ink: Ink
) -> "Figure":
    """Circles where the face is found, crosses below where it is not.

    Args:
        positions: Of the slider.
        curves: Probability at each position, 0 where it is not found, by the way of searching.
        here: Where the slider stands.
        unit: What the slider says.
        ink: The page's colours.
    """
    figure = new_figure(ink, height=3.4)
    axes = draw_axes(figure, ink)
    for colour, (title, values) in zip(ink.series, curves.items(), strict=False):
        heights = [value or LOST_AT for value in values]
        axes.plot(positions, heights, color=colour, linewidth=2, label=title)
        for sign, wanted in ((FOUND, True), (LOST, False)):
            points = [
                (p, h)
                for p, h, value in zip(positions, heights, values, strict=True)
                if (value > 0) is wanted
            ]
            axes.plot([p for p, _ in points], [h for _, h in points], sign, color=colour, ms=10, mew=3)
    axes.axvline(here, color=ink.words, linewidth=1.5, linestyle=":")
    axes.set_ylim(LOST_AT - 0.01, 1.01)
    axes.set_yticks([LOST_AT, PROBABILITY_THRESHOLD, 0.95, 1.0], ["not found", "0.90", "0.95", "1.00"])
    if positions[0] > positions[-1]:
        axes.invert_xaxis()  # the untouched photo always stands at the left
    axes.set_xlabel(unit)
    axes.set_ylabel("probability")
    if len(curves) > 1:
        axes.legend(fontsize=WORDS - 2, labelcolor=ink.words, facecolor=ink.paper, edgecolor=ink.faint)
    return figure
