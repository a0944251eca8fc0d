"""One network from a cold start: how long until the first picture, and how much memory it took.

Each measurement is a process of its own, since only such a one starts cold and has a memory of its own.

    python -m animegan.inference.cold

One JSON object comes in (`entry`, `backend`, `precision`, `size`) and one goes out (`done_at`, `peak_mb`).
"""

import json
import subprocess
import sys
import time
from dataclasses import asdict
from typing import NamedTuple

import numpy as np

from animegan.catalog import WeightsEntry
from animegan.errors import BackendError
from animegan.inference.backends import open_backend
from animegan.inference.process_memory import peak_bytes
from animegan.inference.tiles import backend_for

__all__ = ["ColdStart", "measure_cold_start"]

MB = 1e6


class ColdStart(NamedTuple):
    """From starting Python to the first picture in milliseconds, and the most memory the process held, in MB.

    What the lab keeps between starts (compiled networks, the choice of precision) is there already.
    """

    first_ms: float
    peak_mb: float


def measure_cold_start(entry: WeightsEntry, backend: str, precision: str, size: int) -> ColdStart:
    """Starts a process that paints one square picture and ends.

    Raises:
        BackendError: The process broke off.
    """
    request = {"entry": asdict(entry), "backend": backend, "precision": precision, "size": size}
    command = [sys.executable, "-m", "animegan.inference.cold"]
    started = time.time()
    run = subprocess.run(command, input=json.dumps(request), text=True, capture_output=True, check=False)
    if run.returncode:
        reason = (run.stderr.strip().splitlines() or ["no reason given"])[-1]
        hint = "A smaller size may fit into the memory; --warm-only leaves cold starts out."
        raise BackendError(
            f"{entry.name} by {backend} in {precision} at {size} px broke off: {reason}", hint=hint
        )
    said = json.loads(run.stdout)
    return ColdStart((said["done_at"] - started) * 1000, said["peak_mb"])


def _paint_once(entry: WeightsEntry, backend: str, precision: str, size: int) -> dict[str, float]:
    photo = np.random.default_rng(size).integers(0, 256, (size, size, 3), np.uint8)
    code = np.full(len(entry.styles), 1 / len(entry.styles), np.float32)
    backend_for(open_backend(backend, entry, precision), entry, (size, size)).paint(photo, code)
    return {"done_at": time.time(), "peak_mb": peak_bytes() / MB}


if __name__ == "__main__":
    request = json.load(sys.stdin)
    values = request.pop("entry")
    said = _paint_once(WeightsEntry(**{**values, "styles": tuple(values["styles"])}), **request)
    sys.stdout.write(json.dumps(said))
