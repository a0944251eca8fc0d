"""Saves and restores a run, and writes the weights that are shipped."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save
from torch import Tensor, nn

from animegan.errors import TrainingError

__all__ = ["export_weights", "load_checkpoint", "save_checkpoint"]


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
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, ValueError, EOFError, OSError) as error:
        raise TrainingError(
            f"{path} is not a whole checkpoint: {error}", hint="Delete it and start again."
        ) from error
    return state


def export_weights(network: nn.Module, path: Path, metadata: Mapping[str, Any]) -> str:
    """Writes a network's weights as safetensors for the catalog.

    Kernels are stored in fp16. What has one number per channel (biases, batch statistics) stays fp32: it is a few
    kilobytes, and a small variance would lose its digits.

    Args:
        network: Its state dict is written.
        path: The .safetensors file.
        metadata: Values that JSON can hold; each becomes one JSON string in the file's header.

    Returns:
        The file's SHA-256.
    """
    tensors = {name: _compact(tensor) for name, tensor in network.state_dict().items()}
    data = save(tensors, metadata={key: json.dumps(value) for key, value in metadata.items()})
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)
    return hashlib.sha256(data).hexdigest()


def _compact(tensor: Tensor) -> Tensor:
    kernel = tensor.is_floating_point() and tensor.dim() > 1
    return (tensor.half() if kernel else tensor).contiguous().cpu()
