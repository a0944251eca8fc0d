"""Other devices than the processor: PyTorch's, where the machine has them."""

from collections.abc import Callable, Mapping

import torch

from animegan.errors import BackendError

__all__ = ["check_device", "wait_for"]

_PRESENT: Mapping[str, Callable[[], bool]] = {
    "cuda": torch.cuda.is_available,
    "mps": torch.backends.mps.is_available,
}
_NEEDS = {
    "cuda": "an NVIDIA or AMD graphics card, its driver, and a PyTorch built for it",
    "mps": "a Mac with an Apple chip and macOS 12.3 or later",
}


def check_device(device: str) -> None:
    """Refuses, by BackendError, a device that this machine or this PyTorch does not have."""
    if not _PRESENT[device]():
        message = f"There is no device {device!r} here: it needs {_NEEDS[device]}."
        raise BackendError(message, hint="Leave --device away: the processor is used then.")


def wait_for(device: str) -> None:
    """Returns once the device has done all that it was given; the processor always has."""
    if device != "cpu":
        {"cuda": torch.cuda, "mps": torch.mps}[device].synchronize()
