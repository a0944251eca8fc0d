"""Which generators exist, by name. Importing this list imports no network and no torch.

| name | network | styles |
|---|---|---|
| anime_unet | MobileNetV2 encoder, U-Net skips, style-adaptive decoder | several, can be mixed |
| animeganv2 | the published one: 77 tensors, 2,143,552 parameters, no long skips | one per file |
| animegan | its first version: 3,956,096 parameters | one per file |
| cartoongan | the published one: 94 tensors, 11,129,667 parameters, BGR inside | one per file |
| cyclegan | the published one, nine blocks: 48 tensors, 11,378,179 parameters | one per file |
| toonify | an encoder, and StyleGAN2 with swapped layers; redraws one aligned face | one per file |
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
        reach: How far from a pixel the photo still counts for it, in pixels, a multiple of 16; None where every
            pixel depends on the whole picture.
        normalises: Whether it normalises by the mean and variance of the whole picture; `reach` is for when those
            are known.
    """

    name: str
    title: str
    build: Callable[..., Generator]
    source: str
    reach: int | None = None
    normalises: bool = False


def _build_anime_unet(**config: Any) -> Generator:
    from animegan.models.anime_unet import AnimeUNet

    return AnimeUNet(**config)


def _build_animeganv2(**config: Any) -> Generator:
    from animegan.models.animeganv2 import AnimeGANv2

    return AnimeGANv2(**config)


def _build_animegan(**config: Any) -> Generator:
    from animegan.models.animegan import AnimeGAN

    return AnimeGAN(**config)


def _build_cartoongan(**config: Any) -> Generator:
    from animegan.models.cartoongan import CartoonGAN

    return CartoonGAN(**config)


def _build_cyclegan(**config: Any) -> Generator:
    from animegan.models.cyclegan import CycleGAN

    return CycleGAN(**config)


def _build_toonify(**config: Any) -> Generator:
    from animegan.models.toonify import Toonify

    return Toonify(**config)


GENERATORS: tuple[GeneratorSpec, ...] = (
    GeneratorSpec(
        name="anime_unet",
        title="AnimeUNet (MobileNetV2 encoder, skips, style code)",
        build=_build_anime_unet,
        source="this project, after the design that the article behind it describes",
        reach=208,
    ),
    GeneratorSpec(
        name="animeganv2",
        title="AnimeGANv2 (as published)",
        build=_build_animeganv2,
        source="TachibanaYoshino/AnimeGANv2 net/generator.py@94d74af0",
        reach=64,
        normalises=True,
    ),
    GeneratorSpec(
        name="animegan",
        title="AnimeGAN, the first version (as published)",
        build=_build_animegan,
        source="TachibanaYoshino/AnimeGAN net/generator.py@3c654ca4",
        reach=80,
        normalises=True,
    ),
    GeneratorSpec(
        name="cartoongan",
        title="CartoonGAN (as published)",
        build=_build_cartoongan,
        source="Yijunmaverick/CartoonGAN-Test-Pytorch-Torch network/Transformer.py@e0414a32",
        reach=96,
        normalises=True,
    ),
    GeneratorSpec(
        name="cyclegan",
        title="CycleGAN, nine residual blocks (as published)",
        build=_build_cyclegan,
        source="junyanz/pytorch-CycleGAN-and-pix2pix models/networks.py",
        reach=96,
        normalises=True,
    ),
    GeneratorSpec(
        name="toonify",
        title="Toonify (StyleGAN2 with swapped layers, and an encoder)",
        build=_build_toonify,
        source="Pinkney and Adler 2020, arXiv 2010.05334; the encoder is this project's",
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
