"""A lesson's question, asked like the questions of the pages; the lab's own functions answer it after the guess."""

import inspect
from dataclasses import replace
from functools import partial

import streamlit as st

from animegan.lessons.lesson import Lesson, Question
from animegan.lessons.truths import Finding, get_truth
from animegan.media.samples import SAMPLES, get_sample
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.photo import from_sample
from animegan.ui.predict import Amount, Choice, Truth, commit_guess, guess_of, predict
from animegan.ui.resources import kept

__all__ = ["ask", "given", "key_of", "put_back"]


def key_of(lesson: Lesson, number: int) -> str:
    """The name of a step's question, also for whoever releases its answer."""
    return f"lesson_{lesson.name}_{number}"


def ask(lesson: Lesson, number: int, question: Question) -> bool:
    """Draws the question, or the truth beside the guess; says whether it has been revealed."""
    key = key_of(lesson, number)
    revealed = predict(
        question.asks,
        _answer(question),
        key=key,
        about=lesson.language,
        truth=partial(_truth, question),
        narrow=True,
    )
    if revealed:
        with st.expander("How it was computed", icon=":material/code:", key=f"{key}_code"):
            st.code(_program(question), language="python", wrap_lines=True)
    return revealed


def given(lesson: Lesson, number: int, question: Question) -> str | float | None:
    """What was guessed at a step: the name of an option, or a number; None where nothing was."""
    guess = guess_of(key_of(lesson, number), lesson.language)
    if isinstance(guess, str):
        return next((name for name, words in question.options.items() if words == guess), None)
    return guess


def put_back(key: str, question: Question, guess: str | float, *, language: str = "en") -> None:
    """Counts a guess of before as given."""
    commit_guess(key, language, question.options[guess] if isinstance(guess, str) else guess)


def _answer(question: Question) -> Choice | Amount:
    asked = question.amount
    if asked is None:
        return Choice(options=tuple(question.options.values()))
    whole = float(asked.step).is_integer() and float(asked.low).is_integer()
    low, high, step = (int(v) if whole else float(v) for v in (asked.low, asked.high, asked.step))
    return replace(asked, low=low, high=high, step=step)


def _truth(question: Question) -> Truth:
    with st.spinner("Computing the answer"):
        found = _finding(question)
    value = question.options[str(found.answer)] if question.options else float(found.answer)
    return Truth(value=value, why=question.why.format(**found.figures))


def _finding(question: Question) -> Finding:
    """Computed once for everybody, in turn with everybody."""
    about = dict(question.about)
    sample = get_sample(str(about["photo"])) if "photo" in about else SAMPLES[0]
    line = st.empty()
    found = kept(
        from_sample(sample),
        ("lesson", question.truth, *sorted(about.items())),
        lambda: get_truth(question.truth)(**about),
        on_wait=say_who_is_ahead(line),
    )
    line.empty()
    return found


def _program(question: Question) -> str:
    """The call that ran, and the source of what it called."""
    arguments = ", ".join(f"{name}={value!r}" for name, value in question.about.items())
    function = get_truth(question.truth)
    module = inspect.getmodule(function)
    assert module is not None
    return (
        f"from {module.__name__} import {question.truth}\n\n"
        f"print({question.truth}({arguments}))\n\n\n# which is\n{inspect.getsource(function)}"
    )
