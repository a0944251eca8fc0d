"""Settings are refused when they cannot work, and survive being saved."""

import json

import pytest

from animegan.errors import AnimeganError, TrainingError
from animegan.training.config import LossWeights, TrainConfig
from animegan.training.published import published_settings


def test_survives_json() -> None:
    config = TrainConfig(steps=12, weights=LossWeights(l1=3.0), styles=("sumi", "sakura"))
    assert TrainConfig.from_dict(json.loads(json.dumps(config.as_dict()))) == config


def test_the_articles_weights_are_the_default() -> None:
    weights = TrainConfig().weights
    assert (weights.l1, weights.perceptual, weights.style, weights.adversarial) == (10, 6, 4, 1)


def test_published_weights_of_shinkai() -> None:
    config = TrainConfig(**published_settings("shinkai"))
    weights = config.weights
    assert (weights.adversarial, weights.perceptual, weights.style) == (300, 1.2, 2.0)
    assert (weights.colour, weights.variation, weights.l1) == (10, 1.0, 0)
    assert (config.objective, config.pairing, config.judge_weights.smooth) == ("animeganv2", "unpaired", 1.0)
    assert TrainConfig.from_dict(json.loads(json.dumps(config.as_dict()))) == config
    with pytest.raises(TrainingError, match="hosoda"):
        published_settings("hosoda")


def test_discriminator_joins_after_its_share() -> None:
    assert TrainConfig(steps=200, adversarial_from=0.25).first_adversarial_step == 50


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": 0},
        {"batch": 0},
        {"crop": 100},
        {"crop": 48},
        {"late_crop": 100},
        {"precision": "int4"},
        {"objective": "gan"},
        {"pairing": "odd"},
        {"game": "chess"},
        {"objective": "animeganv2"},
        {"objective": "cartoongan"},
        {"checkpoint_every": 0},
    ],
)
def test_useless_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(AnimeganError) as caught:
        TrainConfig(**wrong)  # type: ignore[arg-type]
    assert caught.value.hint


def test_negative_weight_is_refused() -> None:
    with pytest.raises(TrainingError, match="Negative"):
        LossWeights(style=-1)
