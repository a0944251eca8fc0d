"""Every question of every lesson, answered by the lab itself."""

import pytest

from animegan.lessons.library import lessons
from animegan.lessons.truths import get_truth

SLOW = {
    "structure_lost_by",
    "largest_share_of",
    "seconds_ratio",
    "work_ratio",
    "lost_when_turned",
}  # 1 to 3 s each
TIMED = {"seconds_ratio"}  # a busy machine may answer anything
QUESTIONS = [
    pytest.param(
        step.question,
        id=f"{lesson.name}-{number}",
        marks=[pytest.mark.slow] if step.question.truth in SLOW else [],
    )
    for lesson in lessons()
    for number, step in enumerate(lesson.steps, start=1)
    if step.question
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_one_that_can_be_given_and_its_sentence_has_all_figures(question):
    found = get_truth(question.truth)(**question.about)
    if question.options:
        assert found.answer in question.options
    elif question.truth in TIMED:
        assert found.answer > 0
    else:
        assert question.amount.low <= found.answer <= question.amount.high
    assert question.why.format(**found.figures)
