"""What a network is made of, read off the network itself: nothing here knows an architecture by name."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import flop_registry

from animegan.explain.receptive import receptive_fields
from animegan.models.generator import PHOTO, STYLE, Generator, Stage

__all__ = ["Edge", "Manifest", "StageInfo", "describe"]

WHOLE_PICTURE_NORMS = (nn.GroupNorm, nn.InstanceNorm2d, nn.LayerNorm)  # they average over every place


@dataclass(frozen=True, slots=True, kw_only=True)
class StageInfo:
    """One stage of a network.

    Attributes:
        name: As taps, edits and gates call it.
        does: What it computes, in one line.
        shape: (C, h, w) of its output, for the padded photo.
        stride: How many photo pixels apart two neighbours of its grid are.
        receptive_field: Side, in photo pixels, of the square that the kernels before a unit in the middle span.
        whole_picture: Whether a normalisation before it averages over the whole picture, so that every pixel of the
            photo matters to every unit, however far away, if only a little.
        parameters: How many numbers it has learnt.
        macs: Multiplications with addition for one picture.
    """

    name: str
    does: str
    shape: tuple[int, int, int]
    stride: int
    receptive_field: int
    whole_picture: bool
    parameters: int
    macs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One arrow of the architecture.

    Attributes:
        source: "photo", "style" or a stage.
        target: The stage that reads it.
        kind: "main" stream, "skip" (from further away), "residual" (round one stage) or "style".
        gate: The name of its gain; None where it has none.
    """

    source: str
    target: str
    kind: str
    gate: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A network, described.

    Attributes:
        size: (height, width) of the photo that shapes and work are for.
        stages: In the order they are run; the last one is the picture.
        edges: Which value feeds which stage.
        parameters: Of the whole network.
        macs: Of the whole network, for one photo of that size.
    """

    size: tuple[int, int]
    stages: tuple[StageInfo, ...]
    edges: tuple[Edge, ...]
    parameters: int
    macs: int

    def stage(self, name: str) -> StageInfo:
        """The stage of that name; KeyError if there is none."""
        return {stage.name: stage for stage in self.stages}[name]


def describe(network: Generator, size: tuple[int, int] = (256, 256)) -> Manifest:
    """Describes a network at a size; takes a moment, for the receptive fields are measured.

    Args:
        network: Any generator in eval mode.
        size: (height, width) of the photo.
    """
    plan = network.plan()
    outputs, macs = _count(network, size)
    fields, far_sighted = receptive_fields(network), _far_sighted(plan)
    height = outputs[PHOTO].shape[-2]
    stages = tuple(
        StageInfo(
            name=stage.name,
            does=stage.does,
            shape=_three(outputs[stage.name].shape),
            stride=height // outputs[stage.name].shape[-2],
            receptive_field=fields[stage.name],
            whole_picture=stage.name in far_sighted,
            parameters=sum(p.numel() for part in stage.parts for p in part.parameters()),
            macs=macs[stage.name],
        )
        for stage in plan
    )
    return Manifest(
        size=size,
        stages=stages,
        edges=tuple(_edges(plan)),
        parameters=sum(stage.parameters for stage in stages),
        macs=sum(stage.macs for stage in stages),
    )


def _count(network: Generator, size: tuple[int, int]) -> tuple[dict[str, Tensor], dict[str, int]]:
    """Every value and the work of every stage, by name, on a device that knows shapes only."""
    shapes_only = copy.deepcopy(network).to("meta")
    photo = shapes_only.pad(torch.empty(1, 3, *size, device="meta"))
    values, macs = {PHOTO: photo, STYLE: torch.empty(1, network.styles, device="meta")}, {}
    with torch.no_grad():
        for stage in shapes_only.plan():
            with _FlopCounter() as counter:
                values[stage.name] = stage.compute(values, {})
            macs[stage.name] = counter.flops // 2  # a multiplication with addition counts as two
    return values, macs


class _FlopCounter(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """PyTorch's own formulas; its `FlopCounterMode` hooks every module of the process while it counts."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.flops = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        out = func(*args, **(kwargs or {}))
        if formula := flop_registry.get(func.overloadpacket):
            self.flops += formula(*args, **(kwargs or {}), out_val=out)
        return out


def _three(shape: torch.Size) -> tuple[int, int, int]:
    _, channels, height, width = shape
    return channels, height, width


def _far_sighted(plan: Sequence[Stage]) -> set[str]:
    """The stages that normalise over the whole picture, and all that follow from them."""
    found: set[str] = set()
    for stage in plan:
        normalises = any(isinstance(m, WHOLE_PICTURE_NORMS) for part in stage.parts for m in part.modules())
        if normalises or any(read.source in found for read in stage.reads):
            found.add(stage.name)
    return found


def _edges(plan: Sequence[Stage]) -> list[Edge]:
    edges = []
    for stage in plan:
        main, *others = stage.reads
        edges.append(Edge(source=main.source, target=stage.name, kind="main", gate=main.gate))
        for source, gate in others:
            kind = "style" if source == STYLE else "residual" if source == main.source else "skip"
            edges.append(Edge(source=source, target=stage.name, kind=kind, gate=gate))
    return edges
