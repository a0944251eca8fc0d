"""How far a learner has come, as a small JSON file that can be taken home and brought back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from animegan.errors import InputError
from animegan.lessons.lesson import Lesson, Question
from animegan.lessons.library import get_lesson

__all__ = ["Guess", "LessonProgress", "Progress", "read_progress", "write_progress"]

Guess = str | float
Progress = dict[str, "LessonProgress"]
"""By the names of lessons."""

KIND, VERSION = "animegan-lab-progress", 1
MOST_BYTES = 200_000
LONGEST_NUMBER = 3  # digits of a step; Python refuses to read thousands of them
HINT = "Choose a file that this lab saved with “Save my progress”."


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonProgress:
    """How far somebody has come in one lesson.

    Attributes:
        reached: The furthest step, from 1.
        guesses: By step: the name of an option, or a number.
    """

    reached: int
    guesses: Mapping[int, Guess] = field(default_factory=dict)


def write_progress(progress: Mapping[str, LessonProgress]) -> bytes:
    """The file."""
    lessons = {
        name: {"reached": each.reached, "guesses": {str(step): guess for step, guess in each.guesses.items()}}
        for name, each in progress.items()
    }
    return json.dumps({"kind": KIND, "version": VERSION, "lessons": lessons}, indent=2).encode()


def read_progress(data: bytes) -> Progress:
    """What a file says; nothing in it is trusted.

    Raises:
        InputError: It is no such file, or speaks of lessons, steps or answers that do not exist.
    """
    if len(data) > MOST_BYTES:
        raise InputError(f"The file has {len(data):,} bytes, which is no progress.", hint=HINT)
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:  # no text, no JSON, or brackets in brackets without end
        raise InputError(f"The file is no JSON: {error}.", hint=HINT) from error
    if not isinstance(content, dict) or content.get("kind") != KIND:
        raise InputError("The file holds no progress of this lab.", hint=HINT)
    if content.get("version") != VERSION:
        hint = "Save it again with the lab of the same version."
        raise InputError(f"The file has version {content.get('version')!r}; known is {VERSION}.", hint=hint)
    lessons = content.get("lessons")
    if not isinstance(lessons, dict):
        raise InputError("The file names no lessons.", hint=HINT)
    return {name: _read_lesson(get_lesson(name), saved) for name, saved in lessons.items()}


def _read_lesson(lesson: Lesson, saved: Any) -> LessonProgress:
    if not isinstance(saved, dict) or not isinstance(saved.get("guesses", {}), dict):
        raise InputError(f"What the file says of {lesson.name!r} cannot be read.", hint=HINT)
    reached = saved.get("reached")
    if not isinstance(reached, int) or not _is_step(reached, lesson):
        raise InputError(f"{lesson.name!r} has no step {reached!r}.", hint=HINT)
    guesses = {}
    for number, guess in saved.get("guesses", {}).items():
        step = int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else number
        question = lesson.steps[step - 1].question if _is_step(step, lesson) else None
        if question is None or not _is_guess(guess, question):
            raise InputError(f"{guess!r} is no answer to step {number} of {lesson.name!r}.", hint=HINT)
        guesses[step] = guess
    return LessonProgress(reached=reached, guesses=guesses)


def _is_step(number: Any, lesson: Lesson) -> bool:
    return type(number) is int and 1 <= number <= len(lesson.steps)


def _is_guess(guess: Any, question: Question) -> bool:
    if question.amount is None:
        return isinstance(guess, str) and guess in question.options
    is_number = isinstance(guess, int | float) and not isinstance(guess, bool)
    return is_number and question.amount.low <= guess <= question.amount.high
