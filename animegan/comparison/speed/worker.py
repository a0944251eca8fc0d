"""The process in which one system is timed; it holds nothing else, so that its memory is that system's.

    python -m animegan.comparison.speed.worker

One line of JSON comes in on stdin: `system`, `entry` (of the weights, or null for the painter), `size`, `runtime`,
`repeats` and `threads` (null for all cores). Lines of JSON go out on stdout, each with a `kind`:

    progress   message           what is done now
    result     the fields of `Speed` that are measured here
    problem    message, hint     it cannot be measured, for a reason that people can read

When stdin ends, the one who asked is gone, and the process leaves.
"""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from statistics import median
from typing import Any

import numpy as np

from animegan.catalog import WeightsEntry
from animegan.comparison.speed.figures import PAINTERS_RUNTIME
from animegan.comparison.systems import STYLE
from animegan.errors import AnimeganError, BackendError
from animegan.inference.backends.openvino import physical_cores
from animegan.inference.backends.quiet import import_openvino
from animegan.inference.machine import MATRIX_GMAC, matrix_products
from animegan.inference.process_memory import held_bytes, peak_bytes
from animegan.types import PhotoU8

__all__ = ["measure"]

Message = dict[str, Any]
Run = Callable[[PhotoU8], object]
MB = 1e6
PRECISION = "fp32"  # for every system, though a processor may have a faster one
LONGEST_S = 600.0  # then the process gives up, whatever it does


def measure(request: Mapping[str, Any]) -> Iterator[Message]:
    """Measures one system; yields what goes out on stdout, see above."""
    entry, size, repeats = request["entry"], int(request["size"]), int(request["repeats"])
    photo = _square(size)
    runtime = PAINTERS_RUNTIME if entry is None else str(request["runtime"])
    _import(runtime, request["threads"] or physical_cores())
    product = None if entry is None else matrix_products((runtime,))[runtime]
    if product is not None:
        product()
    load, before = _load(), held_bytes()
    yield {"kind": "progress", "message": "opening"}
    run, about = _painter() if entry is None else _network(entry, runtime)
    yield {"kind": "progress", "message": "warming up"}
    run(photo)
    times, yardstick = [], []
    for number in range(1, repeats + 1):
        yield {"kind": "progress", "message": f"picture {number} of {repeats}"}
        times.append(_seconds(lambda: run(photo)))
        if product is not None:  # in turns, so that whatever else the machine does falls on both alike
            yardstick.append(_seconds(product))
    peak = peak_bytes()
    yield {
        "kind": "result",
        "runtime": runtime,
        **about,
        "seconds": median(times),
        "slowest_s": max(times),
        "added_mb": (peak - before) / MB,
        "peak_mb": peak / MB,
        "gmac_per_s": MATRIX_GMAC / median(yardstick) if yardstick else None,
        "load": load,
    }


def _square(size: int) -> PhotoU8:
    """The sample portrait at the asked size: a real picture, since the painter's time depends on what is in it."""
    from animegan.inference.preprocess import resize
    from animegan.media.samples import load_sample

    return np.ascontiguousarray(resize(load_sample("astronaut"), (size, size)))


def _import(runtime: str, threads: int) -> None:
    """The libraries themselves, before memory is looked at, so that what is counted is the network's."""
    if runtime == "torch":
        import torch

        from animegan.inference.backends import pytorch  # noqa: F401 (imported to be there)

        torch.set_num_threads(threads)
    elif runtime == "openvino":
        import_openvino()
        _keep_to_cores(threads)
    else:
        import cv2

        from animegan import toon  # noqa: F401 (imported to be there)

        cv2.setNumThreads(threads)


def _keep_to_cores(threads: int) -> None:
    """OpenVINO takes every core that the process may use."""
    if threads == physical_cores():
        return
    if not hasattr(os, "sched_setaffinity"):
        raise BackendError(
            "OpenVINO's threads cannot be limited on this system.", hint="Leave --threads away, or use torch."
        )
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def _network(entry: Mapping[str, Any], runtime: str) -> tuple[Run, Message]:
    from animegan.inference.backends import open_backend

    weights = WeightsEntry(**{**entry, "styles": tuple(entry["styles"])})
    backend = open_backend(runtime, weights, PRECISION)
    code = np.zeros(len(weights.styles), np.float32)
    code[0] = 1.0
    about = {"precision": backend.precision, "threads": backend.threads}
    return lambda photo: backend.paint(photo, code), about


def _painter() -> tuple[Run, Message]:
    """The painter, without the search for faces, which is no painting."""
    import cv2

    from animegan.toon import paint

    about = {"precision": "fp32", "threads": cv2.getNumThreads()}
    return lambda photo: paint(photo, STYLE), about


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _load() -> float | None:
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _leave() -> None:
    """Ends the process and what it has started, at once, from any thread."""
    if os.name == "posix" and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def _leave_with_the_asker() -> None:
    while os.read(0, 1):  # not through sys.stdin, whose lock an ordinary exit would wait for
        pass
    _leave()


def main() -> None:
    """Reads the request, measures, and says how it goes."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as channel:
        os.dup2(2, 1)  # a library that prints shall not talk into the channel

        def say(message: Mapping[str, Any]) -> None:
            channel.write(json.dumps(message) + "\n")
            channel.flush()

        request = json.loads(sys.stdin.readline())
        threading.Thread(target=_leave_with_the_asker, daemon=True).start()
        last_call = threading.Timer(LONGEST_S, _leave)
        last_call.daemon = True
        last_call.start()
        try:
            for message in measure(request):
                say(message)
        except AnimeganError as problem:
            say({"kind": "problem", "message": problem.message, "hint": problem.hint})


if __name__ == "__main__":
    main()
