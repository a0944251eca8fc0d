"""One run: its curves, what they are at a step, and the guess at which step the picture is best."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from animegan.ui.losses.detective.film import show_film
from animegan.ui.losses.detective.reading import how_to_read, show_curves, table, term_title
from animegan.ui.losses.detective.steps import best_steps
from animegan.ui.predict import Choice, Truth, predict

if TYPE_CHECKING:
    from animegan.losslab.histories.history import RunHistory
    from animegan.losslab.histories.runs import Run

__all__ = ["choose_run", "recipe_of", "show_run"]

FIRST_ANSWER = "Answer the question first; then come the pictures of each step and their figures."
KINDS = {
    "content": "the warm-up: give the photo back",
    "painting": "all terms, no discriminator yet",
    "game": "the discriminator takes part",
}
QUESTION = (
    "This run was validated at the steps below. **At which of them is the picture best**, that is nearest "
    "to the painter's by perceptual distance on held-out photos?"
)


def show_run(runs: Mapping[str, "Run"]) -> None:
    """Draws the choice of a run and everything about it."""
    run = runs[choose_run("Run", runs, next(iter(runs)), "run")]
    history = run.history
    st.markdown(_about(run))
    terms = [*history.loss_terms, "total", *(["discriminator"] if "discriminator" in history.terms else [])]
    figure = st.container()
    cursor = _cursor(history)
    shown = _choose_terms(terms)
    reading = how_to_read(terms=shown)
    with figure:
        lines = [(run, term, term_title(term)) for term in shown]
        give = show_curves(lines, reading, key="run", cursor=cursor)
    _values_at(run, terms, cursor)
    if _asked(run):
        show_film(run, key="run")
    else:
        st.info(FIRST_ANSWER, icon=":material/lock:")
    give()


def _asked(run: "Run") -> bool:
    """The question at which step the picture is best, and whether it is answered; none where there is one step."""
    history = run.history
    if len(history.validations) == 1:
        st.markdown("This run was validated once, at its end.")
        return True
    return predict(
        QUESTION,
        Choice(options=tuple(f"{check.step:,}" for check in history.validations)),
        key="best_step",
        about=(run.entry.name, len(history.steps)),
        truth=lambda: _best(history),
    )


def _choose_terms(terms: list[str]) -> list[str]:
    """Which curves to draw; all of them while none is chosen."""
    known = st.session_state.get("shown")
    if known is not None and not set(known) <= set(terms):
        del st.session_state["shown"]
    chosen = st.pills(
        "Curves; all while none is chosen", terms, format_func=term_title, selection_mode="multi", key="shown",
        bind="query-params",
    )  # fmt: skip
    return [term for term in terms if term in chosen] or terms


def choose_run(label: str, runs: Mapping[str, "Run"], first: str, key: str) -> str:
    """A run by its weights; stands in the page's address."""
    if st.session_state.get(key) not in (None, *runs):
        del st.session_state[key]
    names = list(runs)
    chosen = st.selectbox(
        label, names, index=names.index(first), format_func=lambda name: runs[name].entry.title, key=key,
        bind="query-params", width=340,
    )  # fmt: skip
    return str(chosen)


def recipe_of(run: "Run") -> str:
    """What the run minimised."""
    weights = run.config.weights
    terms = " + ".join(f"{getattr(weights, term):g} {term_title(term)}" for term in run.history.loss_terms)
    against = "the painting of the photo" if run.is_paired else "the photo itself (unpaired)"
    return f"**{terms}**, content terms against {against}"


def _about(run: "Run") -> str:
    phases = "\n".join(
        f"- Steps {phase.first:,} to {phase.last:,}: {KINDS[phase.kind]}." for phase in run.history.phases
    )
    return (
        f"{recipe_of(run)}; batches of {run.config.batch} crops of {run.config.crop} pixels. "
        f":small[The weights are those that the run wrote into its weights file.]\n{phases}"
    )


def _cursor(history: "RunHistory") -> int:
    """A logged step."""
    steps = history.steps
    first, last = int(steps[0]), int(steps[-1])
    if not first <= st.session_state.get("at_step", first) <= last:
        del st.session_state["at_step"]
    apart = int(np.median(np.diff(steps))) if len(steps) > 1 else 1
    wished = st.slider(
        "Step under the cursor", first, last, last, step=apart, key="at_step", bind="query-params"
    )
    return int(steps[np.argmin(np.abs(steps - wished))])


def _values_at(run: "Run", terms: list[str], step: int) -> None:
    """Every term at one step: raw, its weight, what comes of it, its share."""
    index = int(np.searchsorted(run.history.steps, step))
    total = float(run.history.terms["total"][index])
    rows = []
    for term in terms:
        value = float(run.history.terms[term][index])
        if not np.isfinite(value):
            continue
        cells = {
            "term": term_title(term),
            "logged": f"{value:.4g}",
            "weight": "",
            "in the total": "",
            "share": "",
        }
        if term in run.weights:
            weight, weighted = float(run.weights[term][index]), float(run.weighted[term][index])
            cells |= {
                "weight": f"{weight:g}",
                "in the total": f"{weighted:.4g}",
                "share": f"{weighted / total:.0%}",
            }
        rows.append(cells)
    st.markdown(f"**At step {step:,}**, one batch, not smoothed:\n\n{table(rows)}")


def _best(history: "RunHistory") -> Truth:
    best = best_steps(history)
    first, last = history.validations[0], history.validations[-1]
    others = f"By PSNR it is step {best['psnr_db']:,}. "
    total = history.terms["total"]
    lowest = int(history.steps[int(np.argmin(total))])
    return Truth(
        value=f"{best['perceptual']:,}",
        why=f"{others}From step {first.step:,} to {last.step:,} the distance went from "
        f"{first.perceptual:.4f} to {last.perceptual:.4f}. The lowest total was logged at step {lowest:,}. "
        "What is validated is a running average of the weights, calmer than the network that the curves are "
        "of.",
    )
