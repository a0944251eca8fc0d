"""Trains a generator towards paintings, and later against a discriminator as well.

A run has up to three phases, each as long as its settings say. The generator learns to return the photo (a warm-up on
content). It learns the objective's terms: in a paired run towards the painter's picture of the very same photo. Then
the discriminator joins and sharpens what an average of errors leaves soft. What is shipped is a running average of
the weights (EMA), which is calmer than any single step.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from animegan.errors import TrainingError
from animegan.training.averaging import refresh_statistics
from animegan.training.checkpoint import load_checkpoint, save_checkpoint
from animegan.training.config import LossWeights, TrainConfig
from animegan.training.crops import Batch, CropSampler
from animegan.training.objective import Eyes, Terms, content_terms, new_objective
from animegan.training.paintings import Plate
from animegan.training.players import learning_rate, new_players
from animegan.training.recolour import exchange_colours
from animegan.types import Progress

__all__ = ["CHECKPOINT", "Trainer", "fastest_layout"]

CHECKPOINT = "checkpoint.pt"
GRADIENT_NORM = 10.0  # clips the rare outlier batch; ordinary steps stay below
STATISTICS_BATCHES = 40  # 320 crops of the default run, of all groups and styles


class Trainer:
    """One training run.

    Args:
        generator: The network to train; its weights are changed in place.
        perceptual: Network whose features the perceptual and style terms compare; not changed.
        plates: Painted photos.
        config: Every setting of the run.
        out: Folder for the checkpoint.
        device: Where to compute.
        discriminator: One that has learnt already, in train mode; None begins with a fresh one.
    """

    def __init__(
        self,
        generator: nn.Module,
        perceptual: nn.Module,
        plates: Sequence[Plate],
        config: TrainConfig,
        out: Path,
        device: torch.device,
        *,
        discriminator: nn.Module | None = None,
    ) -> None:
        self.config = config
        self.step = 0
        self._out = out
        self._device = device
        self._sampler = CropSampler(plates, config)
        self._perceptual = _placed(perceptual, device, torch.channels_last).eval().requires_grad_(False)
        self._eyes = Eyes(features=self._features, fixed_features=torch.no_grad()(self._features))
        self._objective = new_objective(config)
        self._layout = fastest_layout(generator)
        placed = _placed(generator, device, self._layout)
        self._players = new_players(placed, config, device, discriminator=discriminator)

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
        """Writes the run's state beside its other files.

        Raises:
            TrainingError: The weights are no longer numbers; the checkpoint before stays.
        """
        weights = self._players.generator.state_dict().values()
        if not all(tensor.isfinite().all() for tensor in weights):
            raise self._diverged("its weights are no longer numbers")
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
            values = self._train_step(self._batch().to(self._device))
            if not all(math.isfinite(value) for value in values.values()):
                raise self._diverged(f"{values}")
            self.step += 1
            yield Progress(done=self.step, total=self.config.steps, message="training", values=values)

    def _batch(self) -> Batch:
        """The crops of this step; in the warm-up on content their colours are exchanged, if so configured."""
        batch = self._sampler.batch(self.step)
        if self.step >= self.config.content_steps or not self.config.exchange_colours:
            return batch
        rng = np.random.default_rng((self.config.seed, self.step, 2))
        return replace(batch, photo=exchange_colours(batch.photo, rng))

    def _diverged(self, how: str) -> TrainingError:
        good = self._out / CHECKPOINT
        kept = f"The last good checkpoint is {good}. " if good.is_file() else ""
        hint = f"{kept}Run it in another folder with a lower --learning-rate."
        return TrainingError(f"The run diverged at step {self.step}: {how}.", hint=hint)

    def _train_step(self, batch: Batch) -> dict[str, float]:
        rate = learning_rate(self.step, self.config)
        for group in self._players.paint.param_groups:
            group["lr"] = rate
        with self._autocast():
            photo = batch.photo.contiguous(memory_format=self._layout)
            picture = self._players.generator(photo, batch.style).picture
        picture = picture.float()
        values: dict[str, float] = {"learning_rate": rate}
        if self.step >= self.config.first_adversarial_step:
            values["discriminator"] = self._judge_step(picture.detach(), batch)
        values |= self._paint_step(picture, batch)
        self._players.average.update_parameters(self._players.generator)
        return values

    def _judge_step(self, picture: Tensor, batch: Batch) -> float:
        """One step of the discriminator; returns its loss."""
        self._players.discriminator.requires_grad_(True)
        loss = self._objective.judge_loss(picture, batch, partial(self._logits, batch.style))
        self._players.judge.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self._players.judge.step()
        return float(loss.detach())

    def _paint_step(self, picture: Tensor, batch: Batch) -> dict[str, float]:
        """One step of the generator; returns its terms and their weighted total."""
        self._players.discriminator.requires_grad_(False)
        terms = self._terms(picture, batch)
        total = terms.total
        self._players.paint.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._players.generator.parameters(), GRADIENT_NORM)
        self._players.paint.step()
        return {"total": float(total.detach())} | {k: float(v.detach()) for k, v in terms.values.items()}

    def _terms(self, picture: Tensor, batch: Batch) -> Terms:
        if self.step < self.config.content_steps:
            return content_terms(picture, batch, self._eyes, LossWeights())
        if self.step < self.config.first_adversarial_step:
            return self._objective.terms(picture, batch, self._eyes)
        eyes = replace(self._eyes, judge=partial(self._logits, batch.style))
        return self._objective.terms(picture, batch, eyes)

    def _features(self, pictures: Tensor) -> Mapping[str, Tensor]:
        with self._autocast():
            pictures = pictures.contiguous(memory_format=torch.channels_last)
            features: Mapping[str, Tensor] = self._perceptual(pictures)
        return features

    def _logits(self, style: Tensor, pictures: Tensor) -> Tensor:
        with self._autocast():
            logits: Tensor = self._players.discriminator(pictures, style)
        return logits.float()

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self._device.type, torch.bfloat16, enabled=self.config.precision == "bf16")


def fastest_layout(network: nn.Module) -> torch.memory_format:
    """How its numbers had better lie in memory while it learns.

    With the channels last, convolutions are twice as fast on a CPU. But PyTorch's instance normalisation and the
    gradient of its reflecting padding want the channels first and copy everything back and forth: a step of AnimeGAN
    took 1.15 s that way, 0.79 s without (2 crops of 144 px, bf16, one core).
    """
    copies = any(isinstance(module, nn.InstanceNorm2d) for module in network.modules())
    return torch.contiguous_format if copies else torch.channels_last


def _placed(network: nn.Module, device: torch.device, layout: torch.memory_format) -> nn.Module:
    return network.to(device=device, memory_format=layout)  # type: ignore[call-overload, no-any-return]
