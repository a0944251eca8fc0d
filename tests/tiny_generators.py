"""Two architectures that the lab has never heard of, as small as can be: pages must show them all the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from animegan.catalog import WeightsEntry, entries
from animegan.catalog.write import write_weights
from animegan.models import registry
from animegan.models.generator import PHOTO, Generator, Read, Stage


class Shortcuts(Generator):
    """Two residual shortcuts, no skip."""

    stride, styles = 1, 1

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.first, self.second, self.third = (
            nn.Conv2d(3, 4, 3, padding=1),
            nn.Conv2d(4, 4, 1),
            nn.Conv2d(4, 4, 1),
        )
        self.last = nn.Conv2d(4, 3, 1)

    def plan(self) -> tuple[Stage, ...]:
        def residual(name: str, source: str, layer: nn.Module) -> Stage:
            reads = (Read(source), Read(source, name))
            return Stage(
                name=name,
                does="1x1 beside its input",
                reads=reads,
                run=lambda x, y: layer(x) + y,
                parts=(layer,),
            )

        return (
            Stage(name="first", does="3x3", reads=(Read(PHOTO),), run=self.first, parts=(self.first,)),
            residual("second", "first", self.second),
            residual("third", "second", self.third),
            Stage(
                name="last",
                does="1x1, tanh",
                reads=(Read("third"),),
                run=lambda x: torch.tanh(self.last(x)),
                parts=(self.last,),
            ),
        )


class Straight(Generator):
    """A main stream and nothing else."""

    stride, styles = 1, 1

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(4)
        self.only = nn.Conv2d(3, 3, 3, padding=1)

    def plan(self) -> tuple[Stage, ...]:
        only = Stage(
            name="only",
            does="3x3, tanh",
            reads=(Read(PHOTO),),
            run=lambda x: torch.tanh(self.only(x)),
            parts=(self.only,),
        )
        return (only,)


def add_to_catalog(
    build: Callable[[], Generator], directory: Path, monkeypatch: pytest.MonkeyPatch
) -> WeightsEntry:
    """Registers an architecture under the name of its class, and weights of the same name, in one style."""
    name = build.__name__.lower()
    written = write_weights(
        directory / f"{name}.safetensors", build().eval(), architecture=name, styles=("own",), config={}
    )
    real = entries.get_weights("anime_unet")
    entry = replace(
        real,
        name=name,
        title=name.capitalize(),
        architecture=name,
        file=f"{name}.safetensors",
        sha256=written.sha256,
        size_bytes=written.size_bytes,
        styles=("own",),
    )
    spec = registry.GeneratorSpec(name=name, title=name, build=build, source="the tests")
    monkeypatch.setattr(registry, "GENERATORS", (*registry.GENERATORS, spec))
    monkeypatch.setattr(entries, "WEIGHTS", (*entries.WEIGHTS, entry))
    return entry
