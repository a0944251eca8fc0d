"""The figures of the room about the discriminator: maps on one scale, and every patch on one axis."""

from typing import TYPE_CHECKING

import numpy as np

from animegan.types import PhotoU8
from animegan.ui.inside.colours import over_photo
from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure
from animegan.ui.losses.judge.scene import ABSOLUTE, Reading, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from animegan.losslab.verdicts import Logits

__all__ = ["lay_over", "maps_figure", "strips_figure"]

COLOURS = "PuOr_r"  # diverging, safe for colour-blind readers; even in print, white is the middle
OPACITY = 0.8
MAPS_WIDTH, STRIPS_WIDTH = 12.0, 12.0  # inches
CELL = 1.3  # inches, the width of one picture
STEP = 8  # pixels from patch to patch
JITTER = 0.3
TARGETS = ((0.0, "LSGAN:\nfake", "right"), (1.0, "LSGAN:\nreal", "left"))


def lay_over(picture: PhotoU8, values: "Logits", limit: float) -> PhotoU8:
    """A map over the grey picture: violet at `-limit`, white at 0, orange at `limit`.

    Args:
        picture: (H, W, 3) uint8.
        values: (H // 8, W // 8); each fills the 8 x 8 pixels in the middle of its patch.
        limit: Where the scale ends.
    """
    from matplotlib import colormaps

    colours = colormaps[COLOURS]((values / limit + 1) / 2, bytes=True)[..., :3]
    large = colours.repeat(STEP, axis=0).repeat(STEP, axis=1)
    return over_photo(np.ascontiguousarray(large), picture[: large.shape[0], : large.shape[1]], OPACITY)


def maps_figure(scene: Scene, readings: "Sequence[Reading]", ink: Ink) -> "Figure":
    """All pictures in a row, what is no painting first, and below each the map of each reading."""
    titles = [*scene.others, *scene.paintings]
    tallest = max(scene.pictures[title].shape[0] / scene.pictures[title].shape[1] for title in titles)
    rows = 1 + len(readings)
    figure = new_figure(ink, width=MAPS_WIDTH, height=rows * (CELL * tallest + 0.3) + 0.3)
    grid = figure.subplots(rows, len(titles), squeeze=False)
    for column, title in enumerate(titles):
        _show(grid[0][column], scene.pictures[title], _in_two_lines(title), ink)
        for row, reading in enumerate(readings, start=1):
            values = scene.values(reading)[title]
            drawn = lay_over(scene.pictures[title], values, scene.limit)
            _show(grid[row][column], drawn, f"{values.mean():+.2f}", ink)
    for row, reading in enumerate(readings, start=1):
        grid[row][0].set_ylabel(reading.title, color=ink.words, fontsize=WORDS - 2)
    if readings:
        _draw_scale(figure, list(grid[1:].ravel()), scene.limit, ink)
    return figure


def _in_two_lines(title: str) -> str:
    """Broken at its first space, so that names of neighbours do not run into each other."""
    return "\n".join(title.split(" ", 1)) if len(title) > len("The photo") else f"\n{title}"


def _show(axes: "Axes", picture: PhotoU8, words: str, ink: Ink) -> None:
    axes.imshow(picture)
    axes.set_title(words, color=ink.words, fontsize=WORDS - 3)
    axes.set(xticks=[], yticks=[], anchor="S")
    axes.spines[:].set_visible(False)


def _draw_scale(figure: "Figure", axes: "list[Axes]", limit: float, ink: Ink) -> None:
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import Normalize

    colours = ScalarMappable(Normalize(-limit, limit), COLOURS)
    bar = figure.colorbar(colours, ax=axes, location="right", aspect=30, pad=0.01)
    bar.set_label("logits", color=ink.words, fontsize=WORDS - 3)
    bar.ax.tick_params(colors=ink.words, labelsize=WORDS - 3)


def strips_figure(scene: Scene, readings: "Sequence[Reading]", ink: Ink) -> "Figure":
    """Every patch as a dot, one strip per picture, a diamond at its mean."""
    figure = new_figure(ink, width=STRIPS_WIDTH, height=0.55 * len(scene.pictures) + 1.8)
    parts = figure.subfigures(1, len(readings), squeeze=False)[0]
    for part, reading in zip(parts, readings, strict=True):
        part.set_facecolor(ink.paper)
        axes = draw_axes(part, ink)
        _draw_strips(axes, scene, reading, ink)
        if part is not parts[0]:
            axes.set_yticklabels([])
    return figure


def _draw_strips(axes: "Axes", scene: Scene, reading: Reading, ink: Ink) -> None:
    titles = list(scene.pictures)
    chance = np.random.default_rng(0)  # only spreads the dots, so that they can be told apart
    for place, title in enumerate(titles):
        values = scene.values(reading)[title].ravel()
        real = title in scene.paintings
        heights = place + chance.uniform(-JITTER, JITTER, values.size)
        colour, mark = ink.series[1 if real else 0], "s" if real else "o"
        axes.scatter(
            values, heights, s=5, marker=mark, color=colour, alpha=0.35, linewidths=0, rasterized=True
        )
        mean = values.mean()
        axes.plot(mean, place, marker="D", markersize=9, color=ink.words, markeredgecolor=ink.paper)
    axes.set_yticks(range(len(titles)), titles)
    axes.set_ylim(len(titles) - 0.4, -0.6)
    _mark(axes, reading, ink)
    axes.set_xlabel(f"{reading.title}: {reading.unit}")


def _mark(axes: "Axes", reading: Reading, ink: Ink) -> None:
    """The lines that a reading measures from."""
    lines = TARGETS if reading is ABSOLUTE else ((0.0, "average of\nthe other kind", "center"),)
    for at, words, side in lines:
        axes.axvline(at, color=ink.words, linestyle="--", linewidth=1.2)
        axes.annotate(
            words, (at, 1.0), xycoords=("data", "axes fraction"), xytext=(0, 4), textcoords="offset points",
            ha=side, va="bottom", color=ink.words, fontsize=WORDS - 3,
        )  # fmt: skip
