"""The figures of the page about skips: arrays in, a picture or a matplotlib figure out, in the page's ink."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from animegan.types import PhotoU8
from animegan.ui.inside.colours import paint_values, scale_bar
from animegan.ui.inside.ink import WORDS, Ink, draw_axes, new_figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from animegan.explain import Shapley, Spectrum

__all__ = [
    "colour_top",
    "difference_figure",
    "shares_figure",
    "signed",
    "spectrum_figure",
    "strip_figure",
]

TOPS = (
    4,
    8,
    16,
    24,
    32,
    48,
    64,
    96,
    128,
    255,
)  # steps: few, so that one picture can be compared with the next
MOST = 0.995  # of the pixels are on the scale; else a few extreme ones would leave all others dark
WIDE = 1280  # px, a figure's own width: as wide as a projector shows it
GAP, LINE, LETTERS = 16, 48, 30
MARGIN, ROOM = 0.03, 0.14  # of a chart's width, before the first bar and for the number behind the longest
FINE = 0.25  # cycles per pixel, as in `explain.spectrum`


def colour_top(apart: NDArray[np.float32]) -> int:
    """The value at which the colours of a difference end: the least of a few that hardly anything exceeds."""
    return next(top for top in TOPS if np.quantile(apart, MOST) <= top)


def difference_figure(apart: NDArray[np.float32], top: int, ink: Ink) -> PhotoU8:
    """(H', W', 3): a difference (H, W) from 0 to `top` in colours, with its scale below."""
    times = max(1, WIDE // apart.shape[1])
    coloured = paint_values(apart, 0, top).repeat(times, axis=0).repeat(times, axis=1)
    height, width = coloured.shape[:2]
    sheet = Image.new("RGB", (width, height + GAP + LINE // 2 + LINE), ink.paper)
    sheet.paste(Image.fromarray(coloured), (0, 0))
    sheet.paste(Image.fromarray(scale_bar(width, LINE // 2)), (0, height + GAP))
    pen = ImageDraw.Draw(sheet)
    words = (
        (0, "0: the same", "lm"),
        (width / 2, f"{top / 2:g}", "mm"),
        (width, f"{top} steps of 255 and more", "rm"),
    )
    for x, word, anchor in words:
        _write(pen, (x, height + GAP + LINE), word, ink, anchor)
    return np.asarray(sheet)


def strip_figure(patches: NDArray[np.uint8], titles: Sequence[str], ink: Ink) -> PhotoU8:
    """(H', W', 3): patches (S, side, side, 3) beside each other, every pixel a block, their titles below."""
    count = len(patches)
    cell = (WIDE - GAP * (count - 1)) // count
    sheet = Image.new("RGB", (cell * count + GAP * (count - 1), cell + LINE), ink.paper)
    pen = ImageDraw.Draw(sheet)
    for number, (patch, title) in enumerate(zip(patches, titles, strict=True)):
        left = number * (cell + GAP)
        sheet.paste(Image.fromarray(patch).resize((cell, cell), Image.Resampling.NEAREST), (left, 0))
        _write(pen, (left + cell / 2, cell + LINE / 2), title, ink, "mm")
    return np.asarray(sheet)


def spectrum_figure(spectra: "Mapping[str, Spectrum]", titles: Mapping[str, str], ink: Ink) -> "Figure":
    """Power over frequency of several pictures; told apart by colour, by dashes and by width."""
    figure = new_figure(ink, height=5.2)
    axes = draw_axes(figure, ink)
    looks = (
        {"color": ink.words, "linestyle": ":", "linewidth": 2.5},
        {"color": ink.series[1], "linestyle": "-", "linewidth": 5, "alpha": 0.75},
        {"color": ink.series[0], "linestyle": "--", "linewidth": 3},
    )
    for (name, spectrum), look in zip(spectra.items(), looks, strict=True):
        axes.semilogy(spectrum.frequency, spectrum.power, label=titles[name], **look)
    axes.axvspan(FINE, 0.5, color=ink.faint, alpha=0.35, zorder=0)
    axes.text(
        0.49, 0.97, "fine detail", transform=axes.get_xaxis_transform(), ha="right", va="top",
        color=ink.words, fontsize=WORDS,
    )  # fmt: skip
    axes.set(xlim=(0, 0.5), xlabel="frequency, cycles per pixel", ylabel="power, where white² is 1")
    ruler = axes.secondary_xaxis("top")
    ruler.set_xticks([1 / 16, 1 / 8, 1 / 4, 1 / 3, 1 / 2], ["16", "8", "4", "3", "2"])
    ruler.tick_params(colors=ink.words, labelsize=WORDS - 1)
    ruler.set_xlabel("width of one stripe and its neighbour, pixels", color=ink.words, fontsize=WORDS)
    legend = axes.legend(loc="lower left", fontsize=WORDS, facecolor=ink.paper, edgecolor=ink.faint)
    for text in legend.get_texts():
        text.set_color(ink.words)
    return figure


def shares_figure(shapley: "Shapley", unit: str, scale: float, ink: Ink) -> "Figure":
    """The way from all gates closed to all open, a step for each gate: that the steps arrive is that they sum up."""
    figure = new_figure(ink, height=1.9 + 0.62 * len(shapley.values))
    axes = draw_axes(figure, ink)
    level = scale * shapley.none
    rows = ["all closed", *shapley.values, "all open"]
    _level(axes, 0, level, ink)
    for row, share in enumerate(shapley.values.values(), start=1):
        step = scale * share
        axes.barh(row, step, left=level, height=0.62, color=ink.series[1 if step >= 0 else 2])
        axes.plot([level + step] * 2, [row, row + 1], color=ink.words, linewidth=1)
        _label(axes, row, max(level, level + step), signed(step), ink)
        level += step
    _level(axes, len(rows) - 1, scale * shapley.full, ink)
    axes.set_yticks(range(len(rows)), rows)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    low, high = axes.get_xlim()
    axes.set_xlim(low - MARGIN * (high - low), high + ROOM * (high - low))
    axes.set_xlabel(unit)
    return figure


def _level(axes: "Axes", row: int, value: float, ink: Ink) -> None:
    axes.plot(value, row, marker="D", markersize=11, color=ink.words)
    _label(axes, row, value, f"{value:.4g}", ink)


def signed(value: float, digits: str = ".4g", *, gap: str = "") -> str:
    """A number with its sign, and with a real minus."""
    return f"{'+' if value >= 0 else '−'}{gap}{abs(value):{digits}}"


def _label(axes: "Axes", row: int, x: float, word: str, ink: Ink) -> None:
    axes.annotate(
        word, (x, row), (10, 0), textcoords="offset points", va="center", color=ink.words, fontsize=WORDS
    )


def _write(pen: ImageDraw.ImageDraw, place: tuple[float, float], word: str, ink: Ink, anchor: str) -> None:
    pen.text(place, word, fill=ink.words, font=ImageFont.load_default(size=LETTERS), anchor=anchor)
