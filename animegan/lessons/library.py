"""All lessons of a language, in the order in which they are taught."""

from functools import cache
from pathlib import Path

from animegan.errors import InputError
from animegan.lessons.lesson import Lesson
from animegan.lessons.read import read_lesson

__all__ = ["ENGLISH", "get_lesson", "lessons"]

ENGLISH = "en"
FOLDER = Path(__file__).parent


@cache
def lessons(language: str = ENGLISH) -> tuple[Lesson, ...]:
    """Every lesson in the folder of that language, by its place. Raises InputError for a file that is no lesson."""
    found = (read_lesson(file) for file in (FOLDER / language).glob("*.md"))
    return tuple(sorted(found, key=lambda lesson: lesson.place))


def get_lesson(name: str, language: str = ENGLISH) -> Lesson:
    """The lesson of that name. Raises InputError where there is none."""
    for lesson in lessons(language):
        if lesson.name == name:
            return lesson
    known = ", ".join(lesson.name for lesson in lessons(language))
    raise InputError(f"There is no lesson {name!r}.", hint=f"Choose one of {known}.")
