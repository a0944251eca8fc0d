"""What can be counted of a network without running it: parameters, bytes, multiplications."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from animegan.catalog import WeightsEntry, verified_path
from animegan.comparison.systems import System

if TYPE_CHECKING:
    from animegan.models.generator import Generator

__all__ = ["BYTES_FP32", "Counts", "count", "shapes_of"]

BYTES_FP32 = 4
MB = 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The figures of one network.

    Attributes:
        parameters: Trained numbers.
        fp32_mb: What they weigh in 32 bits, in millions of bytes; this is how systems are published.
        file_mb: The weights file on this disk, in millions of bytes; None without weights.
        gmac: Multiplications with addition for one square picture, in thousand millions.
        size: Side of that picture in pixels.
    """

    parameters: int
    fp32_mb: float
    file_mb: float | None
    gmac: float
    size: int


def count(system: System, entry: WeightsEntry | None, size: int) -> Counts | None:
    """Counts the network that runs; None for the painter, which has none.

    Args:
        system: The row.
        entry: Its weights; without any, the network is counted at the size it was published in.
        size: Side of a square picture in pixels.
    """
    from animegan.inference.bench import count_gmac

    if system.architecture is None:
        return None
    network = shapes_of(system.architecture, entry)
    parameters = sum(parameter.numel() for parameter in network.parameters())
    return Counts(
        parameters=parameters,
        fp32_mb=parameters * BYTES_FP32 / MB,
        file_mb=None if entry is None else entry.size_bytes / MB,
        gmac=count_gmac(network, network.styles, size),
        size=size,
    )


def shapes_of(architecture: str, entry: WeightsEntry | None = None) -> "Generator":
    """The network with shapes and no numbers: as published, or as the header of a weights file describes it."""
    import torch
    from safetensors import safe_open

    from animegan.models.registry import get_generator

    config = {}
    if entry is not None:
        with safe_open(verified_path(entry), framework="pt") as file:
            config = json.loads((file.metadata() or {}).get("config", "{}"))
    with torch.device("meta"):
        return get_generator(architecture).build(**config).eval().requires_grad_(False)
