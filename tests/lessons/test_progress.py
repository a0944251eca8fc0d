import json

import pytest

from animegan.errors import InputError
from animegan.lessons.progress import LessonProgress, read_progress, write_progress

PROGRESS = {"skips": LessonProgress(reached=3, guesses={1: "more", 3: 4})}


def saved(**changes):
    return json.dumps(json.loads(write_progress(PROGRESS)) | changes).encode()


def test_what_is_saved_comes_back():
    assert read_progress(write_progress(PROGRESS)) == PROGRESS


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe", "no JSON"),
        (b"[1]", "no progress"),
        (b"{}", "no progress"),
        (b" " * 300_000, "300,000 bytes"),
        (saved(version=2), "version 2"),
        (saved(lessons=[]), "names no lessons"),
        (saved(lessons={"cooking": {"reached": 1}}), "no lesson 'cooking'"),
        (saved(lessons={"skips": {"reached": 99}}), "no step 99"),
        (saved(lessons={"skips": {"reached": True}}), "no step True"),
        (saved(lessons={"skips": {"reached": 1, "guesses": {"1": "perhaps"}}}), "'perhaps' is no answer"),
        (saved(lessons={"skips": {"reached": 1, "guesses": {"3": 1e9}}}), "is no answer"),
        (saved(lessons={"skips": {"reached": 1, "guesses": {"x": 1}}}), "is no answer"),
        (saved(lessons={"skips": {"reached": 1, "guesses": [1]}}), "cannot be read"),
    ],
)
def test_a_strange_file_is_refused_and_says_why(data, says):
    with pytest.raises(InputError, match=says):
        read_progress(data)
