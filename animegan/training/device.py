"""Where a run computes."""

import torch

from animegan.errors import TrainingError

__all__ = ["open_device"]


def open_device(name: str) -> torch.device:
    """The device of that name, if this machine has it.

    Args:
        name: "cpu", "cuda", "cuda:1" or "mps".

    Raises:
        TrainingError: The name means nothing, or the machine has no such device.
    """
    try:
        device = torch.device(name)
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:  # torch raises each for some device
        raise TrainingError(f"The device {name!r} cannot be used here.", hint="Use --device cpu.") from error
    return device
