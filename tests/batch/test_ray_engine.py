"""A real Ray on this machine, with two workers, one of which is killed in the middle of its work."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from animegan.batch.engine import TRIES
from animegan.batch.ray_engine import RayEngine
from animegan.batch.work import Failure, Painted, PhotoWork, Task
from animegan.errors import BackendError
from tests.batch.workshops import Backwards, words_begun

WORDS = ("one", "two", "fatal", "three", "broken", "four", "deadly", "five")


@pytest.mark.filterwarnings("ignore")  # Ray's own threads and processes warn about themselves
def test_nothing_is_lost_or_done_twice_when_a_worker_is_killed(tmp_path: Path) -> None:
    taken = []

    def tasks() -> Iterator[Task]:
        for word in WORDS:
            taken.append(word)
            yield Task(name=word, work=PhotoWork(data=word.encode()))

    answers: dict[str, Painted | Failure] = {}
    for outcome in RayEngine(2).run(Backwards(tmp_path), tasks()):
        assert outcome.name not in answers
        answers[outcome.name] = outcome.answer
        assert len(taken) <= len(answers) + 1  # no more than the workers have in hand
    assert answers.keys() == set(WORDS)
    painted = {word: answer.data for word, answer in answers.items() if isinstance(answer, Painted)}
    assert painted == {word: word[::-1].encode() for word in ("one", "two", "fatal", "three", "four", "five")}
    failures = {word: answer.message for word, answer in answers.items() if isinstance(answer, Failure)}
    assert failures["broken"] == "It is broken." and "3 times" in failures["deadly"]
    begun = words_begun(tmp_path)
    assert {word: begun.count(word) for word in WORDS} == dict.fromkeys(WORDS, 1) | {
        "fatal": 2,
        "deadly": TRIES,
    }


def test_without_ray_it_is_said_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(BackendError, match="not installed") as caught:
        RayEngine(2)
    assert "requirements-cluster.txt" in caught.value.hint
