"""Published files become one safetensors file of the lab, as they are: same names, same numbers, 32 bits.

No code in a file is run: PyTorch files are read with `weights_only`, arrays without pickle. A network that lacks a
tensor, or has one of another shape, is refused.

| what is met in published files | what is done |
|---|---|
| a state dict inside another dict, next to the optimizer's | it is taken out |
| `module.` before every name, from training on several GPUs | removed |
| running statistics of normalisation layers that keep none | left out |
| VGG19's layers after the ones that the losses compare | left out: 42 MB instead of 575 |

Source:
    junyanz/pytorch-CycleGAN-and-pix2pix issues 461 and 529 on the statistics.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from animegan.catalog.download.disk import writing
from animegan.catalog.load import check_tensors
from animegan.catalog.published_entry import PublishedWeights
from animegan.catalog.write import Written, write_weights
from animegan.errors import WeightsError
from animegan.models.registry import get_generator
from animegan.models.vgg19 import Vgg19Features

__all__ = ["convert"]

WRAPPERS = ("state_dict", "model_state_dict", "generator", "params")
STATISTICS = ("running_mean", "running_var", "num_batches_tracked")
HINT = "The publisher may have changed it. Nothing was installed; python -m animegan weights check-updates tells more."


def convert(published: PublishedWeights, folder: Path, target: Path) -> Written:
    """Reads what was downloaded into a folder and writes it as one weights file.

    Raises:
        WeightsError: A file cannot be read or holds another network; or the disk is full.
    """
    tensors = _tensors(published, folder)
    try:
        network = (
            Vgg19Features(tensors) if published.architecture == "vgg19" else _generator(published, tensors)
        )
    except WeightsError as error:
        raise WeightsError(f"{published.name}: {error.message}", hint=HINT) from error
    try:
        with writing(target):
            return write_weights(
                target, network, architecture=published.architecture, styles=published.styles, half=False
            )
    except SafetensorError as error:  # it wraps what the disk says
        raise WeightsError(f"{target} cannot be written: {error}.", hint="Is the disk full?") from error


def _generator(published: PublishedWeights, tensors: Mapping[str, Tensor]) -> nn.Module:
    """The network with these tensors in it, all of them and no others but left-over statistics."""
    network = get_generator(published.architecture).build()
    needed = network.state_dict()
    fitting = {
        name: tensor.float() if tensor.is_floating_point() else tensor
        for name, tensor in tensors.items()
        if name in needed or not name.endswith(STATISTICS)
    }
    check_tensors("What was published", fitting, needed)
    network.load_state_dict(fitting)
    return network


def _tensors(published: PublishedWeights, folder: Path) -> dict[str, Tensor]:
    tensors: dict[str, Tensor] = {}
    for file in published.files:
        path = folder / file.name
        try:
            tensors |= {path.stem: _array(path)} if path.suffix == ".npy" else _state(path)
        except Exception as error:  # foreign bytes raise whatever their reader trips over
            message = f"{published.name}: {file.path} cannot be read: {type(error).__name__}."
            raise WeightsError(message, hint=HINT) from error
    return {name.removeprefix("module."): tensor for name, tensor in tensors.items()}


def _array(path: Path) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(np.load(path, allow_pickle=False)))


def _state(path: Path) -> Mapping[str, Tensor]:
    loaded: Any = torch.load(path, map_location="cpu", weights_only=True)
    while not all(isinstance(value, Tensor) for value in loaded.values()):
        loaded = next(loaded[name] for name in WRAPPERS if name in loaded)
    return {str(name): tensor for name, tensor in loaded.items()}
