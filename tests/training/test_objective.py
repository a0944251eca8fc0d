"""The total is the weighted sum of the terms, and each term looks at what its recipe says."""

from collections.abc import Mapping

import pytest
import torch
from torch import Tensor
from torch.nn.functional import softplus

from animegan.losses.adversarial import get_game
from animegan.losses.colour import colour_loss, grey
from animegan.losses.pixel import l1_loss
from animegan.losses.style import gram_loss
from animegan.losses.variation import total_variation
from animegan.training.config import LossWeights, TrainConfig
from animegan.training.crops import Batch
from animegan.training.objective import Eyes, Terms, content_terms, new_objective
from animegan.training.published import published_settings

WEIGHTS = LossWeights(l1=2.0, perceptual=3.0, style=5.0, adversarial=7.0)


def features(picture: Tensor) -> Mapping[str, Tensor]:
    return {"fine": picture[:, :, ::2, ::2], "deep": picture[:, :, ::4, ::4]}


def judge(picture: Tensor) -> Tensor:
    return picture.mean((1, 2, 3))


EYES = Eyes(features=features, fixed_features=features, judge=judge)


@pytest.fixture
def batch() -> Batch:
    photo, content, example, smooth = torch.rand(4, 2, 3, 8, 8, generator=torch.Generator().manual_seed(1))
    return Batch(photo, content, example, smooth, torch.ones(2, 1), torch.ones(2, 1, 8, 8))


@pytest.fixture
def picture() -> Tensor:
    return torch.rand(2, 3, 8, 8, generator=torch.Generator().manual_seed(2))


def test_total_is_the_weighted_sum(picture: Tensor, batch: Batch) -> None:
    terms = new_objective(TrainConfig(weights=WEIGHTS)).terms(picture, batch, EYES)
    v = terms.values
    expected = 2 * v["l1"] + 3 * v["perceptual"] + 5 * v["style"] + 7 * v["adversarial"]
    torch.testing.assert_close(terms.total, expected)
    torch.testing.assert_close(v["l1"], l1_loss(picture, batch.content))
    assert all(value > 0 for value in v.values())


def test_without_a_judge_there_is_no_adversarial_term(batch: Batch) -> None:
    eyes = Eyes(features=features, fixed_features=features)
    terms = new_objective(TrainConfig()).terms(batch.content, batch, eyes)
    assert set(terms.values) == {"l1", "perceptual", "style"}
    assert terms.total == 0


def test_unpaired_style_comes_from_the_example(picture: Tensor, batch: Batch) -> None:
    terms = new_objective(TrainConfig(pairing="unpaired")).terms(picture, batch, EYES)
    torch.testing.assert_close(terms.values["style"], gram_loss(features(picture), features(batch.example)))


@pytest.mark.parametrize("name", ["vanilla", "lsgan", "ragan", "ralsgan", "hinge"])
def test_the_named_game_is_played(name: str, picture: Tensor, batch: Batch) -> None:
    objective, game = new_objective(TrainConfig(game=name)), get_game(name)
    real, fake = judge(batch.example), judge(picture)
    terms = objective.terms(picture, batch, EYES)
    torch.testing.assert_close(terms.values["adversarial"], game.generator(real, fake))
    torch.testing.assert_close(objective.judge_loss(picture, batch, judge), game.discriminator(real, fake))


def test_the_published_terms(picture: Tensor, batch: Batch) -> None:
    config = TrainConfig(**published_settings("hayao"))
    objective = new_objective(config)
    v = objective.terms(picture, batch, EYES).values

    def deep(p: Tensor) -> dict[str, Tensor]:
        return {"deep": features(p)["deep"]}

    torch.testing.assert_close(v["perceptual"], l1_loss(deep(picture)["deep"], deep(batch.photo)["deep"]))
    torch.testing.assert_close(v["style"], gram_loss(deep(picture), deep(grey(batch.example))))
    torch.testing.assert_close(v["colour"], colour_loss(picture, batch.photo))
    torch.testing.assert_close(v["variation"], total_variation(picture))
    torch.testing.assert_close(v["adversarial"], ((judge(picture) - 1) ** 2).mean())

    def mean_square(p: Tensor, goal: float) -> Tensor:
        return ((judge(p) - goal) ** 2).mean()

    fakes = 1.2 * mean_square(picture, 0) + 1.2 * mean_square(grey(batch.example), 0)
    smooth = 0.8 * mean_square(grey(batch.smooth), 0)
    expected = 300 * (1.2 * mean_square(batch.example, 1) + fakes + smooth)
    torch.testing.assert_close(objective.judge_loss(picture, batch, judge), expected)


def test_cartoongan_has_two_terms_and_three_kinds_of_pictures(picture: Tensor, batch: Batch) -> None:
    weights = LossWeights(l1=0, perceptual=10, style=0, adversarial=1)
    objective = new_objective(TrainConfig(objective="cartoongan", pairing="unpaired", weights=weights))
    terms = objective.terms(picture, batch, EYES)
    content = l1_loss(features(picture)["deep"], features(batch.photo)["deep"])
    fools = softplus(-judge(picture)).mean()
    torch.testing.assert_close(terms.total, 10 * content + fools)
    expected = softplus(-judge(batch.example)).mean() + softplus(judge(picture)).mean()
    expected += softplus(judge(batch.smooth)).mean()  # in colour, unlike AnimeGAN's
    torch.testing.assert_close(objective.judge_loss(picture, batch, judge), expected)


def test_the_warm_up_wants_the_photo(batch: Batch) -> None:
    terms = content_terms(batch.photo, batch, EYES, WEIGHTS)
    assert isinstance(terms, Terms)
    assert terms.total == 0
    assert content_terms(batch.content, batch, EYES, WEIGHTS).total > 0
