import threading
import time

import pytest

from animegan.errors import BusyError, Superseded
from animegan.serving import Gate


def wait_until(condition, timeout_s=5.0):
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


class Crowd:
    """Jobs on threads of their own, each held until it is let go."""

    def __init__(self, gate):
        self.gate, self.order, self.waits, self.errors = gate, [], {}, {}
        self._let_go, self._threads = {}, []

    def ask(self, name, session=None, **options):
        """One job, in the line or running when this returns."""
        before = self.gate.figures()
        self.waits[name], self._let_go[name] = [], threading.Event()
        thread = threading.Thread(target=self._job, args=(name, session or name, options), daemon=True)
        self._threads.append(thread)
        thread.start()
        wait_until(lambda: name in self.order or name in self.errors or self._has_grown(before, name))

    def let_go(self, *names):
        for name in names:
            wait_until(lambda name=name: name in self.order)
            self._let_go[name].set()

    def join(self):
        for thread in self._threads:
            thread.join(5)
            assert not thread.is_alive()

    def _has_grown(self, before, name):
        return self.gate.figures().waiting > before.waiting or bool(self.waits[name])

    def _job(self, name, session, options):
        try:
            with self.gate.turn(session, on_wait=self.waits[name].append, **options):
                self.order.append(name)
                self._let_go[name].wait(5)
        except Exception as error:
            self.errors[name] = error


def test_jobs_run_one_by_one_and_know_their_place_and_time():
    gate = Gate(slots=1)
    with gate.turn("before"):
        time.sleep(0.02)
    crowd = Crowd(gate)
    for name in "abc":
        crowd.ask(name)
    wait_until(lambda: crowd.waits["b"] and crowd.waits["c"])
    assert crowd.order == ["a"]
    assert crowd.waits["a"] == []
    assert [crowd.waits[name][0].ahead for name in "bc"] == [1, 2]
    assert 0.02 <= crowd.waits["c"][0].expected_s < 5  # one more job than the one that runs
    crowd.let_go(*"abc")
    crowd.join()
    assert crowd.order == ["a", "b", "c"]
    assert gate.figures().served == 4 and gate.figures().mean_s > 0


def test_who_floods_gets_one_turn_a_round():
    crowd = Crowd(Gate(slots=1))
    for number in range(3):
        crowd.ask(f"flood {number}", session=("flood", number), party="flood")
    crowd.ask("a")
    crowd.ask("b")
    crowd.let_go("flood 0", "a", "b", "flood 1", "flood 2")
    crowd.join()
    assert crowd.order == ["flood 0", "a", "b", "flood 1", "flood 2"]


def test_who_comes_back_at_once_does_not_overtake():
    crowd = Crowd(Gate(slots=1))
    crowd.ask("first of a", session="a")
    crowd.ask("first of b", session="b")
    crowd.ask("second of a", session="a")
    crowd.ask("first of c", session="c")
    crowd.let_go("first of a", "first of b", "first of c", "second of a")
    crowd.join()
    assert crowd.order == ["first of a", "first of b", "first of c", "second of a"]


def test_a_newer_job_of_a_session_takes_the_place_of_the_one_that_waits():
    crowd = Crowd(Gate(slots=1))
    crowd.ask("running")
    crowd.ask("older", session="impatient")
    crowd.ask("other")
    crowd.ask("newer", session="impatient")
    wait_until(lambda: "older" in crowd.errors)
    assert isinstance(crowd.errors["older"], Superseded)
    crowd.let_go("running", "newer", "other")
    crowd.join()
    assert crowd.order == ["running", "newer", "other"]


def test_a_session_never_runs_twice_even_where_there_is_room():
    crowd = Crowd(Gate(slots=2))
    crowd.ask("first", session="a")
    crowd.ask("second", session="a")
    crowd.ask("other")
    wait_until(lambda: "other" in crowd.order)
    assert crowd.order == ["first", "other"]
    crowd.let_go("first", "second", "other")
    crowd.join()


def test_a_running_job_can_see_that_nobody_wants_it():
    gate, turns = Gate(), []
    with gate.turn("a") as turn:
        assert not turn.unwanted
        newer = threading.Thread(target=lambda: _hold(gate, "a", turns))
        newer.start()
        wait_until(lambda: turn.unwanted)
    newer.join(5)
    assert [later.unwanted for later in turns] == [False]


