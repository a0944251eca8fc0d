"""The state of a run of the recipe `toonify`, and one step of it.

part 1   photo -> encoder -> W+ -> generator -> the photo again
part 2   photo -> the same encoder, frozen -> W+ -> a copy of the generator -> the painting
then     encoder + generator whose layers come from both: `ToonifyRun.swapped`
"""

import copy
import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from animegan.catalog.load import load_perceptual
from animegan.errors import TrainingError
from animegan.losses.domain import DomainClassifier, dann_strength, domain_loss, reverse_gradient
from animegan.losses.perceptual import perceptual_loss
from animegan.models.layer_swap import swap_layers
from animegan.models.stylegan2 import Synthesis
from animegan.models.toonify import Toonify
from animegan.training.toonify_data import Pairs, face_window, pick
from animegan.training.toonify_part import Part
from animegan.training.toonify_settings import ToonifySettings

__all__ = ["ToonifyRun", "latent_spread"]


def latent_spread(latents: Tensor) -> Tensor:
    """Mean square distance of a face's latents to their mean: 0 where W+ is one `w` for all steps.

    Args:
        latents: (N, latents, latent).

    Source:
        Tov et al. 2021, "Designing an Encoder for StyleGAN Image Manipulation", section 4 (there: differences to the
        first latent).
    """
    return (latents - latents.mean(dim=1, keepdim=True)).square().mean()


class ToonifyRun:
    """Everything that changes from step to step, and what it learns from.

    Args:
        settings: Of the run.
        pairs: Aligned faces and their paintings.
        device: Where it computes.
    """

    def __init__(self, settings: ToonifySettings, pairs: Pairs, device: torch.device) -> None:
        torch.manual_seed(settings.seed)
        self.settings, self.device, self.step, self._pairs = settings, device, 0, pairs
        self.begun = False  # to paint
        toonify = Toonify(**self.config)
        classifier = DomainClassifier(toonify.encoder.squeeze.in_channels)
        self.photos = Part(nn.ModuleDict({"toonify": toonify, "domain": classifier}), settings, device)
        self.paintings = Part(copy.deepcopy(toonify.generator), settings, device)
        self.eye = load_perceptual().to(device)

    @property
    def config(self) -> dict[str, Any]:
        """What builds the network."""
        own = self.settings
        return {"size": own.crop, "latent": own.latent, "multiplier": own.multiplier, "width": own.width,
                "widest": own.widest}  # fmt: skip

    def learn(self) -> dict[str, float]:
        """One step; returns the loss terms."""
        settings, first = self.settings, self.settings.photo_steps
        painting = self.step >= first
        if painting and not self.begun:
            self._begin_painting()
        part = self.paintings if painting else self.photos
        done, steps = (self.step - first, settings.steps - first) if painting else (self.step, first)
        part.set_rate(done, steps)
        progress = done / steps
        rng = np.random.default_rng((settings.seed, self.step))
        photo, target = (x.to(self.device) for x in pick(self._pairs, settings.batch, rng, vary=True))
        with torch.autocast(self.device.type, torch.bfloat16, enabled=settings.precision == "bf16"):
            terms = self._paint(photo, target) if painting else self._rebuild(photo, target, progress)
            weights = self._weights(progress)
            loss = torch.stack([weights[name] * term.float() for name, term in terms.items()]).sum()
        if not math.isfinite(loss.item()):
            message = f"The loss of step {self.step} is {loss.item()}."
            raise TrainingError(message, hint="Lower the learning rate.")
        part.follow(loss)
        self.step += 1
        return {name: term.item() for name, term in terms.items()}

    def _weights(self, progress: float) -> Mapping[str, float]:
        settings = self.settings
        playing = progress >= settings.adversarial_from
        return {
            "l1": 1.0, "perceptual": settings.perceptual, "spread": settings.spread, "domain": settings.domain,
            "adversarial": settings.adversarial if playing else 0.0,
        }  # fmt: skip

    def _rebuild(self, photo: Tensor, painting: Tensor, progress: float) -> dict[str, Tensor]:
        """Part 1: what is wrong with the photos as they come back."""
        toonify, domain = (self.photos.network.get_submodule(name) for name in ("toonify", "domain"))
        assert isinstance(toonify, Toonify)
        features = toonify.encoder.features(photo)
        latents = toonify.encoder.read(features)
        small = progress < self.settings.grow_from
        side = self.settings.crop // 2 if small else self.settings.crop
        target = F.avg_pool2d(photo, 2) if small else photo
        terms = self._compare(self.photos, toonify.generator(latents, side=side), target)
        terms["spread"] = latent_spread(latents)
        if self.settings.domain:
            strength = dann_strength(progress)
            both = (features, toonify.encoder.features(painting))
            terms["domain"] = domain_loss(*(domain(reverse_gradient(x, strength)) for x in both))
        return terms

    def _paint(self, photo: Tensor, painting: Tensor) -> dict[str, Tensor]:
        """Part 2: what is wrong with the paintings, drawn from latents that no longer change."""
        with torch.no_grad():
            latents = self.rebuilder().encoder(photo)
        return self._compare(self.paintings, self.paintings.network(latents), painting)

    def _compare(self, part: Part, drawn: Tensor, target: Tensor) -> dict[str, Tensor]:
        window = face_window(target.shape[-1], self.settings.focus).to(target)
        with torch.no_grad():
            seen = self.eye(target)
        return {
            "l1": ((drawn - target).abs() * window).mean(),
            "perceptual": perceptual_loss(self.eye(drawn), seen),
            "adversarial": part.play(drawn, target),
        }

    def _begin_painting(self) -> None:
        """The second part starts from the average of the first, not from its last step."""
        self.begun = True
        learnt = self.rebuilder().generator.state_dict()
        self.paintings.network.load_state_dict(learnt)
        self.paintings.average.module.load_state_dict(learnt)

    def rebuilder(self) -> Toonify:
        """Encoder and generator of photos, averaged: it draws the photo it is given."""
        toonify = self.photos.average.module.get_submodule("toonify")
        assert isinstance(toonify, Toonify)
        return toonify.eval().requires_grad_(False)

    def painter(self) -> Synthesis:
        """The generator that went on with paintings, averaged."""
        generator = self.paintings.average.module
        assert isinstance(generator, Synthesis)
        return generator.eval().requires_grad_(False)

    def swapped(self, texture: str, switch: int, width: float | None) -> Toonify:
        """Encoder and a generator with the fine layers of `texture` and the coarse ones of the other."""
        network = copy.deepcopy(self.rebuilder())
        photo, painting = network.generator.state_dict(), self.painter().state_dict()
        low, high = (photo, painting) if texture == "painting" else (painting, photo)
        network.generator.load_state_dict(swap_layers(low, high, switch=switch, width=width))
        return network

    def state(self) -> dict[str, Any]:
        """Every tensor and number, for a checkpoint."""
        return {
            "settings": asdict(self.settings), "step": self.step, "begun": self.begun,
            "photos": self.photos.state(), "paintings": self.paintings.state(),
        }  # fmt: skip

    def restore(self, state: Mapping[str, Any]) -> None:
        """Goes back to what `state` returned."""
        self.step, self.begun = state["step"], state["begun"]
        self.photos.restore(state["photos"])
        self.paintings.restore(state["paintings"])
