"""Every task is answered once, whatever happens to the workers."""

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from animegan.batch.engine import TRIES
from animegan.batch.local_engine import LocalEngine, core_groups
from animegan.batch.work import Failure, Painted, PhotoWork, Task
from animegan.errors import BackendError, InputError
from tests.batch.workshops import Backwards, Shut, words_begun


def tasks(*words: str) -> Iterator[Task]:
    return iter([Task(name=word, work=PhotoWork(data=word.encode())) for word in words])


def outcomes(engine: LocalEngine, workshop: Backwards, *words: str) -> dict[str, Painted | Failure]:
    found = list(engine.run(workshop, tasks(*words)))
    assert len(found) == len(words)  # none twice
    return {outcome.name: outcome.answer for outcome in found}


def test_whatever_happens_every_task_is_answered_once(tmp_path: Path) -> None:
    words = ("one", "broken", "fatal", "two", "odd", "deadly", "three")
    found = outcomes(LocalEngine(2), Backwards(tmp_path), *words)
    assert {word: answer.data for word, answer in found.items() if isinstance(answer, Painted)} == {
        word: word[::-1].encode() for word in ("one", "fatal", "two", "three")
    }
    failed = {word: answer.message for word, answer in found.items() if isinstance(answer, Failure)}
    assert failed.keys() == {"broken", "odd", "deadly"}
    assert (
        failed["broken"] == "It is broken." and "KeyError" in failed["odd"] and "3 times" in failed["deadly"]
    )
    begun = words_begun(tmp_path)
    tries = {word: begun.count(word) for word in words}
    assert tries == dict.fromkeys(words, 1) | {"fatal": 2, "deadly": TRIES}
    assert not multiprocessing.active_children()


def test_a_worker_that_hangs_counts_as_lost(tmp_path: Path) -> None:
    found = outcomes(LocalEngine(1, limit_s=0.2), Backwards(tmp_path, pause_s=60), "slow")
    assert isinstance(found["slow"], Failure) and "lost 3 times" in found["slow"].message


def test_tasks_are_taken_only_when_a_worker_is_free(tmp_path: Path) -> None:
    taken = []

    def watched() -> Iterator[Task]:
        for task in tasks(*"abcdef"):
            taken.append(task.name)
            yield task

    running = LocalEngine(2).run(Backwards(tmp_path), watched())
    for done, _ in enumerate(running, start=1):
        assert len(taken) <= done + 1  # what the other worker has in hand
        if done == 4:
            break
    running.close()
    assert not multiprocessing.active_children()


def test_what_no_worker_can_open_is_an_error_of_all() -> None:
    with pytest.raises(BackendError, match="No paint") as caught:
        list(LocalEngine(1).run(Shut(), tasks("one")))
    assert caught.value.hint == "Buy some."


def test_cores_are_shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: set(range(8)), raising=False)
    assert core_groups(4) == ({0, 1}, {2, 3}, {4, 5}, {6, 7})
    assert core_groups(1) == (set(range(8)),)
    assert len(core_groups(20)) == 20 and all(core_groups(20))
    with pytest.raises(InputError, match="0 workers"):
        LocalEngine(0)
