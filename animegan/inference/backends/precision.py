"""In which numbers a network is computed on this machine: measured once, remembered, always overridable.

| name | what | how near to fp32 |
|---|---|---|
| fp32 | 32 bits, the reference | |
| bf16 | 16 bits with the range of 32; convolutions only, sums stay in 32 | 57 dB, 4 of 255 at most (both generators) |

A processor without bf16 circuits is not asked. One that has them paints a few small pictures in either, in turns, the
first time a network is opened; the faster one is taken. ANIMEGAN_PRECISION decides instead where it is set.
"""

import os
import time
from collections.abc import Mapping

import numpy as np

from animegan.catalog import WeightsEntry
from animegan.errors import BackendError
from animegan.inference.backends.compiled import DEVICE
from animegan.inference.backends.compiled_cache import digest_of, read_note, write_note
from animegan.inference.backends.openvino import OpenVINOBackend
from animegan.inference.backends.quiet import import_openvino

__all__ = ["check_supported", "quickest_precision", "supported_precisions"]

TRIAL_SIDE = 256  # pixels
ROUNDS = 5
WORTH_IT = 1.1  # how many times faster it must be: the nearer one to the reference wins a tie


def quickest_precision(entry: WeightsEntry) -> str:
    """The precision in which a network runs fastest here; measured at first use, then remembered."""
    if supported_precisions() == ("fp32",):
        return "fp32"
    ov = import_openvino()
    note = f"{entry.name}-precision-{digest_of([entry.sha256, ov.__version__, _cpu()])}.json"
    kept = read_note(note)
    if kept.get("precision") in ("fp32", "bf16"):
        return str(kept["precision"])
    times = _times(entry)
    quickest = "bf16" if times["bf16"] * WORTH_IT < times["fp32"] else "fp32"
    write_note(note, {"precision": quickest, "milliseconds": times})
    return quickest


def supported_precisions() -> tuple[str, ...]:
    """The precisions that OpenVINO really computes in on this processor."""
    return ("fp32", "bf16") if _has_bf16() else ("fp32",)


def check_supported(precision: str) -> None:
    """Refuses, by BackendError, a precision that this processor does not have."""
    if precision not in supported_precisions():
        raise BackendError(f"This processor does not compute in {precision}.", hint="Use the precision fp32.")


def _times(entry: WeightsEntry) -> Mapping[str, float]:
    """Median milliseconds for one small picture in each precision, measured in turns."""
    backends = [OpenVINOBackend(entry, precision) for precision in ("fp32", "bf16")]
    photo = np.random.default_rng(0).integers(0, 256, (TRIAL_SIDE, TRIAL_SIDE, 3), np.uint8)
    code = np.full(len(entry.styles), 1 / len(entry.styles), np.float32)
    times = np.empty((ROUNDS + 1, len(backends)))
    for row in times:
        for column, backend in enumerate(backends):
            started = time.perf_counter()
            backend.paint(photo, code)
            row[column] = (time.perf_counter() - started) * 1000
    medians = np.median(times[1:], axis=0)  # the first round warms up
    return {backend.precision: round(float(ms), 2) for backend, ms in zip(backends, medians, strict=True)}


def _has_bf16() -> bool:
    return "BF16" in import_openvino().Core().get_property(DEVICE, "OPTIMIZATION_CAPABILITIES")


def _cpu() -> list[object]:
    return [import_openvino().Core().get_property(DEVICE, "FULL_DEVICE_NAME"), os.cpu_count()]
