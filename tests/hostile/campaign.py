"""Hands numbers to children, ends those that hang, starts others for those that die, and counts."""

import json
import queue
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psutil

__all__ = ["HANG_CPU_S", "MOST_MB", "Child", "Tally", "run"]

HANG_CPU_S = 5.0  # of computing for one file
GIVEN_UP_CPU_S = 30.0  # of computing, with what it takes to make the file; then it is ended
GIVEN_UP_WALL_S = 600.0  # for whoever hangs without computing; much, since the machine may be busy
MOST_MB = 2048  # 100 megapixels take 1.1 GB for a moment, torch and FFmpeg half a gigabyte
FRESH_AFTER = 1000  # files; then a new process, so that its peak speaks of few of them


@dataclass(slots=True)
class Tally:
    """What came of the files."""

    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    bad: list[dict[str, Any]] = field(default_factory=list)
    slowest: dict[str, Any] = field(default_factory=lambda: {"cpu_s": 0.0})
    largest: dict[str, Any] = field(default_factory=lambda: {"peak_mb": 0})

    def add(self, told: dict[str, Any]) -> None:
        """Takes in what a child said of a file."""
        self.states[told["door"], told["state"]] += 1
        too_much = told.get("cpu_s", 0) > HANG_CPU_S or told.get("peak_mb", 0) > MOST_MB
        if told["state"] not in ("used", "refused") or too_much:
            self.bad.append(told)
        self.slowest = max(self.slowest, told, key=lambda each: each.get("cpu_s", 0))
        if told.get("grew_mb", 0) > 0:
            self.largest = max(self.largest, told, key=lambda each: each.get("peak_mb", 0))


class Child:
    """A process with a thread that listens to it, so that nobody waits for a hanging one for ever."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self.pid = self._process.pid
        self._seen = psutil.Process(self._process.pid)
        self._said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._hear()  # that it is ready

    def open(self, number: int) -> dict[str, Any] | None:
        """What came of a file; None where the child died or hangs, and is gone now."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(f"{number}\n")
            self._process.stdin.flush()
            told: dict[str, Any] = json.loads(self._hear())
        except (queue.Empty, ValueError, OSError):
            return None
        return told

    def end(self) -> int:
        """Ends it; its exit status, negative for the signal that it died of."""
        try:
            status = self._process.wait(0.5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            status = 0
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        return status

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(line)
        self._said.put("")

    def _hear(self) -> str:
        began, spent_s = time.monotonic(), self._spent_s()
        while time.monotonic() - began < GIVEN_UP_WALL_S and self._spent_s() - spent_s < GIVEN_UP_CPU_S:
            with suppress(queue.Empty):
                return self._said.get(timeout=1.0)
        raise queue.Empty

    def _spent_s(self) -> float:
        """How long it has computed so far; it is not gone before `end`."""
        with suppress(psutil.Error):
            times = self._seen.cpu_times()
            return float(times.user + times.system)
        return 0.0


def run(numbers: Iterator[int]) -> Iterator[Tally]:
    """Opens files; yields the same tally after each."""
    tally, child = Tally(), Child()
    try:
        for done, number in enumerate(numbers, start=1):
            told = child.open(number)
            if told is None:
                status = child.end()
                what = f"died of {-status}" if status < 0 else f"ended with {status}" if status else "hung"
                from tests.hostile.cases import case

                told = {"number": number, "door": case(number).door, "name": case(number).name, "state": what}
            tally.add(told)
            if told["state"] not in ("used", "refused", "mute", "mistake") or done % FRESH_AFTER == 0:
                child.end()
                child = Child()
            yield tally
    finally:
        child.end()
