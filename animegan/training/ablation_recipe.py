"""The recipe of the ablation family: one parent, and five children that each weigh one loss term differently.

All are small networks of one style. The parent learns to paint from pairs, against a discriminator that watches from
the first step, when its pictures still are the photos. The children go on from both, unpaired as the source article
has it: L1 and perceptual hold on to the photo, style and adversarial pull towards paintings of other photos. Children
that began from photos would hardly leave them in so few steps, and there would be little to compare. Because every
child was fine-tuned from the same parent, weights in between still make pictures, which is what the page about losses
plays with.

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
PARENT_WEIGHTS = LossWeights(l1=10.0, perceptual=6.0, style=300.0, adversarial=0.5)
# the children's pulls at the parent's pictures, mean gradients: 1 and 1.1 to the photo, 5 and 7 to the paintings
BALANCED = LossWeights(l1=1.0, perceptual=0.2, style=300.0, adversarial=0.5)
CHILDREN: Mapping[str, LossWeights] = {
    "balanced": BALANCED,
    "l1_heavy": replace(BALANCED, l1=10 * BALANCED.l1),
    "perceptual_heavy": replace(BALANCED, perceptual=10 * BALANCED.perceptual),
    "style_heavy": replace(BALANCED, style=10 * BALANCED.style),
    "adversarial_heavy": replace(BALANCED, adversarial=5 * BALANCED.adversarial),
}
SMALL = {"styles": 1, "width": 0.5}
CHILD_SHARE = 0.3  # of the parent's steps
CHILD_RATE = 0.15  # of the parent's learning rate: enough to part, too little to forget how to paint


def family_config(settings: Mapping[str, Any]) -> TrainConfig:
    """The children's settings, but for their share of `steps`; `settings` are those the caller wants otherwise."""
    defaults: dict[str, Any] = {
        "styles": ("aozora",), "pairing": "unpaired", "weights": BALANCED, "steps": 500, "batch": 8, "crop": 128,
        "adversarial_from": 0.0, "ema": 0.98, "mixed_style_share": 0.0,
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
    parent = _run(request, replace(config, pairing="paired", weights=PARENT_WEIGHTS), PARENT)
    yield from _make(parent, request, folder)
    for name, weights in CHILDREN.items():
        steps, rate = max(1, round(CHILD_SHARE * config.steps)), CHILD_RATE * config.learning_rate
        run = _run(request, replace(config, weights=weights, steps=steps, learning_rate=rate), name)
        child = replace(run, start=parent.weights, start_discriminator=parent.discriminator)
        yield from _make(child, request, folder)


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
