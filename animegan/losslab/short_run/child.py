"""The process of a short run, seen from the one who started it: its pipes, its folder, its end."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import animegan

__all__ = ["WORKER", "Child"]

WORKER = (sys.executable, "-m", "animegan.losslab.short_run.worker")
END_S = 2.0  # a killed process is gone in milliseconds, unless it gets no processor at all
LOG = "stderr.txt"
LOG_SHOWN = 4000  # bytes, the last ones
# on Windows the priority is chosen here; elsewhere the process lowers its own
CREATION_FLAGS = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)

logger = logging.getLogger(__name__)


class Child:
    """A running worker. It dies with this program: its stdin ends, and it leaves.

    Args:
        command: What to run.
        request: Goes in as one line of JSON, together with the private `folder`.
        hear: Called with each message, on a thread of its own; of a `weights` message `data` holds the file.
        bury: Called once with the exit code, when the process is gone and its folder removed.

    Raises:
        OSError: The process cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        request: Mapping[str, Any],
        *,
        hear: Callable[[Mapping[str, Any]], None],
        bury: Callable[[int], None],
    ) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="animegan-run-", ignore_cleanup_errors=True)
        self._hear, self._bury = hear, bury
        self._gone = threading.Event()
        try:
            with (Path(self._folder.name) / LOG).open("wb") as log:
                self._process = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=_environment(),
                    creationflags=CREATION_FLAGS, text=True, encoding="utf-8",
                )  # fmt: skip
        except OSError:
            self._folder.cleanup()
            raise
        self._killed = False
        self._attendant = threading.Thread(
            target=self._attend, args=(request,), daemon=True, name="short-run"
        )
        self._attendant.start()

    @property
    def is_gone(self) -> bool:
        """Whether the process has ended and its folder is removed."""
        return self._gone.is_set()

    def kill(self) -> None:
        """Ends the process and waits until it is gone, on a starved machine no longer than `END_S`."""
        self._killed = True
        self._process.kill()
        if threading.current_thread() is not self._attendant:  # which sees the end by itself
            self._gone.wait(END_S)

    def _attend(self, request: Mapping[str, Any]) -> None:
        """Hands over the request, listens until the process ends, and tidies up behind it."""
        try:
            with self._process:  # closes the pipes and waits, so that no zombie stays
                self._converse(request)
        except (OSError, ValueError) as error:  # it died while a line was on its way
            logger.info("A short run broke off: %s", error)
        finally:
            code = self._process.returncode
            self._keep_log(code)
            self._folder.cleanup()
            self._bury(code)
            self._gone.set()

    def _converse(self, request: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(json.dumps({**request, "folder": self._folder.name}) + "\n")
            self._process.stdin.flush()
            for line in self._process.stdout:
                self._pass_on(json.loads(line))
        except BaseException:
            self._process.kill()
            raise

    def _pass_on(self, message: dict[str, Any]) -> None:
        """A message, with the bytes of its file instead of the file."""
        if message["kind"] == "weights":
            path = Path(self._folder.name) / message["file"]
            message["data"] = path.read_bytes()
            path.unlink()
        self._hear(message)

    def _keep_log(self, code: int) -> None:
        """What the process said before it failed goes into this program's log."""
        if code != 0 and not self._killed:
            said = (Path(self._folder.name) / LOG).read_bytes()[-LOG_SHOWN:].decode("utf-8", "replace")
            logger.error("A short run ended with code %d.\n%s", code, said)


def _environment() -> dict[str, str]:
    """This program's, with one thread for every library, and the lab to be found wherever the process runs."""
    lab = str(Path(animegan.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (lab, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
