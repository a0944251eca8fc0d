"""Recipe `perceptual`: a small network learns to see as SqueezeNet does, on photos and on paintings.

The student repeats the teacher's features (channels divided by their standard deviation), and, with the same
weight, the *change* of these features from a picture to its distorted or painted twin. The second term is what a
loss needs: two networks with nearly equal features may still disagree on small differences.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from animegan.catalog.write import write_weights
from animegan.errors import TrainingError, WeightsError
from animegan.models.perceptual import PerceptualNet
from animegan.models.squeezenet import SqueezeNetFeatures
from animegan.training.checkpoint import load_checkpoint, save_checkpoint
from animegan.training.first_layer import copy_first_layer
from animegan.training.pair_data import Picture, load_pictures, pair_batch
from animegan.training.perceptual_report import report
from animegan.training.perceptual_settings import PerceptualSettings
from animegan.training.photos import list_photos
from animegan.training.request import TrainRequest
from animegan.training.teacher import load_teacher, measure_spread
from animegan.types import Progress

__all__ = ["train_perceptual"]

CHECKPOINT, WEIGHTS, REPORT = "perceptual.ckpt", "perceptual.safetensors", "perceptual.json"
BEFORE = 10**9  # number of the first batch looked at before training: no step ever gets there


def train_perceptual(request: TrainRequest) -> Iterator[Progress]:
    """Trains, writes weights and measures them on the photos that were held out.

    Args:
        request: `teacher` names SqueezeNet 1.0 features as safetensors; `settings` holds fields of
            PerceptualSettings; a resumed run keeps the settings of its checkpoint. Into `out` go the checkpoint,
            `perceptual.safetensors` (fp16) and `perceptual.json` (the figures).

    Yields:
        One Progress per step, and a last one with the figures.

    Raises:
        TrainingError: A setting is wrong, there is nothing to resume, or the loss is no longer a number.
        WeightsError: The teacher's file is missing or is not SqueezeNet 1.0.
    """
    run = _resumed(request) if request.resume else _Run(_settings(request), request.device)
    teacher = _asked_teacher(request)
    photos = list_photos(request.photos, tiers=request.tiers)
    yield Progress(
        done=run.step, total=run.settings.steps, message=f"reading and painting {len(photos)} photos"
    )
    learn = [photo for photo in photos if not photo.held_out]
    if not learn:
        raise TrainingError("No photo is left to train on.", hint="Add photos; one in ten is held out.")
    pictures = load_pictures(learn, painted_every=run.settings.painted_every)
    run.prepare(teacher, pictures)
    request.out.mkdir(parents=True, exist_ok=True)
    yield from _learn(run, teacher, pictures, request.out)
    write_weights(
        request.out / WEIGHTS,
        run.network,
        architecture="perceptual",
        config=run.network.config.to_dict(),
        training=asdict(run.settings),
    )
    unseen = [photo for photo in photos if photo.held_out]
    figures = report(run.network, teacher, run.known_spread, unseen, request.device) if unseen else {}
    (request.out / REPORT).write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    yield Progress(
        done=run.step, total=run.settings.steps, message="measured on held-out photos", values=figures
    )


def _settings(request: TrainRequest) -> PerceptualSettings:
    """The defaults with the request's changes."""
    try:
        return replace(PerceptualSettings(), **request.settings)
    except TypeError as error:
        raise TrainingError(f"Unknown setting: {error}.", hint="Use fields of PerceptualSettings.") from error


def _asked_teacher(request: TrainRequest) -> SqueezeNetFeatures:
    if request.teacher is None:
        raise WeightsError(
            "The recipe `perceptual` needs a teacher.", hint="Name its file with --teacher FILE."
        )
    return load_teacher(request.teacher).to(request.device)


