"""The recipes of the lab's own two generators: their default settings around the one way of training."""

from collections.abc import Iterator
from typing import Any

from animegan.errors import TrainingError
from animegan.training.config import TrainConfig
from animegan.training.generator_recipe import GeneratorRun, check_free, train_generator
from animegan.training.paintings import PlateFolder
from animegan.training.photos import list_photos
from animegan.training.request import TrainRequest
from animegan.types import Progress

__all__ = ["train_anime_unet", "train_animeganv2"]


def train_anime_unet(request: TrainRequest) -> Iterator[Progress]:
    """Trains `anime_unet`; see `train_generator`."""
    config = TrainConfig(**request.settings)
    yield from _train(request, "anime_unet", {"styles": len(config.styles)}, config)


def train_animeganv2(request: TrainRequest) -> Iterator[Progress]:
    """Trains the published generator in one style; see `train_generator`.

    Raises:
        TrainingError: Several styles are asked for.
    """
    defaults: dict[str, Any] = {
        "styles": ("sakura",), "batch": 3, "crop": 176, "learning_rate": 5e-4, "content_steps": 400,
        "ema": 0.995, "mixed_style_share": 0.0,
    }  # fmt: skip
    config = TrainConfig(**{**defaults, **request.settings})
    if len(config.styles) != 1:
        raise TrainingError(
            f"AnimeGANv2 holds one style, not {len(config.styles)}.", hint="Name one after --styles."
        )
    yield from _train(request, "animeganv2", {}, config)


def _train(
    request: TrainRequest, architecture: str, build: dict[str, int], config: TrainConfig
) -> Iterator[Progress]:
    check_free(request.out, request.resume)
    folder = PlateFolder(request.plates, config.styles, request.find_faces)
    yield from folder.paint(list_photos(request.photos, tiers=request.tiers))
    run = GeneratorRun(
        name=architecture, architecture=architecture, build=build, config=config,
        out=request.out, start=request.start,
    )  # fmt: skip
    yield from train_generator(run, folder.plates, device=request.device, resume=request.resume)
