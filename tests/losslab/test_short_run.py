import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from animegan.errors import TrainingError
from animegan.losslab.short_run import run as short_run
from animegan.losslab.short_run.plan import ShortPlan
from animegan.losslab.short_run.run import Look, ShortRun, Studio
from animegan.training.ablation_recipe import BALANCED, family_config
from animegan.training.config import LossWeights

PLAN = ShortPlan(losses=family_config({}), seconds=20)
# speaks as the worker does, without a network: what each test needs comes in by {body}
WORKER = """
import json, pathlib, sys, time
request = json.loads(sys.stdin.readline())
folder = pathlib.Path(request["folder"])
def say(**message): print(json.dumps(message), flush=True)
def weights(name, **more):
    (folder / name).write_bytes(name.encode())
    say(kind="weights", file=name, **more)
{body}
"""
GOOD = """
say(kind="preparing", message="opening")
say(kind="step", step=1, seconds=0.5, values={"l1": 0.25, "total": 1.25})
weights("first", step=1, seconds=0.5, final=False)
say(kind="finishing", message="averaging")
weights("last", step=1, seconds=0.5, final=True)
"""
ENDLESS = """
say(kind="step", step=1, seconds=0.5, values={"total": float(len(str(folder)))})
weights("first", step=1, seconds=0.5, final=False)
pathlib.Path({notes!r}).write_text(json.dumps([__import__("os").getpid(), str(folder)]))
while True: time.sleep(0.02); say(kind="step", step=2, seconds=1.0, values={{"total": 1.0}})
"""


def studio_of(body: str) -> Studio:
    return Studio(command=(sys.executable, "-c", WORKER.replace("{body}", body)))


def until(run: ShortRun, reached: Callable[[Look], bool]) -> Look:
    """Looks until it is so; a run that never gets there fails the test."""
    for _ in range(3000):
        if reached(look := run.look()):
            return look
        time.sleep(0.01)
    raise AssertionError(look)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes.json"


@pytest.fixture
def endless(notes: Path) -> Iterator[Studio]:
    """Every run of it goes on until it is cancelled."""
    studio = studio_of(ENDLESS.replace("{{", "{").replace("}}", "}").replace("{notes!r}", repr(str(notes))))
    runs: list[ShortRun] = []
    ask = studio.ask

    def ask_and_note(plan: ShortPlan) -> ShortRun:
        runs.append(ask(plan))
        return runs[-1]

    studio.ask = ask_and_note  # type: ignore[method-assign]
    yield studio
    for run in runs:
        run.cancel()


def process_of(run: ShortRun, notes: Path) -> tuple[int, Path]:
    until(run, lambda look: look.latest is not None and notes.is_file() and notes.stat().st_size > 0)
    pid, folder = json.loads(notes.read_text())
    return pid, Path(folder)


def test_a_run_ends_with_its_log_and_its_final_weights() -> None:
    look = until(studio_of(GOOD).ask(PLAN), lambda look: look.is_over)
    assert (look.state, look.problem) == ("done", None)
    assert list(look.log) == [{"step": 1, "seconds": 0.5, "l1": 0.25, "total": 1.25}]
    assert look.latest is not None
    assert (look.latest.data, look.latest.final) == (b"last", True)


def test_cancelling_leaves_no_process_and_no_folder_but_what_was_learnt(endless: Studio, notes: Path) -> None:
    run = endless.ask(PLAN)
    pid, folder = process_of(run, notes)
    assert is_alive(pid)
    assert folder.is_dir()
    run.cancel()
    assert not is_alive(pid)  # not even as a zombie
    assert not folder.exists()
    look = run.look()
    assert (look.state, look.problem) == ("cancelled", None)
    assert look.latest is not None
    assert look.latest.data == b"first"


def test_one_run_trains_the_next_waits_and_then_begins(endless: Studio) -> None:
    first, second, third = (endless.ask(PLAN) for _ in range(3))
    assert [run.look().ahead for run in (first, second, third)] == [0, 1, 2]
    runs, seconds = endless.in_the_way()
    assert runs == 3
    assert 58 <= seconds <= 60
    second.cancel()
    assert third.look().ahead == 1
    first.cancel()
    assert until(third, lambda look: look.latest is not None).state == "training"
    assert second.look().state == "cancelled"


