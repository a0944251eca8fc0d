"""Figures in the page's own colours, light or dark, with words that can be read from the back of a classroom."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure

__all__ = ["DPI", "Ink", "draw_axes", "new_figure", "page_ink", "png"]

DPI = 140
WORDS = 15  # points in a figure 9 inches wide, which is the page's own size of words once it is on the screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """The colours of a figure, as "#rrggbb".

    Attributes:
        paper: Behind everything.
        words: Of words and axes.
        faint: Of grid lines.
        series: Of what is compared, in order; safe for colour-blind readers.
    """

    paper: str
    words: str
    faint: str
    series: tuple[str, ...]


def page_ink() -> Ink:
    """The colours of the theme that this visitor sees, from the settings of the lab."""
    theme = "theme.dark" if st.context.theme.type == "dark" else "theme.light"
    return Ink(
        paper=str(st.get_option(f"{theme}.backgroundColor")),
        words=str(st.get_option(f"{theme}.textColor")),
        faint=str(st.get_option(f"{theme}.borderColor")),
        series=tuple(st.get_option(f"{theme}.chartCategoricalColors")),
    )


def new_figure(ink: Ink, *, width: float = 9.0, height: float = 5.0) -> "Figure":
    """An empty figure of so many inches; no global state of matplotlib is used, so threads do not meet in it."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), facecolor=ink.paper, layout="constrained")


def draw_axes(figure: "Figure | SubFigure", ink: Ink) -> "Axes":
    """The one pair of axes of a figure, in its colours and size of words."""
    axes = figure.add_subplot(facecolor=ink.paper)
    axes.tick_params(colors=ink.words, labelsize=WORDS - 1)
    for side, spine in axes.spines.items():
        spine.set_color(ink.words)
        spine.set_visible(side in {"left", "bottom"})
    for label in (axes.xaxis.label, axes.yaxis.label, axes.title):
        label.set(color=ink.words, fontsize=WORDS)
    axes.grid(color=ink.faint, linewidth=0.8)
    axes.set_axisbelow(True)
    return axes


def png(figure: "Figure") -> bytes:
    """The figure as a file."""
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=DPI)
    return file.getvalue()
