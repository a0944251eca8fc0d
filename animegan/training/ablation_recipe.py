"""The recipe of the ablation family: one parent, and five children that each weigh one loss term differently.

Parent and children are small one-style networks, trained unpaired: L1 and perceptual hold on to the photo, style and
adversarial pull towards paintings of other photos. Because every child was fine-tuned from the same parent, weights in
between still make pictures, which is what the page about losses plays with.

Source:
    Wang et al. 2019, "Deep Network Interpolation for Continuous Imagery Effect Transition", section 3.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from animegan.training.config import LossWeights, TrainConfig
from animegan.training.generator_recipe import GeneratorRun, ship_discriminator, train_generator
from animegan.training.paintings import PlateFolder
from animegan.training.photos import list_photos
from animegan.training.request import TrainRequest
from animegan.training.trainer import CHECKPOINT
from animegan.types import Progress

__all__ = ["CHILDREN", "PARENT", "train_ablation"]

PARENT = "parent"
# about equal gradients at the picture, measured on a trained network: five times one term outweighs the others
BALANCED = LossWeights(l1=5.0, perceptual=1.0, style=300.0, adversarial=0.5)
CHILDREN: Mapping[str, LossWeights] = {
    "balanced": BALANCED,
    "l1_heavy": replace(BALANCED, l1=5 * BALANCED.l1),
    "perceptual_heavy": replace(BALANCED, perceptual=5 * BALANCED.perceptual),
    "style_heavy": replace(BALANCED, style=5 * BALANCED.style),
    "adversarial_heavy": replace(BALANCED, adversarial=5 * BALANCED.adversarial),
}
SMALL = {"styles": 1, "width": 0.5}
CHILD_SHARE = 1 / 3  # of the parent's steps


def family_config(settings: Mapping[str, Any]) -> TrainConfig:
    """The parent's settings; `settings` are the fields that the caller wants otherwise."""
    defaults: dict[str, Any] = {
        "styles": ("aozora",), "pairing": "unpaired", "weights": BALANCED, "steps": 900, "batch": 8, "crop": 128,
        "adversarial_from": 0.2, "ema": 0.99, "mixed_style_share": 0.0,
    }  # fmt: skip
    return TrainConfig(**{**defaults, **settings})


def train_ablation(request: TrainRequest) -> Iterator[Progress]:
    """Trains the parent, then each child from it. With `resume`, what is finished is left alone.

    Yields:
        Progress of the painting, then of each network.

    Raises:
        TrainingError: The settings, photos or a checkpoint cannot be used, or a run diverged.
    """
    config = family_config(request.settings)
    folder = PlateFolder(request.plates, config.styles, request.find_faces)
    yield from folder.paint(list_photos(request.photos, tiers=request.tiers))
    parent = _run(request, config, PARENT)
    yield from _make(parent, request, folder)
    for name, weights in CHILDREN.items():
        steps = max(1, round(CHILD_SHARE * config.steps))
        child = replace(
            config, weights=weights, steps=steps, adversarial_from=0.0, learning_rate=config.learning_rate / 4
        )
        yield from _make(replace(_run(request, child, name), start=parent.weights), request, folder)


def _run(request: TrainRequest, config: TrainConfig, name: str) -> GeneratorRun:
    return GeneratorRun(
        name=name, architecture="anime_unet", build=SMALL, config=config, out=request.out / name
    )


def _make(run: GeneratorRun, request: TrainRequest, folder: PlateFolder) -> Iterator[Progress]:
    if request.resume and run.weights.is_file():
        if not run.discriminator.is_file():  # made before runs kept theirs
            ship_discriminator(run)
        return
    going_on = request.resume and (run.out / CHECKPOINT).is_file()
    yield from train_generator(run, folder.plates, device=request.device, resume=going_on)
