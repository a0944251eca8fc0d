"""Predict, then reveal: a question, the learner's guess, and only then the truth beside it.

Watching teaches little; having committed to a guess first teaches, also where the guess was wrong. So the truth is not
even computed before there is a guess, and nothing of it has reached the browser.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import streamlit as st

from animegan.lessons.lesson import Amount
from animegan.ui.classroom import classroom, is_teacher, waits_for_teacher

__all__ = ["Amount", "Choice", "Truth", "commit_guess", "guess_of", "is_revealed", "predict"]

RECORDS = "predictions"  # in the visit: what was guessed and what was true, by question and what it was about
MOST_RECORDS = 200
ASK_AGAIN_S = 3  # how often a page looks whether the teacher has released an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A guess by picking one of a few answers."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was measured, one of the options or a number, and a sentence why."""

    value: str | float
    why: str


@dataclass(slots=True, kw_only=True)
class _Record:
    guess: str | float
    truth: Truth | None = None


def predict(
    question: str,
    answer: Choice | Amount,
    *,
    key: str,
    about: Hashable,
    truth: Callable[[], Truth | None],
    narrow: bool = False,
) -> bool:
    """Draws the question, or, once there is a guess, the truth beside it.

    Args:
        question: What the learner is to predict.
        answer: How they can answer.
        key: The question's own name on the page.
        about: What the truth depends on, such as the photo's key and the settings: other ones ask anew.
        truth: Measures it, after the guess; None while it cannot be measured yet, and it is asked again next time.
        narrow: Whether it stands in a narrow column, with everything below one another.

    Returns:
        Whether it has been revealed.
    """
    record = _records().get((key, about))
    with st.container(border=True, gap="small"):
        st.markdown(f":material/psychology_alt: **Predict, then reveal.** {question}")
        if is_teacher() and classroom().locked:
            _offer_release(key)
        if record is None:
            _ask(answer, key, about, narrow=narrow)
            return False
        if waits_for_teacher(key):
            st.markdown(f":material/hourglass_empty: You predicted **{_say(answer, record.guess)}**.")
            _wait_for_teacher(key)
            return False
        if record.truth is None:
            record.truth = truth()
        if record.truth is None:
            st.markdown(f":material/hourglass_empty: You predicted **{_say(answer, record.guess)}**.")
            return False
        _reveal(answer, record.guess, record.truth, narrow=narrow)
        st.button("Ask again", key=f"{key}_again", type="tertiary", on_click=_forget, args=(key, about))
    return True


def is_revealed(key: str, about: Hashable) -> bool:
    """Whether there is a guess already, and its answer is out, for what a page draws above its question."""
    return (key, about) in _records() and not waits_for_teacher(key)


def guess_of(key: str, about: Hashable) -> str | float | None:
    """What was guessed; None where nothing was."""
    record = _records().get((key, about))
    return None if record is None else record.guess


def commit_guess(key: str, about: Hashable, guess: str | float) -> None:
    """Counts a guess as given; one that was given before is replaced."""
    records = _records()
    records[key, about] = _Record(guess=guess)
    while len(records) > MOST_RECORDS:
        records.pop(next(iter(records)))


def _offer_release(key: str) -> None:
    """For the teacher: lets the answer out, or takes it back."""
    released = classroom().released

    def switch() -> None:
        (released.add if st.session_state[f"{key}_released"] else released.discard)(key)

    st.session_state[f"{key}_released"] = key in released
    st.toggle("The class may see the answer", key=f"{key}_released", on_change=switch)


@st.fragment(run_every=ASK_AGAIN_S)
def _wait_for_teacher(key: str) -> None:
    """Looks from time to time, so that nobody has to reload the page."""
    if not waits_for_teacher(key):
        st.rerun()
    st.markdown(":material/lock: The answer comes when your teacher releases it.")


def _ask(answer: Choice | Amount, key: str, about: Hashable, *, narrow: bool) -> None:
    """A form: the guess can still be changed until it is committed, and nothing on the page moves meanwhile."""
    widget = f"{key}_guess"
    # a guess about another photo is no guess about this one; and Streamlit drops what is not on the screen
    if st.session_state.get(f"{key}_about") != about or widget not in st.session_state:
        st.session_state[f"{key}_about"] = about
        st.session_state[widget] = None if isinstance(answer, Choice) else _middle(answer)
    with st.form(f"{key}_form", border=False):
        if isinstance(answer, Choice):
            st.radio("Your guess", answer.options, index=None, key=widget, horizontal=not narrow)
        else:
            label = f"Your guess, {answer.unit}" if answer.unit else "Your guess"
            st.slider(label, answer.low, answer.high, step=answer.step, key=widget)
        st.form_submit_button("This is my guess", key=f"{key}_commit", on_click=_commit, args=(key, about))
    if st.session_state.get(f"{key}_empty"):
        st.markdown(":material/arrow_upward: Choose an answer first.")


def _middle(answer: Amount) -> float:
    steps = round((answer.high - answer.low) / answer.step / 2)
    return answer.low + steps * answer.step


def _commit(key: str, about: Hashable) -> None:
    guess = st.session_state[f"{key}_guess"]
    st.session_state[f"{key}_empty"] = guess is None
    if guess is None:
        return
    commit_guess(key, about, guess)


def _forget(key: str, about: Hashable) -> None:
    _records().pop((key, about), None)
    st.session_state.pop(f"{key}_about", None)


def _reveal(answer: Choice | Amount, guess: str | float, truth: Truth, *, narrow: bool) -> None:
    right = _is_right(answer, guess, truth.value)
    if narrow:
        sides, words = list(st.columns(2)), st.container()
    else:
        *sides, words = st.columns([3, 3, 8], vertical_alignment="center")
    for side, label, value in zip(
        sides, ("You predicted", "Measured here"), (guess, truth.value), strict=True
    ):
        with side:
            if isinstance(answer, Amount):
                st.metric(label, _say(answer, value))
            else:
                st.markdown(f":small[{label}]  \n**{value}**")
    with words:
        verdict = (
            ":material/check_circle: As predicted." if right else ":material/lightbulb: Not as predicted."
        )
        st.markdown(f"**{verdict}** {truth.why}")


def _is_right(answer: Choice | Amount, guess: str | float, truth: str | float) -> bool:
    if isinstance(guess, str) or isinstance(truth, str) or isinstance(answer, Choice):
        return guess == truth
    return abs(guess - truth) <= answer.close


def _say(answer: Choice | Amount, value: str | float) -> str:
    if isinstance(value, str) or isinstance(answer, Choice):
        return str(value)
    digits = 0 if float(answer.step).is_integer() else 2
    return f"{value:.{digits}f} {answer.unit}".rstrip()


def _records() -> dict[tuple[str, Hashable], _Record]:
    records: dict[tuple[str, Hashable], _Record] = st.session_state.setdefault(RECORDS, {})
    return records
