"""Which training runs there are, by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from animegan.errors import TrainingError
from animegan.training.request import TrainRequest
from animegan.types import Progress

__all__ = ["RECIPES", "Recipe", "get_recipe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """One kind of training run.

    Attributes:
        name: The word used on the command line.
        title: What comes out of it.
        run: Does it; a generator of `Progress`.
    """

    name: str
    title: str
    run: Callable[[TrainRequest], Iterator[Progress]]


def _anime_unet(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.network_recipes import train_anime_unet

    yield from train_anime_unet(request)


def _animeganv2(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.network_recipes import train_animeganv2

    yield from train_animeganv2(request)


def _animegan(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.system_recipe import train_system

    yield from train_system(request, "animegan")


def _cartoongan(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.system_recipe import train_system

    yield from train_system(request, "cartoongan")


def _cyclegan(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.cyclegan_recipe import train_cyclegan

    yield from train_cyclegan(request)


def _ablation(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.ablation_recipe import train_ablation

    yield from train_ablation(request)


def _distil(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.distil import train_distil

    yield from train_distil(request)


def _perceptual(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.perceptual_recipe import train_perceptual

    yield from train_perceptual(request)


def _refiner(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.refiner_recipe import train_refiner

    yield from train_refiner(request)


def _toonify(request: TrainRequest) -> Iterator[Progress]:
    from animegan.training.toonify_recipe import train_toonify

    yield from train_toonify(request)


RECIPES: tuple[Recipe, ...] = (
    Recipe(name="anime_unet", title="the default generator, four styles in one network", run=_anime_unet),
    Recipe(name="animeganv2", title="the published generator, one style per network", run=_animeganv2),
    Recipe(name="animegan", title="AnimeGAN v1: paired warm start, then its own game", run=_animegan),
    Recipe(name="cartoongan", title="CartoonGAN: paired warm start, then its own game", run=_cartoongan),
    Recipe(name="cyclegan", title="CycleGAN: paired warm start, then the cycle game", run=_cyclegan),
    Recipe(name="ablation", title="a small parent and five children, one loss term apart", run=_ablation),
    Recipe(name="distil", title="a small fast student of any network, on your photos", run=_distil),
    Recipe(
        name="perceptual", title="the small perceptual network, from a teacher's features", run=_perceptual
    ),
    Recipe(name="refiner", title="the Local Refiner, which redraws painted faces", run=_refiner),
    Recipe(name="toonify", title="a small Toonify, which redraws one aligned face", run=_toonify),
)


def get_recipe(name: str) -> Recipe:
    """The recipe of that name.

    Raises:
        TrainingError: There is none.
    """
    for recipe in RECIPES:
        if recipe.name == name:
            return recipe
    raise TrainingError(
        f"Unknown recipe {name!r}.", hint=f"Use one of: {', '.join(recipe.name for recipe in RECIPES)}."
    )
