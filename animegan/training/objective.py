"""What training minimises: the terms, their weights, and their sum.

article     10 L1 + 6 perceptual, against the painting of the photo in a paired run, else against the photo itself
            + 4 Gram, against a painting
            + 1 RaGAN, or another game by name
animeganv2  1.5 perceptual (deepest level) + 15 YUV colour, against the photo, + 1 total variation
            + 2.5 Gram, against the grey painting
            + 300 LSGAN, whose discriminator is also shown grey and edge-smoothed paintings as fakes
cartoongan  10 perceptual (deepest level), against the photo
            + 1 vanilla GAN, whose discriminator is also shown edge-smoothed paintings as fakes

The numbers are settings; those of `animeganv2` differ from style to style, see `training.published`. Training,
validation and the explaining pages all compute the terms here, so what is shown is what was minimised.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Protocol

from torch import Tensor

from animegan.losses.adversarial import get_game
from animegan.losses.colour import colour_loss, grey
from animegan.losses.edge_promoting import animegan_discriminator_loss, cartoongan_discriminator_loss
from animegan.losses.perceptual import perceptual_loss
from animegan.losses.pixel import l1_loss
from animegan.losses.style import gram_loss
from animegan.losses.variation import total_variation
from animegan.training.config import LossWeights, TrainConfig
from animegan.training.crops import Batch

__all__ = ["Eyes", "Objective", "Terms", "content_terms", "new_objective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The generator's loss, taken apart.

    Attributes:
        values: Each term, unweighted, as a scalar that can be differentiated.
        weights: How much each term counts.
    """

    values: Mapping[str, Tensor]
    weights: LossWeights

    @property
    def weighted(self) -> dict[str, Tensor]:
        """Each term times its weight."""
        weights = asdict(self.weights)
        return {name: weights[name] * value for name, value in self.values.items()}

    @property
    def total(self) -> Tensor:
        """The sum of the weighted terms."""
        first, *rest = self.weighted.values()
        return sum(rest, start=first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """What an objective looks through.

    Attributes:
        features: (N, 3, H, W) to perceptual features per level; gradients pass.
        fixed_features: The same of pictures that are not being learnt; no gradient.
        judge: The discriminator's logits of pictures in the batch's styles; None while it has not joined.
    """

    features: Callable[[Tensor], Mapping[str, Tensor]]
    fixed_features: Callable[[Tensor], Mapping[str, Tensor]]
    judge: Callable[[Tensor], Tensor] | None = None


class Objective(Protocol):
    """Both sides of the game."""

    def terms(self, picture: Tensor, batch: Batch, eyes: Eyes) -> Terms:
        """The generator's terms for `picture`, (N, 3, H, W) painted from the batch's photos."""
        ...

    def judge_loss(self, picture: Tensor, batch: Batch, judge: Callable[[Tensor], Tensor]) -> Tensor:
        """The discriminator's loss; `picture` is detached."""
        ...


def new_objective(config: TrainConfig) -> Objective:
    """The objective a configuration names."""
    return _OBJECTIVES[config.objective](config)


def content_terms(picture: Tensor, batch: Batch, eyes: Eyes, weights: LossWeights) -> Terms:
    """The warm-up on content: be the photo, in pixels and in features.

    Source:
        Chen et al. 2018 (CartoonGAN), section 3.3; with the L1 term beside the features, for speed.
    """
    values = {
        "l1": l1_loss(picture, batch.photo),
        "perceptual": perceptual_loss(eyes.features(picture), eyes.fixed_features(batch.photo)),
    }
    return Terms(values=values, weights=weights)


class ArticleObjective:
    """L1, perceptual, Gram and an adversarial game by name: paired or unpaired, as the batch is."""

    def __init__(self, config: TrainConfig) -> None:
        self._weights = config.weights
        self._game = get_game(config.game)
        self._paired = config.pairing == "paired"

    def terms(self, picture: Tensor, batch: Batch, eyes: Eyes) -> Terms:
        """See `Objective`."""
        features, content = eyes.features(picture), eyes.fixed_features(batch.content)
        example = content if self._paired else eyes.fixed_features(batch.example)
        values = {
            "l1": l1_loss(picture, batch.content, batch.focus),
            "perceptual": perceptual_loss(features, content),
            "style": gram_loss(features, example),
        }
        if eyes.judge is not None:
            values["adversarial"] = self._game.generator(eyes.judge(batch.example), eyes.judge(picture))
        return Terms(values=values, weights=self._weights)

    def judge_loss(self, picture: Tensor, batch: Batch, judge: Callable[[Tensor], Tensor]) -> Tensor:
        """See `Objective`."""
        return self._game.discriminator(judge(batch.example), judge(picture))


class AnimeGANv2Objective:
    """The published objective: the photo's content and colours, a painting's grey texture, LSGAN.

    Source:
        TachibanaYoshino/AnimeGANv2 AnimeGANv2.py, tools/ops.py; the deepest level of the perceptual features stands
        in for conv4_4 of VGG19 where that is not at hand.
    """

    def __init__(self, config: TrainConfig) -> None:
        self._weights = config.weights
        self._judge_weights = config.judge_weights
        self._game = get_game("lsgan")

    def terms(self, picture: Tensor, batch: Batch, eyes: Eyes) -> Terms:
        """See `Objective`."""
        features = _deepest(eyes.features(picture))
        values = {
            "perceptual": perceptual_loss(features, _deepest(eyes.fixed_features(batch.photo))),
            "style": gram_loss(features, _deepest(eyes.fixed_features(grey(batch.example)))),
            "colour": colour_loss(picture, batch.photo),
            "variation": total_variation(picture),
        }
        if eyes.judge is not None:
            values["adversarial"] = self._game.generator(eyes.judge(batch.example), eyes.judge(picture))
        return Terms(values=values, weights=self._weights)

    def judge_loss(self, picture: Tensor, batch: Batch, judge: Callable[[Tensor], Tensor]) -> Tensor:
        """See `Objective`; the generator's adversarial weight counts here too, as published."""
        loss = animegan_discriminator_loss(
            real=judge(batch.example),
            fake=judge(picture),
            grey=judge(grey(batch.example)),
            smooth=judge(grey(batch.smooth)),
            weights=self._judge_weights,
        )
        return self._weights.adversarial * loss


class CartoonGANObjective:
    """CartoonGAN's objective: the photo's content, and a discriminator that is made to look at lines.

    Source:
        Chen, Lai and Liu 2018, sections 3.2 and 3.3; the deepest level of the perceptual features stands in for
        conv4_4 of VGG19 where that is not at hand.
    """

    def __init__(self, config: TrainConfig) -> None:
        self._weights = config.weights
        self._game = get_game("vanilla")

    def terms(self, picture: Tensor, batch: Batch, eyes: Eyes) -> Terms:
        """See `Objective`."""
        features, content = (
            _deepest(of) for of in (eyes.features(picture), eyes.fixed_features(batch.photo))
        )
        values = {"perceptual": perceptual_loss(features, content)}
        if eyes.judge is not None:
            values["adversarial"] = self._game.generator(eyes.judge(batch.example), eyes.judge(picture))
        return Terms(values=values, weights=self._weights)

    def judge_loss(self, picture: Tensor, batch: Batch, judge: Callable[[Tensor], Tensor]) -> Tensor:
        """See `Objective`."""
        return cartoongan_discriminator_loss(
            real=judge(batch.example), fake=judge(picture), smooth=judge(batch.smooth)
        )


_OBJECTIVES: Mapping[str, Callable[[TrainConfig], Objective]] = {
    "article": ArticleObjective,
    "animeganv2": AnimeGANv2Objective,
    "cartoongan": CartoonGANObjective,
}


def _deepest(features: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The last level alone."""
    name, level = list(features.items())[-1]
    return {name: level}
