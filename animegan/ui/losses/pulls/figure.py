"""The figure of the room about pulls: a map per term on one scale, and the square in which two terms disagree most."""

from typing import TYPE_CHECKING, Literal

from animegan.types import PhotoU8
from animegan.ui.inside.ink import WORDS, Ink, new_figure
from animegan.ui.losses.weights import TERM_TITLES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage

    from animegan.losslab.pulls import Conflict, Pull, Pulls

__all__ = ["Reading", "pulls_figure"]

Reading = Literal["How hard", "Brighter or darker"]
COLUMNS = 3
WIDTH = 9.0  # inches: so many make words on the page as large as the page's own


def pulls_figure(
    picture: PhotoU8, found: "Pulls", worst: "Conflict | None", reading: Reading, ink: Ink
) -> "Figure":
    """The picture, a map for each term and one for their sum.

    Args:
        picture: (H, W, 3) uint8 at which the terms pull.
        found: Their pulls.
        worst: The square to point out.
        reading: Strength, or what the pull does to brightness.
        ink: The page's colours.
    """
    maps = [*found.each, found.together]
    rows = -(-(1 + len(maps)) // COLUMNS)
    height = rows * (WIDTH / COLUMNS * picture.shape[0] / picture.shape[1] + 0.5)
    figure = new_figure(ink, width=WIDTH, height=height + 0.8)
    axes = figure.subplots(rows, COLUMNS, squeeze=False).ravel()
    for one in axes:
        one.set_axis_off()
    axes[0].imshow(picture)
    _name(axes[0], "The picture", ink)
    image = None
    for one, pull in zip(axes[1:], maps, strict=False):
        image = _draw_map(one, pull, reading, found.scale())
        _name(one, _title(pull, found), ink)
    if worst is not None:
        for one in axes[: len(maps) + 1]:
            _point_out(one, worst, ink)
    assert image is not None
    bar = figure.colorbar(image, ax=list(axes), location="bottom", shrink=0.7, aspect=50, pad=0.02)
    bar.set_label(_unit(reading), color=ink.words, fontsize=WORDS)
    bar.ax.tick_params(colors=ink.words, labelsize=WORDS - 1)
    return figure


def _draw_map(axes: "Axes", pull: "Pull", reading: Reading, scale: float) -> "AxesImage":
    if reading == "How hard":
        return axes.imshow(pull.strength, cmap="viridis", vmin=0, vmax=scale)
    return axes.imshow(pull.brightness, cmap="PuOr_r", vmin=-scale, vmax=scale)


def _title(pull: "Pull", found: "Pulls") -> str:
    if pull.term == "sum":
        return f"All together: {found.total:.3g}"
    share = pull.weighted / found.total if found.total else 0
    return f"{TERM_TITLES[pull.term]}: {share:.0%}"


def _unit(reading: Reading) -> str:
    what = "pull" if reading == "How hard" else "orange: brighter, violet: darker"
    return f"{what}, loss per unit of value × number of pixels"


def _name(axes: "Axes", words: str, ink: Ink) -> None:
    axes.set_title(words, color=ink.words, fontsize=WORDS)


def _point_out(axes: "Axes", worst: "Conflict", ink: Ink) -> None:
    from matplotlib.patches import Rectangle

    for colour, width in (("white", 4), ("black", 1.5)):  # seen on any ground
        axes.add_patch(
            Rectangle((worst.left, worst.top), worst.side, worst.side, fill=False, ec=colour, lw=width)
        )
