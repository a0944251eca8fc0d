"""The state of a run of the recipe `refiner`, and one step of it."""

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from animegan.catalog import get_weights
from animegan.catalog.load import load_generator, load_perceptual
from animegan.errors import TrainingError
from animegan.losses.adversarial import ragan_discriminator_loss, ragan_generator_loss
from animegan.losses.perceptual import perceptual_loss
from animegan.models.discriminator import PatchDiscriminator
from animegan.models.local_refiner import LocalRefiner
from animegan.training.averaging import average_of
from animegan.training.crops import to_pm1
from animegan.training.paintings import Plate
from animegan.training.refiner_data import Sharp, blurred, cut, sharp_faces
from animegan.training.refiner_settings import RefinerSettings
from animegan.types import Landmarks

__all__ = ["RefinerRun"]


class _Batch(NamedTuple):
    """What one step learns from: (N, 3, S, S) in [-1, 1], (N, 1, S, S) of weights, (N, styles) of style codes."""

    painted: Tensor
    photo: Tensor
    target: Tensor
    focus: Tensor
    code: Tensor


class RefinerRun:
    """Everything that changes from step to step, and what it learns from.

    Args:
        settings: Of the run.
        plates: Painted photos; of these the large faces that are not held out.
        device: Where it computes.
    """

    def __init__(self, settings: RefinerSettings, plates: tuple[Plate, ...], device: torch.device) -> None:
        torch.manual_seed(settings.seed)
        self.settings, self.device, self.step = settings, device, 0
        self.network = LocalRefiner(settings.width, settings.blocks).to(device)
        self.average = average_of(self.network, settings.ema)
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=0.0, weight_decay=1e-4)
        self.generator = load_generator(settings.generator).to(device)
        self.eye = load_perceptual().to(device)
        self._faces: list[tuple[Plate, Landmarks]] = sharp_faces(plates, held_out=False)
        self._styles = len(get_weights(settings.generator).styles)
        self.discriminator = PatchDiscriminator(self._styles).to(device)
        self.judge = torch.optim.AdamW(
            self.discriminator.parameters(), settings.discriminator_rate, betas=(0.5, 0.99), weight_decay=0
        )

    def learn(self) -> dict[str, float]:
        """One step; returns the loss terms."""
        settings = self.settings
        for group in self.optimizer.param_groups:
            group["lr"] = settings.learning_rate * _schedule(self.step, settings)
        with torch.autocast(self.device.type, torch.bfloat16, enabled=settings.precision == "bf16"):
            batch = self._batch(np.random.default_rng((settings.seed, self.step)))
            refined = self.network(batch.painted, batch.photo)
            terms = {
                "l1": ((refined - batch.target).abs() * batch.focus).mean(),
                "perceptual": perceptual_loss(self.eye(refined), self._seen(batch.target)),
                "adversarial": self._play(batch, refined),
            }
            loss = torch.stack([weight * terms[name] for name, weight in self._weights().items()]).sum()
        if not math.isfinite(loss.item()):
            raise TrainingError(
                f"The loss of step {self.step} is {loss.item()}.", hint="Lower the learning rate."
            )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.average.update_parameters(self.network)
        self.step += 1
        before = F.l1_loss(batch.painted, batch.target).item()
        after = F.l1_loss(refined.detach().float(), batch.target).item()
        return {name: term.item() for name, term in terms.items()} | {"before": before, "after": after}

    def _weights(self) -> Mapping[str, float]:
        """How much each term counts at this step."""
        settings = self.settings
        playing = self.step >= settings.adversarial_from * settings.steps
        return {
            "l1": 1.0,
            "perceptual": settings.perceptual,
            "adversarial": settings.adversarial if playing else 0.0,
        }

    def _play(self, batch: _Batch, refined: Tensor) -> Tensor:
        """The discriminator learns from the batch; then what it asks of the refiner."""
        real, fake = (self.discriminator(x, batch.code) for x in (batch.target, refined.detach()))
        loss = ragan_discriminator_loss(real, fake)
        self.judge.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self.judge.step()
        self.discriminator.requires_grad_(False)
        try:
            with torch.no_grad():
                real = self.discriminator(batch.target, batch.code)
            return ragan_generator_loss(real, self.discriminator(refined, batch.code))
        finally:
            self.discriminator.requires_grad_(True)

    def _batch(self, rng: np.random.Generator) -> _Batch:
        settings = self.settings
        pieces = [self._piece(rng) for _ in range(settings.batch)]
        factors = np.exp(rng.uniform(0, math.log(settings.coarsest), settings.batch))
        photo = self._pm1(
            [blurred(piece.photo, factor) for piece, factor in zip(pieces, factors, strict=True)]
        )
        code = (
            F.one_hot(torch.tensor([piece.style for piece in pieces]), self._styles).float().to(self.device)
        )
        with torch.no_grad():
            painted = self.generator(photo, code).picture.float()
        focus = torch.from_numpy(np.stack([piece.focus for piece in pieces]))[:, None]
        return _Batch(
            painted, photo, self._pm1([piece.target for piece in pieces]), focus.to(self.device), code
        )

    def _piece(self, rng: np.random.Generator) -> Sharp:
        plate, face = self._faces[rng.integers(len(self._faces))]
        return cut(plate, face, self.settings.crop, rng, focus=self.settings.focus)

    def _pm1(self, pictures: list[NDArray[np.uint8]]) -> Tensor:
        return to_pm1(np.stack(pictures)).to(self.device)

    @torch.no_grad()
    def _seen(self, target: Tensor) -> Mapping[str, Tensor]:
        seen: Mapping[str, Tensor] = self.eye(target)
        return seen

    def averaged(self) -> LocalRefiner:
        """The averaged weights, ready to be used."""
        network = self.average.module
        assert isinstance(network, LocalRefiner)
        return network.eval().requires_grad_(False)

    def state(self) -> dict[str, Any]:
        """Every tensor and number, for a checkpoint."""
        return {
            "settings": asdict(self.settings),
            "step": self.step,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "discriminator": self.discriminator.state_dict(),
            "judge": self.judge.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Goes back to what `state` returned."""
        self.step = state["step"]
        for name in ("network", "average", "optimizer", "discriminator", "judge"):
            getattr(self, name).load_state_dict(state[name])


def _schedule(step: int, settings: RefinerSettings) -> float:
    """Share of the highest learning rate: a straight rise, then half a cosine."""
    rise = min(1.0, (step + 1) / max(1, settings.warm_up))
    return rise * 0.5 * (1 + math.cos(math.pi * step / settings.steps))
