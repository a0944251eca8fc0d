"""Seconds and memory, measured in processes of their own; nothing here depends on how quick the machine is."""

import json
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from animegan.comparison.speed.child import converse
from animegan.comparison.speed.figures import RANDOM, Speed, SpeedSettings
from animegan.comparison.speed.measure import measure_speed
from animegan.comparison.speed.remembered import recall, remember
from animegan.comparison.systems import get_system
from animegan.errors import BackendError, InputError
from animegan.inference.process_memory import held_bytes, peak_bytes

SMALL = SpeedSettings(size=64, repeats=2)


@pytest.fixture(autouse=True)
def own_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path / "cache"))


def speed(**values):
    known = {
        "system": "cyclegan",
        "weights": RANDOM,
        "size": 64,
        "runtime": "torch",
        "precision": "fp32",
        "threads": 2,
        "seconds": 0.5,
        "slowest_s": 0.6,
        "repeats": 2,
        "added_mb": 10.0,
        "peak_mb": 300.0,
        "gmac_per_s": 100.0,
        "measured_at": "2026-01-02T03:04:05+00:00",
        "load": 0.1,
    }
    return Speed(**{**known, **values})


def finish(measuring):
    messages = []
    while True:
        try:
            messages.append(next(measuring))
        except StopIteration as finished:
            return messages, finished.value


def talk(program, request=None):
    return converse(request or {}, environment={}, command=(sys.executable, "-c", program))


def test_the_painter_is_measured_in_a_process_without_torch():
    painter = get_system("painter")
    messages, found = finish(measure_speed(painter, None, SMALL))
    assert 0 < found.seconds <= found.slowest_s
    assert 0 < found.added_mb < found.peak_mb
    assert (found.runtime, found.weights, found.gmac_per_s) == ("opencv", "", None)
    assert messages[-1].message.startswith(painter.title)
    assert all(0 <= step.done <= step.total for step in messages)
    assert recall(painter, None, SMALL) == found


@pytest.mark.slow
def test_a_network_without_weights_is_measured_with_random_ones(tmp_path):
    one = SpeedSettings(size=64, repeats=2, threads=1)
    _, found = finish(measure_speed(get_system("animeganv2"), None, one))
    assert (found.runtime, found.weights, found.precision, found.threads) == ("torch", RANDOM, "fp32", 1)
    assert found.seconds > 0 and found.gmac_per_s > 0
    assert list((tmp_path / "cache").rglob("*.blob")) == []


def test_messages_come_as_they_are_said():
    said = [m for m in talk('print(\'{"kind": "a"}\'); print(\'{"kind": "b"}\')') if m]
    assert [message["kind"] for message in said] == ["a", "b"]


def test_the_request_arrives():
    echo = "import sys, json; print(json.dumps(json.loads(sys.stdin.readline())))"
    assert [m for m in talk(echo, {"size": 64}) if m] == [{"size": 64}]


def test_a_process_that_breaks_off_is_said_with_its_last_words():
    with pytest.raises(BackendError, match=r"exit code 3.*out of memory"):
        list(talk("import sys; sys.stderr.write('out of memory'); sys.exit(3)"))


def test_closing_kills_the_process_and_its_children(tmp_path):
    note = tmp_path / "pids"
    program = (
        "import os, subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"open({str(note)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}')\n"
        "print('{}', flush=True)\n"
        "time.sleep(60)"
    )
    with closing(talk(program)) as said:
        while next(said) is None:
            pass
    pids = [int(word) for word in note.read_text().split()]
    deadline = time.monotonic() + 10
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, pids))


def alive(pid):
    """Whether a process runs; one that is dead and not yet buried does not."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
        return stat.rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_what_was_measured_is_remembered_until_it_is_measured_again():
    system = get_system("cyclegan")
    assert recall(system, None, SMALL) is None
    remember(speed(), SMALL)
    assert recall(system, None, SMALL) == speed()
    assert recall(system, None, SpeedSettings(size=64, repeats=2, runtime="openvino")) is None
    assert recall(system, None, SpeedSettings(size=64, repeats=2, threads=1)) is None
    assert recall(get_system("cartoongan"), None, SMALL) is None
    remember(speed(seconds=0.25), SMALL)
    assert recall(system, None, SMALL).seconds == 0.25


def test_a_damaged_note_is_as_good_as_none(tmp_path):
    remember(speed(), SMALL)
    (note,) = (tmp_path / "cache").rglob("*.json")
    for text in ("{", json.dumps({"system": "cyclegan"})):
        note.write_text(text)
        assert recall(get_system("cyclegan"), None, SMALL) is None


@pytest.mark.parametrize("wrong", [{"size": 10}, {"runtime": "tea"}, {"repeats": 0}, {"threads": 0}])
def test_settings_that_measure_nothing_are_refused(wrong):
    with pytest.raises(InputError):
        SpeedSettings(**wrong)


def test_the_peak_is_at_least_what_is_held_now():
    assert 0 < held_bytes() <= peak_bytes() * 1.05
