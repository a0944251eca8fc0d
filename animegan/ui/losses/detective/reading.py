"""How curves are read: smoothing, scale, with or without weights; and the figure that comes of it."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.detective import steps as detective_steps
from animegan.ui.losses.detective.figures import Curve, curves_figure
from animegan.ui.losses.weights import TERM_TITLES
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.losslab.histories.runs import Run

__all__ = ["Reading", "how_to_read", "program", "show_curves", "table", "term_title"]

TITLES: Mapping[str, str] = {
    **TERM_TITLES, "total": "Total", "discriminator": "Discriminator's own", "learning_rate": "Learning rate",
}  # fmt: skip
SMOOTH = 10  # logged steps: noise of the batches mostly gone, a jump still steep
MOST_SMOOTH = 50
LINEAR, LOGARITHMIC = "Linear", "Logarithmic"
RAW, WEIGHTED = "As logged", "Times weight"
UNWEIGHTED = {"total", "discriminator", "learning_rate"}  # no terms of the sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the curves are read.

    Attributes:
        smoothing: How many logged steps each point is the mean of.
        logarithmic: Whether the vertical axis is logarithmic.
        weighted: Whether terms count as they did in the total.
    """

    smoothing: int
    logarithmic: bool
    weighted: bool

    @property
    def unit(self) -> str:
        """What the vertical axis shows."""
        return "loss × its weight" if self.weighted else "loss, as logged"


def how_to_read(*, terms: Sequence[str]) -> Reading:
    """Draws the choices; several unlike terms on one axis start on a logarithmic one."""
    several = len(terms) > 1
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        smoothing = st.slider(
            "Smoothing: mean of so many logged steps", 1, MOST_SMOOTH, SMOOTH, key="smooth", bind="query-params",
            width=320,
        )  # fmt: skip
        key = "scale_of_terms" if several else "scale"
        scale = one_of("Scale", [LINEAR, LOGARITHMIC], LOGARITHMIC if several else LINEAR, key)
        weighted = RAW if set(terms) <= UNWEIGHTED else one_of("Terms count", [RAW, WEIGHTED], RAW, "weigh")
    return Reading(smoothing=smoothing, logarithmic=scale == LOGARITHMIC, weighted=weighted == WEIGHTED)


def term_title(term: str) -> str:
    """The term's name for people."""
    return TITLES.get(term, term)


def show_curves(
    lines: Sequence[tuple["Run", str, str]],
    reading: Reading,
    *,
    key: str,
    cursor: int | None = None,
    secret: bool = False,
) -> Callable[[], None]:
    """Draws the figure and says how to read it.

    Args:
        lines: Run, term and title of each curve.
        reading: How.
        key: The beginning of the keys.
        cursor: A step to mark.
        secret: Whether the runs' names must not reach the browser yet.

    Returns:
        What draws the figure's files and code, for the end of the page.
    """
    curves = [_curve(run, term, title, reading) for run, term, title in lines]
    figure = png(
        curves_figure(curves, page_ink(), unit=reading.unit, logarithmic=reading.logarithmic, cursor=cursor)
    )
    st.image(figure, width="stretch", alt="; ".join(_in_words(curve) for curve in curves))
    st.markdown(f":small[{_caption(lines[0][0], reading)}]")
    names = list(dict.fromkeys(run.entry.name for run, _, _ in lines))
    terms = list(dict.fromkeys(term for _, term, _ in lines))
    call = _call(["one of them, told after your guess"] if secret else names, terms, reading)
    return lambda: take_home(
        f"loss-curves-{key}",
        key=f"{key}_curves",
        png=lambda: figure,
        table=lambda: [{"curve": title, **row} for run, term, title in lines for row in _rows(run, term)],
        code=program(detective_steps.curve, call=call),
    )


def _rows(run: "Run", term: str) -> list[dict[str, object]]:
    return [
        {"step": row["step"], "term": term, "logged": row[term], "weight": row.get(f"weight_{term}", 1.0)}
        for row in detective_steps.log_rows(run, [term])
        if np.isfinite(row[term])
    ]


def _curve(run: "Run", term: str, title: str, reading: Reading) -> Curve:
    raw, values = (
        detective_steps.curve(run, term, smoothing=window, weighted=reading.weighted)
        for window in (1, reading.smoothing)
    )
    return Curve(title=title, steps=run.history.steps, values=values, raw=raw)


def _in_words(curve: Curve) -> str:
    known = np.flatnonzero(np.isfinite(curve.values))
    if not known.size:
        return f"{curve.title}: nothing was logged"
    first, last = known[0], known[-1]
    return (
        f"{curve.title} goes from {curve.values[first]:.3g} at step {curve.steps[first]:,} "
        f"to {curve.values[last]:.3g} at step {curve.steps[last]:,}"
    )


def _caption(run: "Run", reading: Reading) -> str:
    apart = int(np.median(np.diff(run.history.steps))) if len(run.history.steps) > 1 else 1
    logged = f"Every {apart}th step is logged: the loss of its batch alone."
    if reading.smoothing == 1:
        return f"{logged} No smoothing: each point is one batch of {run.config.batch} crops."
    return (
        f"{logged} Thick: mean of the last {reading.smoothing} logged steps, so a jump becomes a slope "
        f"{reading.smoothing * apart} steps long. Faint: the log itself."
    )


def program(*functions: Callable[..., Any], call: str) -> str:
    """A complete program: the source of the functions that ran, and how they were called."""
    sources = "\n\n\n".join(inspect.getsource(function).rstrip() for function in functions)
    head = "# Run it in the lab's folder.\nfrom animegan.losslab.histories.runs import load_run"
    return f"{head}\n\n\n{sources}\n\n\n{call}\n"


def _call(names: list[str], terms: list[str], reading: Reading) -> str:
    return (
        f"runs = {{name: load_run(name) for name in {names}}}\n"
        "curves = {\n"
        f"    (name, term): curve(run, term, smoothing={reading.smoothing}, weighted={reading.weighted})\n"
        f"    for name, run in runs.items()\n    for term in {terms}\n}}"
    )


def table(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows with the same columns, as a table in Markdown."""
    head = list(rows[0])
    lines = [head, ["---"] * len(head), *([row[name] for name in head] for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
