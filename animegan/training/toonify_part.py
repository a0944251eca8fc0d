"""One part of a run of the recipe `toonify`: a network that learns, its average, and its discriminator."""

import math
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from animegan.losses.adversarial import ragan_discriminator_loss, ragan_generator_loss
from animegan.models.discriminator import PatchDiscriminator
from animegan.training.averaging import average_of
from animegan.training.toonify_settings import ToonifySettings

__all__ = ["Part"]

NAMES = ("network", "average", "optimizer", "discriminator", "judge")
READING = ("toonify.encoder", "domain")  # these learn at the encoder's rate, all others draw


class Part:
    """The players of one part.

    Args:
        network: Encoder and generator, or a generator alone.
        settings: Of the run.
        device: Where it computes.
    """

    def __init__(self, network: nn.Module, settings: ToonifySettings, device: torch.device) -> None:
        self._warm_up = settings.warm_up
        self.network = network.to(device)
        self.average = average_of(self.network, settings.ema)
        drawing = [p for name, p in network.named_parameters() if not name.startswith(READING)]
        reading = [p for name, p in network.named_parameters() if name.startswith(READING)]
        groups = ((drawing, settings.generator_rate), (reading, settings.learning_rate))
        self.optimizer = torch.optim.Adam(
            [{"params": some, "highest": rate} for some, rate in groups if some], lr=0.0, betas=(0.9, 0.99)
        )
        self.discriminator = PatchDiscriminator(1).to(device)
        self.judge = torch.optim.Adam(
            self.discriminator.parameters(), settings.discriminator_rate, betas=(0.5, 0.99)
        )

    def set_rate(self, done: int, steps: int) -> None:
        """Sets the learning rates of a step: a straight rise, then half a cosine."""
        rise = min(1.0, (done + 1) / max(1, self._warm_up))
        for group in self.optimizer.param_groups:
            group["lr"] = group["highest"] * rise * 0.5 * (1 + math.cos(math.pi * done / steps))

    def follow(self, loss: Tensor) -> None:
        """One step down the loss, and one of the average."""
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.average.update_parameters(self.network)

    def play(self, drawn: Tensor, target: Tensor) -> Tensor:
        """The discriminator learns from pictures and what they should be; then what it asks of the network."""
        judge, code = self.discriminator, torch.ones(len(drawn), 1, device=drawn.device)
        loss = ragan_discriminator_loss(judge(target, code), judge(drawn.detach(), code))
        self.judge.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        self.judge.step()
        judge.requires_grad_(False)
        try:
            with torch.no_grad():
                real = judge(target, code)
            return ragan_generator_loss(real, judge(drawn, code))
        finally:
            judge.requires_grad_(True)

    def state(self) -> dict[str, Any]:
        """Every tensor and number, for a checkpoint."""
        return {name: getattr(self, name).state_dict() for name in NAMES}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Goes back to what `state` returned."""
        for name in NAMES:
            getattr(self, name).load_state_dict(state[name])
