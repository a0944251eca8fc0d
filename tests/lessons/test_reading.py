import inspect

import pytest

from animegan.errors import InputError
from animegan.lessons.figures import get_figure
from animegan.lessons.library import get_lesson, lessons
from animegan.lessons.read import read_lesson
from animegan.lessons.truths import TRUTHS, get_truth

HEAD = """+++
place = 1
title = "A lesson?"
minutes = 20
goals = ["See."]
needs = ["Eyes."]
figure = "styles"
+++
What it is about.
"""
STEP = """
## Look
+++
page = "Stylize"
state = { photo = "cat", size = 256 }
asks = "How many?"
low = 1
high = 9
truth = "skips_of"
why = "So many."
+++
Look.
---
Because.
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        (tmp_path / "look.md").write_text(text)
        return read_lesson(tmp_path / "look.md")

    return write


def test_a_file_becomes_a_lesson(written):
    lesson = written(HEAD + STEP + '\n## Notes\n+++\nkind = "notes"\n+++\nNine.\n')
    (step,) = lesson.steps
    assert (lesson.name, lesson.intro, lesson.notes) == ("look", "What it is about.", "Nine.")
    assert (step.title, step.page, step.state) == ("Look", "Stylize", {"photo": "cat", "size": "256"})
    assert (step.text, step.after, step.question.amount.high) == ("Look.", "Because.", 9)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no head", "no head"),
        (HEAD.replace("minutes = 20\n", ""), "minutes"),
        (HEAD.replace("= 20", "= "), "beginning"),
        (HEAD + STEP.replace("low = 1\nhigh = 9\n", ""), "either options or low and high"),
        (HEAD + STEP.replace('truth = "skips_of"\n', ""), "truth"),
        (HEAD + STEP.replace("page =", "pages ="), "step 'Look'"),
    ],
)
def test_a_mistake_in_a_file_is_named(written, text, says):
    with pytest.raises(InputError, match=says):
        written(text)


def test_there_are_eight_lessons_of_twenty_to_forty_five_minutes_with_all_their_parts():
    assert len(lessons()) >= 8
    for lesson in lessons():
        assert 20 <= lesson.minutes <= 45
        assert lesson.goals and lesson.needs and lesson.intro and lesson.notes
        assert [step.transfer for step in lesson.steps].index(True) == len(lesson.steps) - 1
        assert sum(step.question is not None for step in lesson.steps) >= 3
        get_figure(lesson.figure)


QUESTIONS = [
    pytest.param(step.question, id=f"{lesson.name}-{step.question.truth}")
    for lesson in lessons()
    for step in lesson.steps
    if step.question
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_a_function_that_takes_its_arguments(question):
    inspect.signature(get_truth(question.truth)).bind(**question.about)


def test_no_function_waits_in_vain():
    assert {param.values[0].truth for param in QUESTIONS} == TRUTHS.keys()


def test_what_is_not_there_is_said():
    for ask in (get_lesson, get_truth, get_figure):
        with pytest.raises(InputError):
            ask("nothing")