def _hold(gate, session, turns):
    with gate.turn(session) as turn:
        turns.append(turn)


def test_never_more_than_the_slots_run_together():
    gate, lock = Gate(slots=2), threading.Lock()
    running, most = 0, 0

    def job(session):
        nonlocal running, most
        with gate.turn(session):
            with lock:
                running += 1
                most = max(most, running)
            time.sleep(0.01)
            with lock:
                running -= 1

    threads = [threading.Thread(target=job, args=(n,), daemon=True) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert most == 2


def test_a_visitor_who_leaves_gives_the_place_back():
    class Left(BaseException):
        """What Streamlit raises in a page whose visitor has gone."""

    def leave(_wait):
        raise Left

    gate = Gate(slots=1)
    crowd = Crowd(gate)
    crowd.ask("running")
    with pytest.raises(Left), gate.turn("left", on_wait=leave):
        pytest.fail("it was not its turn")
    with pytest.raises(Superseded), gate.turn("cancelled", cancelled=lambda: True):
        pytest.fail("it was not its turn")
    assert gate.figures().waiting == 0
    crowd.let_go("running")
    crowd.join()


def test_a_job_that_fails_lets_the_next_one_in():
    gate = Gate(slots=1)
    with pytest.raises(ZeroDivisionError), gate.turn("a"):
        _ = 1 / 0
    with gate.turn("b", on_wait=lambda wait: pytest.fail(f"{wait} in an empty line")):
        pass
    assert gate.figures().served == 1


def test_a_full_line_and_an_ended_patience_turn_people_away_with_a_way_out():
    gate = Gate(slots=1, longest_line=0)
    crowd = Crowd(gate)
    crowd.ask("running")
    with pytest.raises(BusyError) as full, gate.turn("a"):
        pytest.fail("the line was full")
    assert "waiting" in full.value.message and full.value.hint and full.value.retry_after_s >= 1
    crowd.let_go("running")
    crowd.join()

    gate = Gate(slots=1)
    crowd = Crowd(gate)
    crowd.ask("running")
    with pytest.raises(BusyError), gate.turn("a", patience_s=0.01):
        pytest.fail("it was not its turn")
    assert gate.figures().refused == 1
    crowd.let_go("running")
    crowd.join()


def test_identical_requests_are_computed_once_and_different_ones_never_shared():
    gate, begun, release, made = Gate(slots=2), threading.Event(), threading.Event(), []

    def make(what):
        made.append(what)
        begun.set()
        release.wait(5)
        return f"picture of {what}"

    got = {}

    def ask(session, key):
        got[session] = gate.once(session, key, lambda: make(key))

    threads = [
        threading.Thread(target=ask, args=pair, daemon=True) for pair in ((1, "cat"), (2, "cat"), (3, "dog"))
    ]
    threads[0].start()
    begun.wait(5)
    for thread in threads[1:]:
        thread.start()
    wait_until(lambda: len(made) == 2 and gate.figures().waiting == 1)
    release.set()
    for thread in threads:
        thread.join(5)
    assert sorted(made) == ["cat", "dog"]
    assert got == {1: "picture of cat", 2: "picture of cat", 3: "picture of dog"}
    assert (gate.figures().served, gate.figures().shared) == (2, 1)


def test_when_the_first_of_two_identical_requests_fails_the_second_is_computed():
    gate, begun, release = Gate(), threading.Event(), threading.Event()

    def fail():
        begun.set()
        release.wait(5)
        raise ValueError

    def first():
        with pytest.raises(ValueError):
            gate.once(1, "cat", fail)

    thread = threading.Thread(target=first, daemon=True)
    thread.start()
    begun.wait(5)
    second = []
    other = threading.Thread(
        target=lambda: second.append(gate.once(2, "cat", lambda: "picture")), daemon=True
    )
    other.start()
    wait_until(lambda: gate.figures().waiting == 1)
    release.set()
    thread.join(5)
    other.join(5)
    assert second == ["picture"]


def test_a_job_within_a_job_is_a_mistake_and_says_so():
    gate = Gate()
    with pytest.raises(RuntimeError, match="itself"), gate.turn("a"), gate.turn("b"):
        pytest.fail("it would never have got here")
    with gate.turn("a"):
        pass
