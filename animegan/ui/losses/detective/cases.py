"""The cases: a question about curves, the learner's answer, then pictures, figures and the lesson."""

from collections.abc import Mapping
from string import ascii_uppercase
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.losses.detective.film import show_ends, show_film
from animegan.ui.losses.detective.reading import how_to_read, show_curves, term_title
from animegan.ui.predict import Choice, Truth, is_revealed, predict

if TYPE_CHECKING:
    from animegan.losslab.histories.log_case import LogCase
    from animegan.losslab.histories.runs import Run

__all__ = ["show_cases"]

FIRST_ANSWER = "Answer the question first; then come the pictures and their figures."


def show_cases(runs: Mapping[str, "Run"]) -> None:
    """Draws the list of cases and the chosen one."""
    from animegan.losslab.histories.log_cases import find_cases

    cases = {case.name: case for case in find_cases(runs)}
    if not cases:
        st.info("The logs at hand tell no case. Look at a run instead.", icon=":material/search_off:")
        return
    if st.session_state.get("log_case") not in (None, *cases):
        del st.session_state["log_case"]
    name = st.pills(
        "Case", list(cases), format_func=lambda name: cases[name].title, default=next(iter(cases)), required=True,
        key="log_case", bind="query-params", label_visibility="collapsed",
    )  # fmt: skip
    _show(cases[str(name)], runs)


def _show(case: "LogCase", runs: Mapping[str, "Run"]) -> None:
    key = f"case_{case.name}"
    about = tuple((name, len(runs[name].history.steps)) for name in case.runs)
    solved = is_revealed(key, about)
    names = _names(case, runs, solved)
    st.markdown(f":material/search: **What to look at.** {case.look_at}")
    figure, question = st.container(), st.container()
    reading = how_to_read(terms=case.terms)
    if case.letters and not solved:
        question.markdown(":small[The runs go by letters until you have answered: their names would tell.]")
    with question:
        solved = predict(
            case.question,
            Choice(options=case.options),
            key=key,
            about=about,
            truth=lambda: Truth(value=case.answer, why=case.why),
        )
    with figure:
        lines = [
            (runs[name], term, _line_title(names[name], term, case))
            for name in case.runs
            for term in case.terms
        ]
        lines = [line for line in lines if line[1] in line[0].history.terms]
        give = show_curves(lines, reading, key=key, secret=case.letters and not solved)
    if not solved:
        st.info(FIRST_ANSWER, icon=":material/lock:")
    else:
        _close(case, {names[name]: runs[name] for name in case.runs}, key)
    give()


def _close(case: "LogCase", runs: Mapping[str, "Run"], key: str) -> None:
    """The pictures, the lesson and who else fell for it."""
    st.markdown(f":material/school: **Lesson.** {case.lesson}")
    if case.trap is not None:
        st.markdown(
            f":material/history_edu: **Happened to others.** {case.trap.story}  \n:small[Source: "
            f"{case.trap.source}]"
        )
    if len(runs) == 1:
        show_film(*runs.values(), key=key)
    else:
        show_ends(runs, key=key)


def _names(case: "LogCase", runs: Mapping[str, "Run"], solved: bool) -> dict[str, str]:
    """What the runs go by: letters before the guess where names would tell, both after it."""
    from animegan.losslab.histories.log_case import title_of

    titles = {name: title_of(runs[name]) for name in case.runs}
    if not case.letters:
        return titles
    letters = dict(zip(case.runs, ascii_uppercase, strict=False))
    return {name: f"{letters[name]}: {titles[name]}" if solved else letters[name] for name in case.runs}


def _line_title(name: str, term: str, case: "LogCase") -> str:
    if len(case.runs) == 1:
        return term_title(term)
    return name if len(case.terms) == 1 else f"{name}, {term_title(term)}"
