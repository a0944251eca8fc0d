"""A real network trained for about a minute in a process of its own, for a page that is drawn again and again.

    studio = Studio()                                 # one for the whole program
    run = studio.ask(ShortPlan(losses=config))        # trains at once, or waits in line
    look = run.look()                                 # every second or two: how far it is, and its latest weights
    run.cancel()                                      # kills the process, and waits up to 2 s until it is gone

At most one network is trained at a time, at low priority and in one thread, so that other visitors' pictures hardly
notice. A run that nobody looks at is stopped. After its end a run is only memory, and goes with whoever holds it.
"""

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from animegan.errors import TrainingError
from animegan.losslab.short_run.child import WORKER, Child
from animegan.losslab.short_run.plan import ShortPlan

__all__ = ["Look", "ShortRun", "Studio", "Trained"]

State = Literal["waiting", "preparing", "training", "finishing", "done", "cancelled", "failed"]

FORGOTTEN_S = 60.0  # without a look a run is stopped, or leaves the line
PRESENT_S = 10.0  # only who has looked so lately is started: nobody waits for a visitor who has left


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Weights out of a run.

    Attributes:
        step: Steps done by then.
        seconds: Time trained by then.
        data: A weights file, safetensors.
        final: Whether they are the averaged ones of a finished run.
    """

    step: int
    seconds: float
    data: bytes
    final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a run stands.

    Attributes:
        state: Where it is.
        message: What it does just now, for people.
        ahead: Runs before it, while it waits.
        seconds: Time trained.
        log: One row per step: `step`, `seconds`, then each unweighted term, the total and the learning rate.
        latest: The newest weights.
        problem: Why it failed.
    """

    state: State
    message: str = ""
    ahead: int = 0
    seconds: float = 0.0
    log: Sequence[Mapping[str, float]] = ()
    latest: Trained | None = None
    problem: TrainingError | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in ("done", "cancelled", "failed")


class ShortRun:
    """One run, from its place in the line to its result; made by `Studio.ask`. Safe to share between threads."""

    def __init__(self, plan: ShortPlan, studio: "Studio") -> None:
        self.plan = plan
        self._studio = studio
        self._lock = threading.Lock()
        self._state: State = "waiting"
        self._message = ""
        self._seconds = 0.0
        self._log: list[Mapping[str, float]] = []
        self._latest: Trained | None = None
        self._problem: TrainingError | None = None
        self._child: Child | None = None
        self._seen_at = time.monotonic()

    def look(self) -> Look:
        """How it stands; also what keeps it alive, and what starts it when its turn has come."""
        self._seen_at = time.monotonic()
        self._studio.advance()
        ahead = self._studio.ahead_of(self)
        with self._lock:
            return Look(
                state=self._state, message=self._message, ahead=ahead, seconds=self._seconds,
                log=tuple(self._log), latest=self._latest, problem=self._problem,
            )  # fmt: skip

    def cancel(self) -> None:
        """Stops it, wherever it is; weights that came before stay. Waits up to 2 s until the process is gone."""
        with self._lock:
            child = self._child
            if self._state not in ("done", "failed"):
                self._state = "cancelled"
        if child is not None:
            child.kill()

    @property
    def is_over(self) -> bool:
        """Whether it holds neither a process nor a place in the line."""
        return self._state in ("done", "cancelled", "failed") and (self._child is None or self._child.is_gone)

    @property
    def unseen_s(self) -> float:
        """Seconds since somebody looked."""
        return time.monotonic() - self._seen_at

    @property
    def time_left_s(self) -> float:
        """About how long it will still train."""
        return max(0.0, self.plan.seconds - self._seconds)

    def begin(self, command: Sequence[str]) -> None:
        """Starts the process; for the studio."""
        with self._lock:
            if self._state != "waiting":  # cancelled in this very moment
                return
            self._state, self._message = "preparing", "starting"
            request = {"config": self.plan.config.as_dict(), "seconds": self.plan.seconds}
            try:
                self._child = Child(command, request, hear=self._hear, bury=self._bury)
            except OSError as error:
                self._fail(f"The training could not be started: {error}.", "Try again in a minute.")

    def _hear(self, message: Mapping[str, Any]) -> None:
        """Takes in a line of the process, on the thread that reads them."""
        if self.unseen_s > FORGOTTEN_S:
            self.cancel()
        with self._lock:
            if self._state in ("cancelled", "failed"):
                return
            match message["kind"]:
                case "preparing" | "finishing" as kind:
                    self._state, self._message = kind, message["message"]
                case "step":
                    self._state, self._seconds = "training", message["seconds"]
                    self._log.append(_row(message))
                case "weights":
                    self._latest = _trained(message)
                case "problem":
                    self._fail(message["message"], message["hint"])

    def _bury(self, code: int) -> None:
        """Takes note of the end of the process."""
        with self._lock:
            if self._state in ("cancelled", "failed"):
                return
            if code == 0 and self._latest is not None and self._latest.final:
                self._state, self._message = "done", ""
            else:
                self._fail(
                    f"The training ended before its time (exit code {code}).",
                    "Start it again; the log of the program that serves this page says more.",
                )

    def _fail(self, message: str, hint: str) -> None:
        self._state, self._problem = "failed", TrainingError(message, hint=hint)


class Studio:
    """Trains one network at a time; the others wait in line.

    Args:
        longest_line: Runs that may wait before the next one is turned away.
        command: What the process runs.
    """

    def __init__(self, *, longest_line: int = 30, command: Sequence[str] = WORKER) -> None:
        self._longest_line = longest_line
        self._command = command
        self._lock = threading.RLock()
        self._now: ShortRun | None = None
        self._line: list[ShortRun] = []

    def ask(self, plan: ShortPlan) -> ShortRun:
        """A run of that plan: started, or at the end of the line.

        Raises:
            TrainingError: The line is full.
        """
        with self._lock:
            self.advance()
            if len(self._line) >= self._longest_line:
                message = f"{len(self._line)} trainings are already waiting for this computer."
                raise TrainingError(message, hint="Try again in a few minutes.")
            run = ShortRun(plan, self)
            self._line.append(run)
        self.advance()
        return run

    def advance(self) -> None:
        """Starts the next run if the place is free; forgets those that nobody waits for."""
        with self._lock:
            if self._now is not None and self._now.is_over:
                self._now = None
            for run in [run for run in self._line if run.is_over or run.unseen_s > FORGOTTEN_S]:
                run.cancel()
                self._line.remove(run)
            present = (run for run in self._line if run.unseen_s <= PRESENT_S)
            if self._now is None and (first := next(present, None)) is not None:
                self._line.remove(first)
                self._now = first
                first.begin(self._command)

    def ahead_of(self, run: ShortRun) -> int:
        """How many runs come before it: the one that trains now, and who stands before it in the line."""
        with self._lock:
            return 1 + self._line.index(run) if run in self._line else 0

    def in_the_way(self) -> tuple[int, float]:
        """What a new run would have to wait for: how many runs, and about how many seconds."""
        with self._lock:
            self.advance()
            runs = [run for run in (self._now, *self._line) if run is not None]
            return len(runs), sum(run.time_left_s for run in runs)


def _row(message: Mapping[str, Any]) -> dict[str, float]:
    return {"step": message["step"], "seconds": round(message["seconds"], 2), **message["values"]}


def _trained(message: Mapping[str, Any]) -> Trained:
    return Trained(**{name: message[name] for name in ("step", "seconds", "data", "final")})
