"""Settings are refused when they cannot work, and survive being saved."""

import json

import pytest

from animegan.errors import TrainingError
from animegan.training.config import LossWeights, TrainConfig


def test_survives_json() -> None:
    config = TrainConfig(steps=12, weights=LossWeights(l1=3.0), styles=("sumi", "sakura"))
    assert TrainConfig.from_dict(json.loads(json.dumps(config.as_dict()))) == config


def test_the_articles_weights_are_the_default() -> None:
    weights = TrainConfig().weights
    assert (weights.l1, weights.perceptual, weights.style, weights.adversarial) == (10, 6, 4, 1)


def test_discriminator_joins_after_its_share() -> None:
    assert TrainConfig(steps=200, adversarial_from=0.25).first_adversarial_step == 50


@pytest.mark.parametrize(
    "wrong", [{"steps": 0}, {"batch": 0}, {"crop": 100}, {"crop": 48}, {"precision": "int4"}]
)
def test_useless_settings_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(TrainingError) as caught:
        TrainConfig(**wrong)  # type: ignore[arg-type]
    assert caught.value.hint


def test_negative_weight_is_refused() -> None:
    with pytest.raises(TrainingError, match="Negative"):
        LossWeights(style=-1)
