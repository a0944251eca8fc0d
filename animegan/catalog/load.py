"""From a catalog name to a network ready to use: verify the file, build the network, put the tensors in.

The one module of the catalog that imports `models`. Only safetensors are read: such a file holds numbers and
names, never code.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor, nn

from animegan.catalog.entries import WeightsEntry, get_weights
from animegan.catalog.files import verified_path
from animegan.catalog.installed import find_installed
from animegan.errors import WeightsError
from animegan.models.discriminator import PatchDiscriminator
from animegan.models.generator import Generator
from animegan.models.registry import get_generator

__all__ = [
    "check_tensors",
    "load_discriminator",
    "load_entry",
    "load_generator",
    "load_perceptual",
    "load_refiner",
    "load_vgg19",
    "read_weights_into",
    "untrained_generator",
]

NetworkT = TypeVar("NetworkT", bound=nn.Module)

HINT = "The file does not fit this version of the lab; take both from the same commit."


class _Contents(NamedTuple):
    """What a weights file says: how to build its network, and the network's tensors."""

    metadata: Mapping[str, str]
    tensors: dict[str, Tensor]


def load_generator(name: str) -> Generator:
    """The generator of a weights entry: in eval mode, in 32 bits, its parameters frozen.

    Raises:
        InputError: There is no such entry, or no such architecture.
        WeightsError: The file is missing or altered, or holds another network.
    """
    return load_entry(get_weights(name))


def load_entry(entry: WeightsEntry) -> Generator:
    """`load_generator` for who holds the entry already."""
    build = get_generator(entry.architecture).build
    return _load(entry, lambda config: build(**config))


def load_perceptual(name: str = "perceptual") -> nn.Module:
    """The perceptual network; like `load_generator`."""
    from animegan.models.perceptual import PerceptualConfig, PerceptualNet

    def build(config: dict[str, Any]) -> nn.Module:
        return PerceptualNet(PerceptualConfig(**{key: tuple(value) for key, value in config.items()}))

    return _load(get_weights(name), build)


def load_discriminator(name: str = "ablation_judge") -> PatchDiscriminator:
    """A trained discriminator; like `load_generator`."""
    return _load(get_weights(name), lambda config: PatchDiscriminator(**config))


def load_refiner(entry: WeightsEntry) -> nn.Module:
    """The Local Refiner of a weights entry; like `load_generator`."""
    from animegan.models.local_refiner import LocalRefiner

    return _load(entry, lambda config: LocalRefiner(**config))


def load_vgg19() -> nn.Module | None:
    """VGG19's features, in eval mode and frozen, if they were fetched here; None if not.

    Raises:
        WeightsError: They were, and are damaged.
    """
    from animegan.models.vgg19 import Vgg19Features

    entry = find_installed("vgg19")
    return None if entry is None else Vgg19Features(_read(verified_path(entry)).tensors)


def untrained_generator(architecture: str) -> Generator:
    """A generator with random weights, ready like a loaded one: good for timing and counting, not for pictures."""
    return get_generator(architecture).build().eval().requires_grad_(False)


def read_weights_into(network: nn.Module, path: Path) -> None:
    """Puts the tensors of a weights file that no catalog lists into a network: a training goes on from them.

    Raises:
        WeightsError: The file is missing, or holds another network.
    """
    if not path.is_file():
        raise WeightsError(f"There is no weights file at {path}.", hint="Check the path.")
    tensors = _read(path).tensors
    check_tensors(path, tensors, network.state_dict())
    network.load_state_dict(tensors)


def _load(entry: WeightsEntry, build: Callable[[dict[str, Any]], NetworkT]) -> NetworkT:
    path = verified_path(entry)
    contents = _read(path)
    network = _build(entry, contents.metadata, build)
    check_tensors(path, contents.tensors, network.state_dict())
    network.load_state_dict(contents.tensors)
    return network.eval().requires_grad_(False)


def _read(path: Path) -> _Contents:
    """Every tensor of the file, floating point ones in 32 bits."""
    try:
        with safe_open(path, framework="pt") as file:
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (no mapping)
            metadata = file.metadata() or {}
    except SafetensorError as error:
        raise WeightsError(f"{path} is no safetensors file: {error}.", hint=HINT) from error
    widened = {name: t.float() if t.is_floating_point() else t for name, t in tensors.items()}
    return _Contents(metadata, widened)


def _build(
    entry: WeightsEntry, metadata: Mapping[str, str], build: Callable[[dict[str, Any]], NetworkT]
) -> NetworkT:
    """The network that the metadata describes, if that is what the catalog says."""
    if metadata.get("architecture") != entry.architecture:
        message = f"{entry.file} holds {metadata.get('architecture')!r}, not {entry.architecture!r}."
        raise WeightsError(message, hint=HINT)
    try:
        styles = tuple(json.loads(metadata.get("styles", "[]")))
        config = json.loads(metadata["config"])
        network = build(config)
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{entry.file} does not say how to build its network.", hint=HINT) from error
    if styles != entry.styles:
        raise WeightsError(f"{entry.file} has the styles {styles}, not {entry.styles}.", hint=HINT)
    return network


def check_tensors(path: Path | str, found: Mapping[str, Tensor], needed: Mapping[str, Tensor]) -> None:
    """Refuses tensors that are missing, left over, of another shape, or not finite."""
    odd = sorted(found.keys() ^ needed.keys())
    if odd:
        verb = "lacks" if odd[0] in needed else "has an unknown"
        raise WeightsError(f"{path} {verb} {odd[0]!r} ({len(odd)} names differ).", hint=HINT)
    for name, tensor in found.items():
        if tensor.shape != needed[name].shape:
            shapes = f"{tuple(tensor.shape)} instead of {tuple(needed[name].shape)}"
            raise WeightsError(f"{path}: {name!r} has the shape {shapes}.", hint=HINT)
        if not torch.isfinite(tensor).all():
            raise WeightsError(f"{path}: {name!r} holds values that are not finite.", hint=HINT)
