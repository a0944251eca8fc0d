"""In which numbers a network is computed on this machine: measured once, remembered, always overridable.

| name | what | how near to fp32 |
|---|---|---|
| fp32 | 32 bits, the reference | |
| bf16 | 16 bits with the range of 32; convolutions only, sums stay in 32 | 57 dB, 4 of 255 at most (both generators) |
| int8 | whole numbers of 8 bits, where a quantised form was committed; a few layers stay as they are | 35 dB or more |

A precision that the processor or the network does not have is not asked. The others paint a few small pictures, in
turns, the first time a network is opened; the fastest one whose pictures are near enough is taken.
ANIMEGAN_PRECISION decides instead where it is set.
"""

import os
import time
from collections.abc import Mapping, Sequence

import numpy as np

from animegan.catalog import WeightsEntry, verified_openvino
from animegan.errors import BackendError
from animegan.inference.backends.compiled import DEVICE
from animegan.inference.backends.compiled_cache import digest_of, read_note, write_note
from animegan.inference.backends.openvino import OpenVINOBackend
from animegan.inference.backends.quiet import import_openvino
from animegan.inference.preprocess import resize
from animegan.types import PhotoU8

__all__ = ["NEAR_DB", "check_supported", "picture_psnr", "quickest_precision", "supported_precisions"]

NEAR_DB = 35.0  # below, a picture is no longer the network's: differences can be seen in flat areas
TRIAL_PHOTO = "cat"
TRIAL_SIDE = 256  # pixels
ROUNDS = 5
WORTH_IT = 1.1  # how many times faster it must be: the nearer one to the reference wins a tie


def quickest_precision(entry: WeightsEntry) -> str:
    """The precision in which a network runs fastest here; measured at first use, then remembered."""
    precisions = supported_precisions(entry)
    if precisions == ("fp32",):
        return "fp32"
    ov = import_openvino()
    note = f"{entry.name}-precision-{digest_of([entry.sha256, entry.int8, ov.__version__, _cpu()])}.json"
    kept = read_note(note)
    if kept.get("precision") in precisions:
        return str(kept["precision"])
    times = _times(entry, precisions)
    quickest = "fp32"
    for name in times:
        if times[name] * WORTH_IT < times[quickest]:
            quickest = name
    write_note(note, {"precision": quickest, "milliseconds": times})
    return quickest


def supported_precisions(entry: WeightsEntry) -> tuple[str, ...]:
    """The precisions in which OpenVINO can really compute a network on this processor, the nearest to fp32 first."""
    bf16 = ("bf16",) if _has_bf16() else ()
    int8 = ("int8",) if verified_openvino(entry, int8=True) else ()
    return ("fp32", *bf16, *int8)


def check_supported(entry: WeightsEntry, precision: str) -> None:
    """Refuses, by BackendError, a precision that this processor or the network does not have."""
    if precision not in supported_precisions(entry):
        who = (
            f"The network {entry.name} has no form for"
            if precision == "int8"
            else "This processor does not compute in"
        )
        raise BackendError(f"{who} {precision}.", hint="Use the precision fp32.")


def picture_psnr(picture: PhotoU8, reference: PhotoU8) -> float:
    """How near a picture is to a reference, in dB; infinite where they are equal."""
    error = np.square(picture.astype(np.float64) - reference).mean()
    return float(10 * np.log10(255**2 / error)) if error else float("inf")


def _times(entry: WeightsEntry, precisions: Sequence[str]) -> Mapping[str, float]:
    """Median milliseconds for one small picture, measured in turns, in each precision that is near enough to fp32."""
    from animegan.media.samples import (
        load_sample,
    )  # here: once on a machine, and it reads pictures in every format

    backends = [OpenVINOBackend(entry, precision) for precision in precisions]
    photo = resize(load_sample(TRIAL_PHOTO), (TRIAL_SIDE, TRIAL_SIDE))
    near = [backend for backend in backends if _distance_db(backend, backends[0], photo, entry) >= NEAR_DB]
    code = np.full(len(entry.styles), 1 / len(entry.styles), np.float32)
    times = np.empty((ROUNDS, len(near)))
    for row in times:
        for column, backend in enumerate(near):
            started = time.perf_counter()
            backend.paint(photo, code)
            row[column] = (time.perf_counter() - started) * 1000
    medians = np.median(times, axis=0)
    return {backend.precision: round(float(ms), 2) for backend, ms in zip(near, medians, strict=True)}


def _distance_db(
    backend: OpenVINOBackend, reference: OpenVINOBackend, photo: PhotoU8, entry: WeightsEntry
) -> float:
    """The PSNR to the reference in the style that suffers most; warms both up as well."""
    codes = np.eye(len(entry.styles), dtype=np.float32)
    return min(picture_psnr(backend.paint(photo, code), reference.paint(photo, code)) for code in codes)


def _has_bf16() -> bool:
    return "BF16" in import_openvino().Core().get_property(DEVICE, "OPTIMIZATION_CAPABILITIES")


def _cpu() -> list[object]:
    return [import_openvino().Core().get_property(DEVICE, "FULL_DEVICE_NAME"), os.cpu_count()]
