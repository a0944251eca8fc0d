"""The networks of a run and their optimisers, saved and restored as one."""

import math
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.optim import AdamW
from torch.optim.swa_utils import AveragedModel

from animegan.models.discriminator import PatchDiscriminator
from animegan.training.averaging import average_of
from animegan.training.config import TrainConfig

__all__ = ["Players", "learning_rate", "new_players"]

LAST_RATE = 0.01  # of the peak learning rate, at the end of the cosine


@dataclass(frozen=True, slots=True)
class Players:
    """Both sides of the game.

    Attributes:
        generator: Learns to paint.
        average: Its running average, what is shipped.
        discriminator: Learns to tell its pictures from paintings.
        paint: The generator's optimiser.
        judge: The discriminator's.
    """

    generator: nn.Module
    average: AveragedModel
    discriminator: nn.Module
    paint: AdamW
    judge: AdamW

    def state(self) -> dict[str, Any]:
        """Every tensor and number, for a checkpoint."""
        return {name: getattr(self, name).state_dict() for name in self.__slots__}

    def restore(self, state: dict[str, Any]) -> None:
        """Goes back to what `state` returned."""
        for name in self.__slots__:
            getattr(self, name).load_state_dict(state[name])


def new_players(
    generator: nn.Module,
    config: TrainConfig,
    device: torch.device,
    *,
    discriminator: nn.Module | None = None,
) -> Players:
    """The players at the start of a run.

    Args:
        generator: On its device already.
        config: Every setting of the run.
        device: Where the discriminator goes.
        discriminator: One that has learnt already; None begins with a fresh one.
    """
    discriminator = (discriminator or PatchDiscriminator(len(config.styles))).to(device)
    return Players(
        generator=generator,
        average=average_of(generator, config.ema),
        discriminator=discriminator,
        paint=AdamW(generator.parameters(), config.learning_rate, weight_decay=1e-4),
        judge=AdamW(discriminator.parameters(), config.discriminator_rate, betas=(0.5, 0.99), weight_decay=0),
    )


def learning_rate(step: int, config: TrainConfig) -> float:
    """The generator's learning rate at a step: a linear rise, then half a cosine."""
    if step < config.warm_up:
        return config.learning_rate * (step + 1) / config.warm_up
    way = (step - config.warm_up) / max(1, config.steps - config.warm_up)
    return config.learning_rate * (LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * way)) / 2)
