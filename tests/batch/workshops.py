"""Workshops whose work can be told by eye, and which break down when told to. In a module: workers import them."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from animegan.batch.engine import Paint
from animegan.batch.work import Painted, PhotoWork, Work
from animegan.errors import InputError


@dataclass(frozen=True)
class Backwards:
    """Turns the bytes round. Leaves a file `NAME-PID-TIME` in `log` for each piece of work that it begins.

    b"deadly" kills its worker every time, b"fatal" once; b"broken" is refused; b"odd" trips over a mistake.
    """

    log: Path
    pause_s: float = 0.0

    def __call__(self) -> Paint:
        return self._paint

    def _paint(self, work: Work) -> Painted:
        assert isinstance(work, PhotoWork)
        word = work.data.decode()
        first = not any(self.log.glob(f"{word}-*"))
        (self.log / f"{word}-{os.getpid()}-{time.monotonic_ns()}").touch()
        time.sleep(self.pause_s)
        if word.startswith("deadly") or (word.startswith("fatal") and first):
            os.kill(os.getpid(), signal.SIGKILL)
        if word.startswith("broken"):
            raise InputError("It is broken.", hint="Mend it.")
        if word.startswith("odd"):
            raise KeyError("oddity")
        return Painted(data=work.data[::-1], report={"worker": os.getpid()})


@dataclass(frozen=True)
class Shut:
    """Cannot be opened."""

    def __call__(self) -> Paint:
        raise InputError("No paint.", hint="Buy some.")


def words_begun(log: Path) -> list[str]:
    """What the workers began, in no order."""
    return [path.name.split("-")[0] for path in log.iterdir()]
