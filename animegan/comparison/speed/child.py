"""A process that measures, seen from the one who started it."""

import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import animegan
from animegan.errors import BackendError

__all__ = ["WORKER", "converse"]

WORKER = (sys.executable, "-m", "animegan.comparison.speed.worker")
TICK_S = 0.25  # how often the caller is asked whether it still wants to know
LOG_SHOWN = 2000  # bytes, the last ones

logger = logging.getLogger(__name__)


def converse(
    request: Mapping[str, Any], *, environment: Mapping[str, str], command: Sequence[str] = WORKER
) -> Iterator[Mapping[str, Any] | None]:
    """Starts the process, hands it the request, and yields what it says until it ends.

    Closing the generator kills the process, and whatever it has started.

    Args:
        request: Goes in as one line of JSON.
        environment: Added to this program's.
        command: What to run.

    Yields:
        A message, or None when nothing was said for `TICK_S`.

    Raises:
        BackendError: It cannot be started, or ends before its time.
    """
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, env=_environment(environment),
                process_group=0 if os.name == "posix" else None, text=True, encoding="utf-8",
            )  # fmt: skip
        except OSError as error:
            raise BackendError(
                f"The measurement cannot be started: {error}.", hint="Try again in a minute."
            ) from error
        assert process.stdin is not None
        assert process.stdout is not None
        said: queue.Queue[Mapping[str, Any] | None] = queue.Queue()
        reader = threading.Thread(target=_read, args=(process.stdout, said), daemon=True)
        reader.start()
        try:
            _hand_over(process.stdin, request)
            yield from _until_the_end(said)
            _check_end(process.wait(), log)
        finally:
            _kill(process)
            process.wait()
            reader.join()
            process.stdin.close()
            process.stdout.close()


def _hand_over(stdin: IO[str], request: Mapping[str, Any]) -> None:
    try:
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()  # it stays open: its end tells the process that nobody listens any more
    except BrokenPipeError:
        logger.info("The measuring process ended before it was asked anything.")


def _read(stdout: IO[str], said: "queue.Queue[Mapping[str, Any] | None]") -> None:
    for line in stdout:
        said.put(json.loads(line))
    said.put(None)


def _until_the_end(
    said: "queue.Queue[Mapping[str, Any] | None]",
) -> Iterator[Mapping[str, Any] | None]:
    while True:
        try:
            message = said.get(timeout=TICK_S)
        except queue.Empty:
            yield None
            continue
        if message is None:
            return
        yield message


def _check_end(code: int, log: IO[bytes]) -> None:
    if code:
        log.seek(0)
        words = log.read()[-LOG_SHOWN:].decode("utf-8", "replace").strip()
        logger.error("A measurement ended with code %d.\n%s", code, words)
        last = words.splitlines()[-1] if words else "it said nothing"
        raise BackendError(
            f"The measurement ended before its time (exit code {code}): {last}",
            hint="A picture of this size may need more memory than there is; try a smaller one.",
        )


def _kill(process: "subprocess.Popen[str]") -> None:
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _environment(added: Mapping[str, str]) -> dict[str, str]:
    """This program's, with the lab to be found wherever the process runs."""
    lab = str(Path(animegan.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (lab, os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path, **added}
