import threading
import time

import pytest

from animegan.errors import BackendError
from animegan.ui.gate import Gate


def wait_until(condition, timeout_s=5.0):
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def stand_in_line(gate, name, served, release, places):
    with gate.turn(places.append):
        served.append(name)
        release.wait(5)


def test_jobs_run_one_by_one_in_the_order_they_came_and_know_their_place():
    gate, served, release = Gate(slots=1), [], threading.Event()
    places = {name: [] for name in "abc"}
    threads = []
    for name in "abc":
        job = threading.Thread(
            target=stand_in_line, args=(gate, name, served, release, places[name]), daemon=True
        )
        threads.append(job)
        job.start()
        if name == "a":
            wait_until(lambda: served == ["a"])
        else:
            wait_until(lambda name=name: places[name])  # it stands in line before the next one comes
    assert served == ["a"]
    assert places["a"] == [] and places["b"][0] == 1 and places["c"][0] == 2
    release.set()
    for thread in threads:
        thread.join(5)
    assert served == ["a", "b", "c"]


def test_never_more_than_the_slots_run_together():
    gate, lock = Gate(slots=2), threading.Lock()
    running, most = 0, 0

    def job():
        nonlocal running, most
        with gate.turn():
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.01)
            with lock:
                running -= 1

    threads = [threading.Thread(target=job, daemon=True) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert most == 2


def test_a_visitor_who_leaves_gives_the_place_back():
    class Left(BaseException):
        """What Streamlit raises in a page whose visitor has gone."""

    gate, held, release = Gate(slots=1), threading.Event(), threading.Event()

    def hold():
        with gate.turn():
            held.set()
            release.wait(5)

    def leave(_ahead):
        raise Left

    holder = threading.Thread(target=hold, daemon=True)
    holder.start()
    held.wait(5)
    with pytest.raises(Left), gate.turn(leave):
        pytest.fail("it was not its turn")
    release.set()
    holder.join(5)
    with gate.turn(lambda ahead: pytest.fail(f"{ahead} ahead in an empty line")):
        pass


def test_a_job_that_fails_lets_the_next_one_in():
    gate = Gate(slots=1)
    with pytest.raises(ZeroDivisionError), gate.turn():
        _ = 1 / 0
    with gate.turn(lambda ahead: pytest.fail(f"{ahead} ahead in an empty line")):
        pass


def test_a_full_line_turns_people_away_with_a_way_out():
    gate = Gate(slots=1, longest_line=0)
    with gate.turn(), pytest.raises(BackendError) as caught, gate.turn():
        pytest.fail("the line was full")
    assert "waiting" in caught.value.message and caught.value.hint
