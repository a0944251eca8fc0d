"""Which lesson a visit is in, and at which step; both stand in the address of every page."""

from dataclasses import dataclass

import streamlit as st

from animegan.lessons.lesson import Lesson, Step
from animegan.lessons.library import get_lesson, lessons
from animegan.lessons.progress import LessonProgress, Progress

__all__ = ["LESSON", "STEP", "Running", "leave", "link_to", "progress_of_visit", "running", "take_up"]

LESSON, STEP = "lesson", "step"  # in the visit and in the address
REACHED = "lesson_reached"  # in the visit: the furthest step by lesson


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A lesson at one of its steps, counted from 1."""

    lesson: Lesson
    number: int

    @property
    def step(self) -> Step:
        """The step."""
        return self.lesson.steps[self.number - 1]

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.number == len(self.lesson.steps)


def running(*, in_address: bool = True) -> Running | None:
    """The lesson of this visit: by the page's address, or the one begun before.

    Args:
        in_address: Whether to write it into the page's address, so that the address is a link to this step.

    Raises:
        InputError: The address names a lesson that does not exist.
    """
    name = st.query_params.get(LESSON) or st.session_state.get(LESSON)
    if name is None:
        return None
    lesson = get_lesson(name)
    asked = st.query_params.get(STEP) or str(st.session_state.get(STEP, 1))
    number = min(max(1, int(asked)), len(lesson.steps)) if asked.isdecimal() else 1
    st.session_state[LESSON], st.session_state[STEP] = name, number
    reached = st.session_state.setdefault(REACHED, {})
    reached[name] = max(reached.get(name, 1), number)
    if in_address and (st.query_params.get(LESSON), st.query_params.get(STEP)) != (name, str(number)):
        st.query_params.update({LESSON: name, STEP: str(number)})
    return Running(lesson=lesson, number=number)


def link_to(lesson: Lesson, number: int) -> dict[str, str]:
    """What stands behind the question mark in a link to a step."""
    return {LESSON: lesson.name, STEP: str(number)}


def leave() -> None:
    """Ends the lesson; what was guessed and reached stays in the visit."""
    for key in (LESSON, STEP):
        st.session_state.pop(key, None)
        st.query_params.pop(key, None)


def progress_of_visit() -> Progress:
    """How far this visit has come in every lesson that it has begun."""
    from animegan.ui.lessons.asking import given  # here: every page imports this module before its heading

    reached: dict[str, int] = st.session_state.get(REACHED, {})
    found = {}
    for lesson in lessons():
        if lesson.name in reached:
            guesses = {
                number: guess
                for number, step in enumerate(lesson.steps, start=1)
                if step.question and (guess := given(lesson, number, step.question)) is not None
            }
            found[lesson.name] = LessonProgress(reached=reached[lesson.name], guesses=guesses)
    return found


def take_up(progress: Progress) -> None:
    """Goes on from a progress that was saved: what was guessed counts as guessed."""
    from animegan.ui.lessons.asking import key_of, put_back

    reached = st.session_state.setdefault(REACHED, {})
    for name, each in progress.items():
        lesson = get_lesson(name)
        reached[name] = max(reached.get(name, 1), each.reached)
        for number, guess in each.guesses.items():
            question = lesson.steps[number - 1].question
            assert question is not None
            put_back(key_of(lesson, number), question, guess)
