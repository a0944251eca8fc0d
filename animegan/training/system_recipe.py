"""The recipes of AnimeGAN v1 and CartoonGAN: first learn to paint from pairs, then play the system's own game.

The published systems start from nothing and need days on a GPU. Here most of a run is a warm start that none of them
had. First the network learns to return photos, whatever their colours; then it is paired, towards the painter's
picture of the very photo, with the article's terms and no discriminator. The last fifth is the system's own, unpaired,
with its published terms, loss weights and learning rates:

animegan    1.5 content + 3 grey Gram + 10 YUV colour + 300 LSGAN, with grey and grey edge-smoothed paintings as fakes
cartoongan  10 content + 1 vanilla GAN, with edge-smoothed paintings as fakes

The discriminator is the lab's own small one, which begins with the game. `--loss` changes the terms of the game. The
run's folder holds the network; its folder `paired` holds that of the warm start.

Source:
    TachibanaYoshino/AnimeGAN train.py, README; Chen, Lai and Liu 2018, section 3; taki0112/CartoonGAN-Tensorflow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from animegan.errors import TrainingError
from animegan.losses.edge_promoting import DiscriminatorWeights
from animegan.training.config import HAYAO_JUDGE, LossWeights, TrainConfig
from animegan.training.generator_recipe import GeneratorRun, train_generator
from animegan.training.paintings import Plate, PlateFolder
from animegan.training.photos import list_photos
from animegan.training.request import TrainRequest
from animegan.training.trainer import CHECKPOINT
from animegan.types import Progress

__all__ = ["SYSTEMS", "OwnGame", "train_system"]

OWN_SHARE = 0.2  # of the steps
JUDGED_ON = 48  # held-out photos: the networks are large, and all would take minutes; `evaluate` does all
FIXED = ("objective", "pairing", "game", "adversarial_from")  # what the two parts say themselves


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnGame:
    """What the second part of a run minimises.

    Attributes:
        objective: A name of `training.objective`.
        weights: The generator's loss weights.
        learning_rate: Of the generator, at its peak.
        discriminator_rate: Of the discriminator.
        judge_weights: Of the discriminator's loss, where the objective has such.
    """

    objective: str
    weights: LossWeights
    learning_rate: float
    discriminator_rate: float
    judge_weights: DiscriminatorWeights = HAYAO_JUDGE


def _weights(*, content: float, style: float = 0.0, colour: float = 0.0, adversarial: float) -> LossWeights:
    return LossWeights(l1=0.0, perceptual=content, style=style, colour=colour, adversarial=adversarial)


SYSTEMS: Mapping[str, OwnGame] = {
    "animegan": OwnGame(
        objective="animeganv2",  # the terms are the same; the first version only lacks total variation
        weights=_weights(content=1.5, style=3.0, colour=10.0, adversarial=300.0),
        learning_rate=8e-5,
        discriminator_rate=16e-5,
        judge_weights=DiscriminatorWeights(real=1.0, fake=1.0, grey=1.0, smooth=0.1),
    ),
    "cartoongan": OwnGame(
        objective="cartoongan",
        weights=_weights(content=10.0, adversarial=1.0),
        learning_rate=1e-4,
        discriminator_rate=1e-4,
    ),
}


def train_system(request: TrainRequest, name: str) -> Iterator[Progress]:
    """Trains one system, in both parts. With `resume`, a part that is finished is left alone.

    Args:
        request: `settings` holds fields of TrainConfig, but those that the parts say themselves; `steps` are of both.
        name: A key of SYSTEMS, and the network's name in `models.registry`.

    Yields:
        Progress of the painting, then of each part.

    Raises:
        TrainingError: The settings, photos or a checkpoint cannot be used, or a part diverged.
    """
    paired, own = _configs(request.settings, SYSTEMS[name])
    folder = PlateFolder(request.plates, own.styles, request.find_faces)
    yield from folder.paint(list_photos(request.photos, tiers=request.tiers))
    warm_start = GeneratorRun(
        name=name,
        architecture=name,
        config=paired,
        out=request.out / "paired",
        start=request.start,
        judged_on=0,
    )
    yield from _make(warm_start, request, folder.plates)
    run = GeneratorRun(
        name=name,
        architecture=name,
        config=own,
        out=request.out,
        start=warm_start.weights,
        judged_on=JUDGED_ON,
    )
    yield from _make(run, request, folder.plates)


def _configs(settings: Mapping[str, Any], game: OwnGame) -> tuple[TrainConfig, TrainConfig]:
    """The settings of both parts."""
    if said := [name for name in FIXED if name in settings]:
        raise TrainingError(
            f"This recipe says {', '.join(said)} itself.", hint="Leave the option out, or train animeganv2."
        )
    defaults: dict[str, Any] = {
        "styles": ("sakura",), "steps": 2000, "batch": 2, "crop": 144, "learning_rate": 5e-4, "ema": 0.99,
        "mixed_style_share": 0.0, "content_steps": 300, "exchange_colours": True,
    }  # fmt: skip
    asked = {**defaults, **settings}
    own_steps = max(1, round(OWN_SHARE * asked["steps"]))
    own_weights = asked.pop("weights", game.weights)
    whole = TrainConfig(**asked)
    if len(whole.styles) != 1:
        raise TrainingError(
            f"This network holds one style, not {len(whole.styles)}.", hint="Name one after --styles."
        )
    paired = replace(whole, steps=max(1, whole.steps - own_steps), adversarial_from=1.0)
    own = replace(
        whole, steps=own_steps, content_steps=0, adversarial_from=0.0, pairing="unpaired", objective=game.objective,
        weights=own_weights, judge_weights=game.judge_weights, learning_rate=game.learning_rate,
        discriminator_rate=game.discriminator_rate,
    )  # fmt: skip
    return paired, own


def _make(run: GeneratorRun, request: TrainRequest, plates: tuple[Plate, ...]) -> Iterator[Progress]:
    if request.resume and run.weights.is_file():
        return
    going_on = request.resume and (run.out / CHECKPOINT).is_file()
    yield from train_generator(run, plates, device=request.device, resume=going_on)
