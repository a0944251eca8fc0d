"""Saves and restores a run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from animegan.errors import TrainingError

__all__ = ["load_checkpoint", "read_state", "save_checkpoint"]


def save_checkpoint(path: Path, state: Mapping[str, Any]) -> None:
    """Writes everything a run needs to go on, whole or not at all.

    Args:
        path: The file.
        state: Tensors and plain values only; it is read back without running any code from the file.
    """
    part = path.with_suffix(".part")
    torch.save(dict(state), part)
    part.replace(path)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """What `save_checkpoint` wrote, on the CPU.

    Raises:
        TrainingError: There is no such file, or it is not a checkpoint.
    """
    if not path.is_file():
        raise TrainingError(f"There is no checkpoint at {path}.", hint="Start the run without --resume.")
    return read_state(path)


def read_state(path: Path) -> dict[str, Any]:
    """The tensors and plain values of a file that torch saved, on the CPU; no code in it is run.

    Raises:
        TrainingError: The file is broken or holds anything else.
    """
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (
        Exception
    ) as error:  # damaged bytes raise whatever their reader trips over: KeyError, EOFError, ...
        message = f"{path} is not a whole file of weights: {type(error).__name__}."
        raise TrainingError(message, hint="Delete it, and make or download it again.") from error
    return state