def test_a_full_line_turns_the_next_one_away(notes: Path) -> None:
    studio = Studio(command=(sys.executable, "-c", "import time; time.sleep(60)"), longest_line=1)
    runs = [studio.ask(PLAN), studio.ask(PLAN)]
    with pytest.raises(TrainingError, match="1 trainings are already waiting"):
        studio.ask(PLAN)
    for run in runs:
        run.cancel()


def test_a_run_that_nobody_looks_at_is_stopped(
    endless: Studio, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = endless.ask(PLAN)
    pid, folder = process_of(run, notes)
    monkeypatch.setattr(short_run, "FORGOTTEN_S", 0.0)
    for _ in range(1000):
        if not folder.exists():
            break
        time.sleep(0.01)
    assert not is_alive(pid)
    assert run.look().state == "cancelled"


def test_who_waits_without_looking_does_not_hold_up_the_line(
    endless: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, gone, present = (endless.ask(PLAN) for _ in range(3))
    first.cancel()
    monkeypatch.setattr(short_run, "PRESENT_S", -1.0)
    endless.advance()
    assert gone.look().ahead == 1  # nobody is there, so nobody begins
    monkeypatch.setattr(ShortRun, "unseen_s", property(lambda run: 30.0 if run is gone else 0.0))
    monkeypatch.setattr(short_run, "PRESENT_S", 10.0)
    endless.advance()
    assert endless.ahead_of(present) == 0
    assert endless.ahead_of(gone) == 1


def test_what_goes_wrong_on_purpose_comes_back_with_its_hint() -> None:
    body = 'say(kind="problem", message="It diverged.", hint="Use less.")'
    look = until(studio_of(body).ask(PLAN), lambda look: look.is_over)
    assert look.state == "failed"
    assert look.problem is not None
    assert (look.problem.message, look.problem.hint) == ("It diverged.", "Use less.")


@pytest.mark.parametrize("body", ["raise ZeroDivisionError('a bug')", "print('no JSON')", "sys.exit(0)"])
def test_a_process_that_breaks_is_a_failed_run(body: str, caplog: pytest.LogCaptureFixture) -> None:
    run = studio_of(body).ask(PLAN)
    look = until(run, lambda look: look.is_over)
    assert look.state == "failed"
    assert look.problem is not None
    assert "before its time" in look.problem.message
    if "bug" in body:
        until(run, lambda _: run.is_over)
        assert "a bug" in caplog.text


def test_a_program_that_cannot_be_started_is_a_failed_run() -> None:
    run = Studio(command=("/no/such/program",)).ask(PLAN)
    look = run.look()
    assert look.state == "failed"
    assert run.is_over


def test_the_process_leaves_and_tidies_when_the_asker_dies(tmp_path: Path) -> None:
    """The real worker, whose asker goes away before it has begun to train."""
    folder = tmp_path / "private"
    folder.mkdir()
    program = (
        "import json, sys; from animegan.losslab.short_run import worker; import time\n"
        "worker._be_modest = lambda: time.sleep(60)\n"
        "worker.main()"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        request = {"config": PLAN.config.as_dict(), "seconds": 20, "folder": str(folder)}
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["kind"] == "preparing"
        process.send_signal(signal.SIGTERM)  # as whoever stops a service sends it to all of its processes
        process.stdin.close()
        process.wait(timeout=50)
    assert not folder.exists()


def test_a_plan_trains_the_learners_weights_and_nothing_else_of_theirs() -> None:
    wish = family_config({"weights": LossWeights(l1=1, adversarial=2), "batch": 64, "styles": ("sakura",)})
    config = ShortPlan(losses=wish).config
    assert config.weights == wish.weights
    assert (config.styles, config.batch, config.pairing) == (("aozora",), 4, "unpaired")
    assert config.first_adversarial_step == 0


def test_without_an_adversarial_weight_no_discriminator_joins() -> None:
    config = ShortPlan(losses=family_config({"weights": replace(BALANCED, adversarial=0)})).config
    assert config.first_adversarial_step == config.steps


@pytest.mark.parametrize("seconds", [19, 181])
def test_a_plan_has_bounds(seconds: int) -> None:
    with pytest.raises(TrainingError, match="cannot be trained here"):
        ShortPlan(losses=family_config({}), seconds=seconds)


def test_a_plan_without_any_term_is_refused() -> None:
    nothing = LossWeights(l1=0, perceptual=0, style=0, adversarial=0)
    with pytest.raises(TrainingError, match="nothing to learn"):
        ShortPlan(losses=family_config({"weights": nothing}))
