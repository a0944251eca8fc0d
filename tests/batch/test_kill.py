"""`kill -9` of the program in the middle of a batch: what is there is whole, and the next run finishes the rest."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from animegan.batch.manifest import FILE_NAME
from animegan.media.image import decode, encode
from tests.media.files import quadrants

COUNT = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for number in range(COUNT):
        (tmp_path / "in" / f"{number:02}.png").write_bytes(encode(quadrants(64, 64 + number)))
    (tmp_path / "in" / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    return tmp_path / "in"


def command(folder: Path) -> list[str]:
    options = ["--size", "64", "--workers", "2", "--precision", "fp32", "--json"]
    return [
        sys.executable, "-m", "animegan", "batch", str(folder), "-o", str(folder.parent / "out"), *options
    ]  # fmt: skip


def outputs(folder: Path) -> dict[str, int]:
    """Every finished picture with the time it was written at; each must be whole."""
    found = sorted((folder.parent / "out").glob("*.png"))
    assert all(decode(path.read_bytes()).photo.shape[0] == 64 for path in found)
    return {path.name: path.stat().st_mtime_ns for path in found}


def test_a_killed_batch_is_finished_by_the_next_one(folder: Path) -> None:
    running = subprocess.Popen(command(folder), stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert running.stdout is not None
    for _ in range(3):
        running.stdout.readline()  # three files are done
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    running.stdout.close()
    _wait_for_the_end_of(running.pid)
    before = outputs(folder)
    assert 2 <= len(before) <= COUNT
    done = subprocess.run(command(folder), capture_output=True, text=True, timeout=300, check=False)
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    states = {Path(report["input"]).name: report["state"] for report in reports}
    assert done.returncode == 2 and "1 of 13 files could not be painted" in done.stderr
    assert states.pop("broken.jpg") == "failed" and len(states) == COUNT
    after = outputs(folder)
    assert len(after) == COUNT
    assert {name: after[name] for name in before} == before  # not painted twice
    assert all((states[name] == "there already") for name in before)
    lines = (folder.parent / "out" / FILE_NAME).read_text().splitlines()
    assert len(lines) == COUNT and not list((folder.parent / "out").glob("*.part"))


def _wait_for_the_end_of(session: int) -> None:
    """The workers notice that the program is gone, and end by themselves."""
    for _ in range(600):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    raise AssertionError("workers have outlived the program")
