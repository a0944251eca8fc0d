"""Which generators exist, by name. Importing this list imports no network and no torch.

| name | network | styles |
|---|---|---|
| anime_unet | MobileNetV2 encoder, U-Net skips, style-adaptive decoder | several, can be mixed |
| animeganv2 | the published one: 77 tensors, 2,143,552 parameters, no long skips | one per file |
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from animegan.errors import InputError

if TYPE_CHECKING:
    from animegan.models.generator import Generator

__all__ = ["GENERATORS", "GeneratorSpec", "get_generator"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratorSpec:
    """One generator architecture.

    Attributes:
        name: The word that catalog entries and weights files use.
        title: The name for people.
        build: Makes the network with fresh weights; takes the `config` that its weights file carries.
        source: Where the design comes from.
    """

    name: str
    title: str
    build: Callable[..., Generator]
    source: str


def _build_anime_unet(**config: Any) -> Generator:
    from animegan.models.anime_unet import AnimeUNet

    return AnimeUNet(**config)


def _build_animeganv2(**config: Any) -> Generator:
    from animegan.models.animeganv2 import AnimeGANv2

    return AnimeGANv2(**config)


GENERATORS: tuple[GeneratorSpec, ...] = (
    GeneratorSpec(
        name="anime_unet",
        title="AnimeUNet (MobileNetV2 encoder, skips, style code)",
        build=_build_anime_unet,
        source="this project, after the design that the article behind it describes",
    ),
    GeneratorSpec(
        name="animeganv2",
        title="AnimeGANv2 (as published)",
        build=_build_animeganv2,
        source="TachibanaYoshino/AnimeGANv2 net/generator.py@94d74af0",
    ),
)


def get_generator(name: str) -> GeneratorSpec:
    """The generator of that name.

    Raises:
        InputError: There is none.
    """
    for spec in GENERATORS:
        if spec.name == name:
            return spec
    known = ", ".join(spec.name for spec in GENERATORS)
    raise InputError(f"Unknown network: {name!r}.", hint=f"Use one of: {known}.")
