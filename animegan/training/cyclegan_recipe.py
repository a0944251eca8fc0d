"""The recipe that makes `cyclegan`: a paired warm start, then the cycle game; see `training.cycle_trainer`."""

from collections.abc import Iterator
from typing import Any

import torch

from animegan.catalog.load import read_weights_into
from animegan.errors import TrainingError
from animegan.training.config import TrainConfig
from animegan.training.cycle_trainer import CycleTrainer, GeneratorPair
from animegan.training.device import open_device
from animegan.training.features import open_features
from animegan.training.generator_recipe import GeneratorRun, carry_out, check_free
from animegan.training.paintings import PlateFolder
from animegan.training.photos import list_photos
from animegan.training.request import TrainRequest
from animegan.training.system_recipe import JUDGED_ON
from animegan.types import Progress

__all__ = ["train_cyclegan"]

FIXED = ("objective", "pairing", "game", "late_crop")  # what the recipe says itself


def train_cyclegan(request: TrainRequest) -> Iterator[Progress]:
    """Trains CycleGAN in one style and ships the generator that paints.

    Args:
        request: `settings` holds fields of TrainConfig; of its loss weights, `l1` and `perceptual` count in the warm
            start. `start` begins the generator that paints.

    Yields:
        Progress of the painting, then one per step.

    Raises:
        TrainingError: The settings, photos or checkpoint cannot be used, or the run diverged.
    """
    config = _config(request.settings)
    check_free(request.out, request.resume)
    folder = PlateFolder(request.plates, config.styles, request.find_faces)
    yield from folder.paint(list_photos(request.photos, tiers=request.tiers))
    request.out.mkdir(parents=True, exist_ok=True)
    device = open_device(request.device)
    torch.manual_seed(config.seed)
    pair = GeneratorPair()
    if request.start is not None:
        read_weights_into(pair.to_painting, request.start)
    features_name, features = open_features()
    trainer = CycleTrainer(pair, features, folder.plates, config, request.out, device)
    if request.resume:
        trainer.resume()
    run = GeneratorRun(
        name="cyclegan", architecture="cyclegan", config=config, out=request.out, judged_on=JUDGED_ON
    )
    yield from carry_out(trainer, folder.plates, run, features_name, device)


def _config(settings: dict[str, Any]) -> TrainConfig:
    if said := [name for name in FIXED if name in settings]:
        raise TrainingError(
            f"This recipe says {', '.join(said)} itself.", hint="Leave the option out, or train animeganv2."
        )
    defaults: dict[str, Any] = {
        "styles": ("sakura",), "steps": 2000, "batch": 2, "crop": 128, "learning_rate": 5e-4, "ema": 0.99,
        "adversarial_from": 0.85, "discriminator_rate": 2e-4, "mixed_style_share": 0.0,
        "content_steps": 300, "exchange_colours": True,
    }  # fmt: skip
    config = TrainConfig(**{**defaults, **settings})
    if len(config.styles) != 1:
        raise TrainingError(
            f"CycleGAN holds one style, not {len(config.styles)}.", hint="Name one after --styles."
        )
    return config
