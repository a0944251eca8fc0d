"""The fast backend: the network compiled for this CPU by OpenVINO.

The first start on a machine converts and compiles the PyTorch network in a process of its own and keeps the outcome, so
the half gigabyte that torch takes is gone when that is done; later starts need no torch at all.
"""

import json
import logging
import os
import subprocess
import sys
import threading
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

import animegan
from animegan.catalog import WeightsEntry, sha256_of, verified_path
from animegan.inference.backends.compiled_cache import Compiled, digest_of, read_compiled, write_compiled
from animegan.inference.backends.quiet import import_openvino
from animegan.inference.preprocess import pad_to_multiple
from animegan.types import PhotoU8

__all__ = ["OpenVINOBackend", "physical_cores"]

DEVICE = "CPU"
# 370 bytes per pixel stay allocated between calls, for speed. After a picture larger than this (1.4 MP: 500 MB)
# they are given back, or one poster would take gigabytes from the server for good
KEEP_BUFFERS_PIXELS = 1200 * 1200

_log = logging.getLogger(__name__)


class OpenVINOBackend:
    """Runs a generator by OpenVINO on the CPU, in 32 bits.

    One picture at a time: it uses every core, so two at once would not be faster, only take twice the memory.

    Args:
        entry: The weights to load.
    """

    name = "openvino"
    precision = "fp32"

    def __init__(self, entry: WeightsEntry) -> None:
        self.threads = physical_cores()
        self._stride, self._compiled = _open(entry, self.threads)
        self._request = self._compiled.create_infer_request()
        self._one_at_a_time = threading.Lock()

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """Paints a photo; see `Backend`."""
        height, width = photo.shape[:2]
        inputs = {"photo": pad_to_multiple(photo, self._stride)[None], "style": code[None]}
        with self._one_at_a_time:
            painted = self._request.infer(inputs, share_inputs=True, share_outputs=True)[0]
            picture: PhotoU8 = painted[0, :height, :width].copy()
            if height * width > KEEP_BUFFERS_PIXELS:
                self._compiled.release_memory()
        return picture


def physical_cores() -> int:
    """How many real cores this process may use; hyper-threads add nothing to convolutions."""
    real = psutil.cpu_count(logical=False) or os.cpu_count() or 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else real
    return max(1, min(real, allowed))


def _open(entry: WeightsEntry, threads: int) -> tuple[int, Any]:
    """The stride and the compiled network: the one kept from an earlier start, or a new one."""
    verified_path(entry)  # altered weights are refused even where an old compiled network would do
    ov = import_openvino()
    core = ov.Core()
    config = {
        "INFERENCE_PRECISION_HINT": "f32",  # OpenVINO would take bf16 where the CPU has it
        "PERFORMANCE_HINT": "LATENCY",
        "INFERENCE_NUM_THREADS": threads,
    }
    file = f"{entry.name}-{_fingerprint(core, ov.__version__, config, entry)}.blob"
    kept = read_compiled(file) or _prepared_apart(entry, file)
    if kept is not None:
        try:
            return kept.stride, core.import_model(kept.blob, DEVICE, config)
        except RuntimeError as error:
            _log.warning("The compiled network %s was refused and will be made again: %s", file, error)
    return _compile(core, config, entry, file)


def _prepared_apart(entry: WeightsEntry, file: str) -> Compiled | None:
    """What another process has compiled and kept; None if this one had better do it itself."""
    if "torch" in sys.modules:  # then its memory is spent already, and converting here is faster
        return None
    command = [sys.executable, "-m", "animegan.inference.backends.prepare"]
    run = subprocess.run(
        command, input=json.dumps(asdict(entry)), text=True, capture_output=True, check=False
    )
    if run.returncode:
        _log.warning("Preparing %s apart failed; it is done here instead. %s", entry.name, run.stderr)
    return read_compiled(file)


def _compile(core: Any, config: dict[str, Any], entry: WeightsEntry, file: str) -> tuple[int, Any]:
    from animegan.inference.backends.convert import convert

    stride, model = convert(entry)
    compiled = core.compile_model(model, DEVICE, config)
    write_compiled(file, Compiled(stride, compiled.export_model().getvalue()))
    return stride, compiled


def _fingerprint(core: Any, version: str, config: dict[str, Any], entry: WeightsEntry) -> str:
    """Changes with whatever a compiled network depends on: weights, our code, OpenVINO, its settings, the CPU."""
    cpu = [str(core.get_property(DEVICE, name)) for name in ("FULL_DEVICE_NAME", "OPTIMIZATION_CAPABILITIES")]
    return digest_of([entry.sha256, _code_digest(), version, config, cpu])


@cache
def _code_digest() -> str:
    package = Path(animegan.__file__).parent
    files = sorted([*package.glob("models/*.py"), *package.glob("inference/backends/*.py")])
    return digest_of([sha256_of(file) for file in files])
