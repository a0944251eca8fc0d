"""Trains CycleGAN: one generator paints photos, a second takes paintings back to photos, and each checks the other.

    photo    -> to_painting -> picture -> to_photo    -> the photo again?
    painting -> to_photo    -> picture -> to_painting -> the painting again?

The published system has no pairs. Its loss is the sum of four kinds of terms: two LSGAN games, what a round trip loses,
and what each generator changes about a picture that is of the wanted kind already. Nothing but the round trips ties a
picture to its photo.

Here most of a run is a warm start that the published system lacks. First one generator learns to return photos, and
the other begins as its copy. Then both learn from pairs: the photo and the painter's picture of it. The cycle game
follows.

Source:
    Zhu et al. 2017; weights, rates and the picture pool: junyanz/pytorch-CycleGAN-and-pix2pix
    models/cycle_gan_model.py, util/image_pool.py.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from animegan.losses.adversarial import get_game
from animegan.losses.perceptual import perceptual_loss
from animegan.losses.pixel import l1_loss
from animegan.models.cyclegan import CycleGAN
from animegan.models.discriminator import PatchDiscriminator
from animegan.training.config import TrainConfig
from animegan.training.crops import Batch, CropSampler
from animegan.training.paintings import Plate
from animegan.training.players import learning_rate
from animegan.training.trainer import GRADIENT_NORM, Trainer

__all__ = ["CycleTrainer", "GeneratorPair", "JudgePair", "PicturePool"]

CYCLE, IDENTITY = 10.0, 5.0  # published weights; that of the games is 1
GAME_RATE = (
    2e-4  # published learning rate of the generators; here it falls along a line from the first step on
)
GAME_BATCH = 1  # as published
POOL = 50  # pictures
UNDO_EVERY = 2  # steps of the warm start per step of the way back, which is not shipped
LSGAN = get_game("lsgan")


class GeneratorPair(nn.Module):
    """Both generators, as one network to optimise, average and save."""

    def __init__(self) -> None:
        super().__init__()
        self.to_painting, self.to_photo = CycleGAN(), CycleGAN()


class PicturePool(nn.Module):
    """Earlier pictures of a generator, so that its discriminator does not forget them.

    Args:
        side: Of the pictures, pixels.
        size: How many are kept.
    """

    pictures: Tensor
    filled: Tensor

    def __init__(self, side: int, size: int = POOL) -> None:
        super().__init__()
        self.register_buffer("pictures", torch.zeros(size, 3, side, side))
        self.register_buffer("filled", torch.tensor(0))

    def exchange(self, fresh: Tensor, rng: np.random.Generator) -> Tensor:
        """Half of the time the fresh picture itself, else one from the pool, whose place it takes.

        Args:
            fresh: (N, 3, S, S), detached.
            rng: Decides.
        """
        return torch.stack([self._exchange(picture, rng) for picture in fresh])

    def _exchange(self, fresh: Tensor, rng: np.random.Generator) -> Tensor:
        filled = int(self.filled)
        if filled < len(self.pictures):
            self.pictures[filled] = fresh
            self.filled += 1
            return fresh
        if rng.random() < 0.5:
            return fresh
        place = int(rng.integers(filled))
        earlier = self.pictures[place].clone()
        self.pictures[place] = fresh
        return earlier


class JudgePair(nn.Module):
    """Both discriminators with their pools.

    Args:
        side: Of the crops, pixels.
    """

    def __init__(self, side: int) -> None:
        super().__init__()
        self.painting, self.photo = PatchDiscriminator(1), PatchDiscriminator(1)
        self.paintings, self.photos = PicturePool(side), PicturePool(side)


class CycleTrainer(Trainer):
    """One run of CycleGAN. Its `adversarial_from` is where the warm start ends and the cycle game begins.

    Args:
        pair: Its weights are changed in place.
        perceptual: Network whose features the warm start compares; not changed.
        plates: Painted photos.
        config: Every setting of the run; of one style.
        out: Folder for the checkpoint.
        device: Where to compute.
    """

    def __init__(
        self,
        pair: GeneratorPair,
        perceptual: nn.Module,
        plates: Sequence[Plate],
        config: TrainConfig,
        out: Path,
        device: torch.device,
    ) -> None:
        judges = JudgePair(config.crop)
        super().__init__(pair, perceptual, plates, config, out, device, discriminator=judges)
        self._pair, self._judges = pair, judges
        self._unpaired = CropSampler(plates, replace(config, pairing="unpaired", batch=GAME_BATCH))

    def averaged(self) -> nn.Module:
        """The generator that paints, with averaged weights, in eval mode."""
        pair = super().averaged()
        assert isinstance(pair, GeneratorPair)
        return pair.to_painting

    def _train_step(self, batch: Batch) -> dict[str, float]:
        playing = self.step >= self.config.first_adversarial_step
        rate = self._game_rate() if playing else learning_rate(self.step, self.config)
        for group in self._players.paint.param_groups:
            group["lr"] = rate
        values = self._play() if playing else self._learn_pairs(batch)
        self._players.average.update_parameters(self._pair)
        return {"learning_rate": rate, **values}

    def _game_rate(self) -> float:
        first, end = self.config.first_adversarial_step, self.config.steps
        return GAME_RATE * (end - self.step) / (end - first)

    def _learn_pairs(self, batch: Batch) -> dict[str, float]:
        """One step of the warm start."""
        if self.step < self.config.content_steps:
            return self._learn_content(batch)
        if self.step == self.config.content_steps:
            self._pair.to_photo.load_state_dict(self._pair.to_painting.state_dict())
        weights = self.config.weights
        values = self._towards(self._pair.to_painting, batch.photo, batch.content, batch.focus)
        total = weights.l1 * values["l1"] + weights.perceptual * values["perceptual"]
        if self.step % UNDO_EVERY == 0:
            back = self._towards(self._pair.to_photo, batch.content, batch.photo, batch.focus)
            total = total + weights.l1 * back["l1"] + weights.perceptual * back["perceptual"]
        self._improve(total)
        return {name: float(value.detach()) for name, value in values.items()}

    def _learn_content(self, batch: Batch) -> dict[str, float]:
        """One step of learning to return the photo, by the generator that shall paint."""
        weights = self.config.weights
        values = self._towards(self._pair.to_painting, batch.photo, batch.photo, torch.ones_like(batch.focus))
        self._improve(weights.l1 * values["l1"] + weights.perceptual * values["perceptual"])
        return {name: float(value.detach()) for name, value in values.items()}

    def _towards(
        self, generator: nn.Module, given: Tensor, wanted: Tensor, focus: Tensor
    ) -> dict[str, Tensor]:
        picture = self._paint(generator, given)
        seen = self._eyes.features(picture), self._eyes.fixed_features(wanted)
        return {"l1": l1_loss(picture, wanted, focus), "perceptual": perceptual_loss(*seen)}

    def _play(self) -> dict[str, float]:
        """One step of the cycle game: the discriminators, then the generators."""
        rng = np.random.default_rng((self.config.seed, self.step, 1))
        batch = self._unpaired.batch(self.step).to(self._device)
        photo, painting, judges = batch.photo, batch.example, self._judges
        painted = self._paint(self._pair.to_painting, photo)
        photographed = self._paint(self._pair.to_photo, painting)

        judges.requires_grad_(True)
        loss = self._judged(judges.painting, painting, judges.paintings.exchange(painted.detach(), rng))
        loss = loss + self._judged(judges.photo, photo, judges.photos.exchange(photographed.detach(), rng))
        self._players.judge.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self._players.judge.step()
        judges.requires_grad_(False)

        terms = {
            "adversarial": self._fools(judges.painting, painted) + self._fools(judges.photo, photographed),
            "cycle": l1_loss(self._paint(self._pair.to_photo, painted), photo)
            + l1_loss(self._paint(self._pair.to_painting, photographed), painting),
            "identity": l1_loss(self._paint(self._pair.to_painting, painting), painting)
            + l1_loss(self._paint(self._pair.to_photo, photo), photo),
        }
        self._improve(terms["adversarial"] + CYCLE * terms["cycle"] + IDENTITY * terms["identity"])
        return {"discriminator": float(loss.detach())} | {k: float(v.detach()) for k, v in terms.items()}

    def _judged(self, judge: nn.Module, real: Tensor, fake: Tensor) -> Tensor:
        return LSGAN.discriminator(self._verdict(judge, real), self._verdict(judge, fake)) / 2

    def _fools(self, judge: nn.Module, fake: Tensor) -> Tensor:
        logits = self._verdict(judge, fake)
        return LSGAN.generator(logits, logits)  # this game's generator does not look at real pictures

    def _verdict(self, judge: nn.Module, pictures: Tensor) -> Tensor:
        style = torch.ones(len(pictures), 1, device=self._device)
        with self._autocast():
            logits: Tensor = judge(pictures, style)
        return logits.float()

    def _paint(self, generator: nn.Module, pictures: Tensor) -> Tensor:
        with self._autocast():
            painted: Tensor = generator(pictures.contiguous(memory_format=self._layout)).picture
        return painted.float()

    def _improve(self, total: Tensor) -> None:
        """One step of the generators."""
        self._players.paint.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self._pair.parameters(), GRADIENT_NORM)
        self._players.paint.step()
