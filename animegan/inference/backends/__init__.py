"""What can run a network, behind one small protocol.

| name | what | strong at |
|---|---|---|
| openvino | the network compiled for this CPU | speed: two to three times PyTorch's; needs no torch once compiled |
| torch | the plain PyTorch module | the reference, and what one looks inside of |

"auto" is OpenVINO where it is installed and can be loaded, PyTorch otherwise; `python -m animegan bench` measures
both. In which numbers OpenVINO computes is measured too, see `backends.precision`. Whatever was taken, the `Result`
says so.
"""

import importlib.util
import logging
import os
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from animegan.catalog import WeightsEntry
from animegan.errors import BackendError, InputError
from animegan.types import PhotoU8

__all__ = [
    "AUTO",
    "BACKENDS",
    "CPU",
    "DEVICES",
    "PRECISIONS",
    "Backend",
    "installed_backends",
    "installed_ways",
    "open_backend",
    "open_on",
]

AUTO = "auto"
PRECISIONS = ("fp32", "bf16", "int8")
CPU = "cpu"
DEVICES = (CPU, "cuda", "mps")  # PyTorch's names for the processor, graphics cards and Apple's graphics
PRECISION_VARIABLE = "ANIMEGAN_PRECISION"
OPEN_AT_ONCE = 4  # networks kept ready; a fifth takes the place of the one not asked for longest


_log = logging.getLogger(__name__)


class Backend(Protocol):
    """One network, ready to run; any number of threads may call it at once."""

    @property
    def name(self) -> str:
        """The word it is asked for by, and the device where that is not the processor: "torch on cuda"."""

    @property
    def precision(self) -> str:
        """In which numbers it computes."""

    @property
    def threads(self) -> int:
        """How many threads compute one picture."""

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """Paints a photo.

        Args:
            photo: (H, W, 3) uint8 RGB, C-contiguous; never changed.
            code: (S,) float32, the share of each style; sums to 1.

        Returns:
            (H, W, 3) uint8 RGB, the caller's own.
        """


def _open_openvino(entry: WeightsEntry, precision: str) -> Backend:
    from animegan.inference.backends.openvino import OpenVINOBackend
    from animegan.inference.backends.precision import check_supported, quickest_precision

    if precision == AUTO:
        return _open("openvino", entry, quickest_precision(entry))
    check_supported(entry, precision)
    return OpenVINOBackend(entry, precision)


def _open_torch(entry: WeightsEntry, precision: str) -> Backend:
    if precision not in (AUTO, "fp32"):
        hint = "Use the backend openvino, or the precision fp32."
        raise BackendError(f"The backend torch computes in fp32 here, not in {precision}.", hint=hint)
    from animegan.catalog.load import load_entry
    from animegan.inference.backends.pytorch import TorchBackend

    return TorchBackend(load_entry(entry))


BACKENDS: Mapping[str, Callable[[WeightsEntry, str], Backend]] = {
    "openvino": _open_openvino,
    "torch": _open_torch,
}  # the faster first: "auto" takes the first one that is installed

_OPENING = threading.Lock()  # so that thirty browsers opening the lab at once load a network once


def installed_backends() -> tuple[str, ...]:
    """The names of the backends whose package is installed, the faster first."""
    return tuple(name for name in BACKENDS if importlib.util.find_spec(name) is not None)


def installed_ways(entry: WeightsEntry) -> tuple[tuple[str, str], ...]:
    """Every (backend, precision) in which these weights can be used on this machine."""
    return tuple((name, precision) for name in installed_backends() for precision in _precisions(name, entry))


def _precisions(backend: str, entry: WeightsEntry) -> tuple[str, ...]:
    if backend != "openvino":
        return ("fp32",)
    from animegan.inference.backends.precision import supported_precisions

    return supported_precisions(entry)


def open_backend(name: str, entry: WeightsEntry, precision: str | None = None) -> Backend:
    """A backend with a network loaded; the same one for everybody who asks for the same.

    Args:
        name: One of BACKENDS, or "auto".
        entry: The weights to load.
        precision: One of PRECISIONS, or "auto" for the fastest here; None for what ANIMEGAN_PRECISION says, or else
            "auto".

    Raises:
        InputError: There is no backend or precision of that name.
        BackendError: It is not installed, or this processor or the network does not have the precision.
        WeightsError: The weights file is missing or altered.
    """
    if name != AUTO and name not in BACKENDS:
        known = ", ".join((AUTO, *BACKENDS))
        raise InputError(f"Unknown backend: {name!r}.", hint=f"Use one of: {known}.")
    precision = precision or os.environ.get(PRECISION_VARIABLE) or AUTO
    if precision not in (AUTO, *PRECISIONS):
        known = ", ".join((AUTO, *PRECISIONS))
        raise InputError(f"Unknown precision: {precision!r}.", hint=f"Use one of: {known}.")
    candidates = [backend for backend in installed_backends() if name in (AUTO, backend)]
    if not candidates:
        message = "No backend is installed." if name == AUTO else f"The backend {name!r} is not installed."
        package = next(iter(BACKENDS)) if name == AUTO else name
        raise BackendError(message, hint=f"Run: pip install {package}")
    with _OPENING:
        return _open_first(candidates, entry, precision)


def open_on(device: str, name: str, entry: WeightsEntry, precision: str | None = None) -> Backend:
    """A backend on a device; PyTorch is the only one that has any but the processor.

    Args:
        device: One of DEVICES.
        name: As for `open_backend`; "auto" is "torch" where the device is not the processor.
        entry: The weights to load.
        precision: As for `open_backend`.

    Raises:
        InputError: There is no device of that name, or the backend does not run on it.
        BackendError: This machine does not have it; or as for `open_backend`.
        WeightsError: The weights file is missing or altered.
    """
    if device not in DEVICES:
        raise InputError(f"Unknown device: {device!r}.", hint=f"Use one of: {', '.join(DEVICES)}.")
    if device == CPU:
        return open_backend(name, entry, precision)
    if name not in (AUTO, "torch"):
        hint = "Use the backend torch, or leave the device away."
        raise InputError(f"The backend {name} runs on the processor only, not on {device}.", hint=hint)
    if precision not in (None, AUTO, "fp32"):
        raise InputError(
            f"On {device} pictures are computed in fp32, not in {precision}.", hint="Use fp32, or auto."
        )
    with _OPENING:
        return _open_on(device, entry)


@lru_cache(maxsize=OPEN_AT_ONCE)
def _open_on(device: str, entry: WeightsEntry) -> Backend:
    from animegan.catalog.load import load_entry
    from animegan.inference.backends.devices import check_device
    from animegan.inference.backends.pytorch import TorchBackend

    check_device(device)
    return TorchBackend(load_entry(entry), device)


def _open_first(candidates: Sequence[str], entry: WeightsEntry, precision: str) -> Backend:
    """The first backend that can be loaded on this machine; the error of the last one if none can."""
    *preferred, last = candidates
    for name in preferred:
        try:
            return _open(name, entry, precision)
        except BackendError as error:
            _log.warning("%s The next backend is taken.", error.message)
    return _open(last, entry, precision)


@lru_cache(maxsize=OPEN_AT_ONCE)
def _open(name: str, entry: WeightsEntry, precision: str) -> Backend:
    return BACKENDS[name](entry, precision)
