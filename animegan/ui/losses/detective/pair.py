"""Two runs on one axis, and whose pictures end nearer to the painter's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.losses.detective.film import show_ends
from animegan.ui.losses.detective.reading import how_to_read, show_curves, term_title
from animegan.ui.losses.detective.run import choose_run, recipe_of
from animegan.ui.predict import Choice, Truth, predict

if TYPE_CHECKING:
    from animegan.losslab.histories.runs import Run
    from animegan.training.validation import StyleFigures

__all__ = ["show_pair"]

FIRST, SECOND = "ablation_balanced", "ablation_style_heavy"
SAME_PAINTINGS_DB = (
    0.01  # the untouched photos' own PSNR: apart by more, and they were held against other paintings
)
FIRST_ANSWER = "Answer the question first; then come both pictures and their figures."


def show_pair(runs: Mapping[str, "Run"]) -> None:
    """Draws the choice of two runs and a term, and the two curves."""
    names = list(runs)
    with st.container(horizontal=True, gap="medium"):
        one = runs[choose_run("Run", runs, FIRST if FIRST in runs else names[0], "pair_one")]
        two = runs[choose_run("Beside", runs, SECOND if SECOND in runs else names[-1], "pair_two")]
    if one is two:
        st.info("Choose two different runs.", icon=":material/compare_arrows:")
        return
    titles = {run.entry.title: run for run in (one, two)}
    st.markdown("\n".join(f"- {title}: {recipe_of(run)}" for title, run in titles.items()))
    terms = [term for term in ("total", *one.history.loss_terms, "discriminator") if _both(term, one, two)]
    term = one_of("Curve", terms, "total", "pair_term", term_title) if len(terms) > 1 else terms[0]
    figure = st.container()
    reading = how_to_read(terms=[term])
    with figure:
        give = show_curves([(run, term, title) for title, run in titles.items()], reading, key="pair")
    st.markdown(
        f":small[{term_title(term)} of both, each at the steps of its own run. Totals under different "
        "weights are in different units.]"
    )
    _compare(titles)
    give()


def _both(term: str, *runs: "Run") -> bool:
    return all(term in run.history.terms for run in runs)


def _compare(titles: Mapping[str, "Run"]) -> None:
    """The question, where both painted one style and were held against the same paintings."""
    one, two = (_ends(run) for run in titles.values())
    common = [style for style in one if style in two]
    if not common:
        st.info(
            "These two paint different styles, so their pictures cannot be ranked.", icon=":material/block:"
        )
        return
    style = common[0]
    rows = (one[style], two[style])
    if abs(rows[0].photo_psnr_db - rows[1].photo_psnr_db) > SAME_PAINTINGS_DB:
        st.info(
            "These two were held against paintings by two versions of the painter: even the untouched "
            f"photos score {rows[0].photo_psnr_db:.2f} dB against {rows[1].photo_psnr_db:.2f} dB. Their "
            "figures cannot be compared.",
            icon=":material/block:",
        )
        return
    question = f"Whose pictures end **nearer to the painter's** in {style.title()}, by perceptual distance?"
    asked = predict(
        question,
        Choice(options=tuple(titles)),
        key="pair_end",
        about=tuple((run.entry.name, len(run.history.steps)) for run in titles.values()),
        truth=lambda: _nearer(list(titles), rows),
    )
    if asked:
        show_ends(titles, key="pair")
    else:
        st.info(FIRST_ANSWER, icon=":material/lock:")


def _ends(run: "Run") -> dict[str, "StyleFigures"]:
    return {row.style: row for row in run.history.validations[-1].figures}


def _nearer(titles: list[str], rows: tuple["StyleFigures", "StyleFigures"]) -> Truth:
    winner = titles[rows[1].perceptual < rows[0].perceptual]
    said = "; ".join(
        f"{title}: distance {row.perceptual:.4f}, PSNR {row.psnr_db:.2f} dB"
        for title, row in zip(titles, rows, strict=True)
    )
    agree = (rows[0].perceptual < rows[1].perceptual) == (rows[0].psnr_db > rows[1].psnr_db)
    return Truth(value=winner, why=f"{said}. " + ("PSNR agrees." if agree else "**PSNR says the opposite.**"))
