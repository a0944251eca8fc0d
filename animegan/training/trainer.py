"""Trains a generator against the painter, and later against a discriminator as well.

A run has two phases. First a supervised warm start: the target is the painter's picture of the very same photo. Then
the discriminator joins and sharpens what an average of errors leaves soft. What is shipped is a running average of
the weights (EMA), which is calmer than any single step.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import AdamW
from torch.optim.swa_utils import AveragedModel

from animegan.errors import TrainingError
from animegan.losses.adversarial import ragan_discriminator_loss
from animegan.models.discriminator import PatchDiscriminator
from animegan.training.averaging import average_of, refresh_statistics
from animegan.training.checkpoint import load_checkpoint, save_checkpoint
from animegan.training.config import TrainConfig
from animegan.training.crops import Batch, CropSampler
from animegan.training.objective import generator_terms
from animegan.training.paintings import Plate
from animegan.types import Progress

__all__ = ["CHECKPOINT", "Trainer"]

CHECKPOINT = "checkpoint.pt"
GRADIENT_NORM = 10.0  # clips the rare outlier batch; ordinary steps stay below
STATISTICS_BATCHES = 40  # 320 crops of the default run, of all groups and styles
LAST_RATE = 0.01  # of the peak learning rate, at the end of the cosine


@dataclass(frozen=True, slots=True)
class _Players:
    """The networks of a run and their optimisers."""

    generator: nn.Module
    average: AveragedModel
    discriminator: nn.Module
    paint: AdamW
    judge: AdamW

    def state(self) -> dict[str, Any]:
        return {name: getattr(self, name).state_dict() for name in self.__slots__}

    def restore(self, state: dict[str, Any]) -> None:
        for name in self.__slots__:
            getattr(self, name).load_state_dict(state[name])


class Trainer:
    """One training run.

    Args:
        generator: The network to train; its weights are changed in place.
        perceptual: Network whose features the perceptual and style terms compare; not changed.
        plates: Painted photos.
        config: Every setting of the run.
        out: Folder for the checkpoint.
        device: Where to compute.
    """

    def __init__(
        self,
        generator: nn.Module,
        perceptual: nn.Module,
        plates: Sequence[Plate],
        config: TrainConfig,
        out: Path,
        device: torch.device,
    ) -> None:
        self.config = config
        self.step = 0
        self._out = out
        self._device = device
        self._sampler = CropSampler(plates, config)
        self._perceptual = _placed(perceptual, device).eval().requires_grad_(False)
        self._players = _new_players(_placed(generator, device), config, device)

    def averaged(self) -> nn.Module:
        """The network with averaged weights and fresh batch statistics, in eval mode: what is validated and shipped."""
        after_the_end = range(self.config.steps, self.config.steps + STATISTICS_BATCHES)
        batches = (self._sampler.batch(step).to(self._device) for step in after_the_end)
        return refresh_statistics(self._players.average.module, batches)

    def resume(self) -> None:
        """Goes on from the checkpoint in the run's folder.

        Raises:
            TrainingError: There is none, or it belongs to a run with other settings.
        """
        state = load_checkpoint(self._out / CHECKPOINT)
        if TrainConfig.from_dict(state["config"]) != self.config:
            raise TrainingError(
                f"The checkpoint in {self._out} was made with other settings.",
                hint="Repeat the options of that run, or start a new run in another folder.",
            )
        self._players.restore(state["players"])
        self.step = state["step"]

    def checkpoint(self) -> None:
        """Writes the run's state beside its other files."""
        state = {"config": self.config.as_dict(), "step": self.step, "players": self._players.state()}
        save_checkpoint(self._out / CHECKPOINT, state)

    def run(self, last_step: int | None = None) -> Iterator[Progress]:
        """Trains up to `last_step`, by default to the end.

        Yields:
            One `Progress` per step, with every loss term and the learning rate.

        Raises:
            TrainingError: The loss is no longer a number; the last checkpoint is intact.
        """
        end = self.config.steps if last_step is None else min(last_step, self.config.steps)
        self._players.generator.train()
        while self.step < end:
            values = self._train_step(self._sampler.batch(self.step).to(self._device))
            if not all(math.isfinite(value) for value in values.values()):
                raise TrainingError(
                    f"The run diverged at step {self.step}: {values}.",
                    hint="Resume from the last checkpoint with a lower learning rate.",
                )
            self.step += 1
            yield Progress(done=self.step, total=self.config.steps, message="training", values=values)

    def _train_step(self, batch: Batch) -> dict[str, float]:
        rate = learning_rate(self.step, self.config)
        for group in self._players.paint.param_groups:
            group["lr"] = rate
        with self._autocast():
            picture = self._players.generator(_channels_last(batch.photo), batch.style).picture
        picture = picture.float()
        values: dict[str, float] = {"learning_rate": rate}
        if self.step >= self.config.first_adversarial_step:
            values["discriminator"] = self._judge_step(picture.detach(), batch)
        values |= self._paint_step(picture, batch)
        self._players.average.update_parameters(self._players.generator)
        return values

    def _judge_step(self, picture: Tensor, batch: Batch) -> float:
        """One step of the discriminator; returns its loss."""
        judge = self._players.discriminator.requires_grad_(True)
        with self._autocast():
            real, fake = judge(batch.target, batch.style), judge(picture, batch.style)
        loss = ragan_discriminator_loss(real.float(), fake.float())
        self._players.judge.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self._players.judge.step()
        return float(loss.detach())

    def _paint_step(self, picture: Tensor, batch: Batch) -> dict[str, float]:
        """One step of the generator; returns its terms and their weighted total."""
        logits = None
        with self._autocast():
            features = self._perceptual(_channels_last(picture))
            with torch.no_grad():
                wanted = self._perceptual(_channels_last(batch.target))
            if self.step >= self.config.first_adversarial_step:
                judge = self._players.discriminator.requires_grad_(False)
                real, fake = judge(batch.target, batch.style), judge(picture, batch.style)
                logits = (real.float(), fake.float())
        terms = generator_terms(
            picture, batch.target, features, wanted, self.config.weights, focus=batch.focus, logits=logits
        )
        total = terms.total
        self._players.paint.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._players.generator.parameters(), GRADIENT_NORM)
        self._players.paint.step()
        return {"total": float(total.detach())} | {k: float(v.detach()) for k, v in terms.values.items()}

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self._device.type, torch.bfloat16, enabled=self.config.precision == "bf16")


def learning_rate(step: int, config: TrainConfig) -> float:
    """The generator's learning rate at a step: a linear rise, then half a cosine."""
    if step < config.warm_up:
        return config.learning_rate * (step + 1) / config.warm_up
    way = (step - config.warm_up) / max(1, config.steps - config.warm_up)
    return config.learning_rate * (LAST_RATE + (1 - LAST_RATE) * (1 + math.cos(math.pi * way)) / 2)


def _new_players(generator: nn.Module, config: TrainConfig, device: torch.device) -> _Players:
    discriminator = PatchDiscriminator(len(config.styles)).to(device)
    return _Players(
        generator=generator,
        average=average_of(generator, config.ema),
        discriminator=discriminator,
        paint=AdamW(generator.parameters(), config.learning_rate, weight_decay=1e-4),
        judge=AdamW(discriminator.parameters(), config.discriminator_rate, betas=(0.5, 0.99), weight_decay=0),
    )


def _placed(network: nn.Module, device: torch.device) -> nn.Module:
    """On its device, with the memory layout that convolutions prefer: twice as fast on a CPU."""
    return network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload, no-any-return]


def _channels_last(pictures: Tensor) -> Tensor:
    return pictures.contiguous(memory_format=torch.channels_last)