class _Run:
    """Everything that changes from step to step, and how it is kept."""

    def __init__(self, settings: PerceptualSettings, device: str) -> None:
        torch.manual_seed(settings.seed)
        self.settings = settings
        self.device = device
        self.network = PerceptualNet().to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.optimizer = torch.optim.AdamW(
            self.network.parameters(), lr=0.0, weight_decay=settings.weight_decay
        )
        self.step = 0
        self.spread: dict[str, Tensor] | None = None

    @property
    def known_spread(self) -> dict[str, Tensor]:
        """What the teacher's channels are divided by: level to (1, C, 1, 1)."""
        if self.spread is None:
            raise RuntimeError("prepare() comes first")
        return self.spread

    def prepare(self, teacher: SqueezeNetFeatures, pictures: list[Picture]) -> None:
        """Measures the teacher and copies its first layer, unless an earlier part of the run has."""
        if self.spread is not None:
            return
        seen = [self.batch(pictures, BEFORE + number) for number in range(24)]
        self.spread = measure_spread(teacher, seen)
        copy_first_layer(self.network, teacher, self.spread["relu1"], torch.cat(seen[:3]))

    def batch(self, pictures: list[Picture], step: int) -> Tensor:
        """What a step learns from."""
        settings = self.settings
        pairs = settings.batch // 2
        batch = pair_batch(pictures, pairs=pairs, crop=settings.crop, seed=settings.seed, step=step)
        return batch.to(self.device, memory_format=torch.channels_last)

    def state(self) -> dict[str, Any]:
        return {
            "settings": asdict(self.settings),
            "step": self.step,
            "spread": self.spread,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        self.step = state["step"]
        self.spread = {level: value.to(self.device) for level, value in state["spread"].items()}
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])


def _resumed(request: TrainRequest) -> _Run:
    """The run that the checkpoint holds."""
    state = load_checkpoint(request.out / CHECKPOINT)
    run = _Run(PerceptualSettings(**state["settings"]), request.device)
    run.restore(state)
    return run


def _learn(run: _Run, teacher: nn.Module, pictures: list[Picture], out: Path) -> Iterator[Progress]:
    """The steps that are left."""
    settings = run.settings
    while run.step < settings.steps:
        for group in run.optimizer.param_groups:
            group["lr"] = settings.learning_rate * _schedule(run.step, settings)
        loss, values = _loss(run, teacher, run.batch(pictures, run.step))
        if not math.isfinite(loss.item()):
            raise TrainingError(
                f"The loss of step {run.step} is {loss.item()}.", hint="Lower the learning rate."
            )
        run.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
        run.optimizer.step()
        run.step += 1
        if run.step % settings.save_every == 0 or run.step == settings.steps:
            save_checkpoint(out / CHECKPOINT, run.state())
        yield Progress(done=run.step, total=settings.steps, message="learning to see", values=values)


def _schedule(step: int, settings: PerceptualSettings) -> float:
    """Share of the highest learning rate: a straight rise, then half a cosine."""
    rise = min(1.0, (step + 1) / max(1, settings.warm_up))
    return rise * 0.5 * (1 + math.cos(math.pi * step / settings.steps))


def _loss(run: _Run, teacher: nn.Module, batch: Tensor) -> tuple[Tensor, dict[str, float]]:
    """The sum of both errors, and each: 1.0 is what always answering the mean, or "no change", would cost."""
    with torch.autocast(batch.device.type, torch.bfloat16, enabled=run.settings.precision == "bf16"):
        with torch.no_grad():
            truth = teacher(batch)
        found = run.network(batch)
    features, change = [], []
    for level, spread in run.known_spread.items():
        true, guess = truth[level].float() / spread, found[level].float()
        features.append((guess - true).square().mean())
        true_change, guess_change = _second_minus_first(true), _second_minus_first(guess)
        change.append((guess_change - true_change).square().mean() / true_change.square().mean())
    terms = {"features": torch.stack(features).mean(), "change": torch.stack(change).mean()}
    return terms["features"] + terms["change"], {name: term.item() for name, term in terms.items()}


def _second_minus_first(features: Tensor) -> Tensor:
    """What changed from the pictures to their twins, which make up the second half of the batch."""
    first, second = features.chunk(2)
    return second - first
