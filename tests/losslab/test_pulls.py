"""Pulls: the trainer's own total, gradients that are known on paper, and the square where two terms disagree."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from animegan.errors import TrainingError
from animegan.losslab.case import Case, open_case, open_eyes
from animegan.losslab.pulls import Pull, Pulls, pulls
from animegan.media.samples import load_sample
from animegan.training.ablation_recipe import family_config
from animegan.training.config import LossWeights, TrainConfig
from animegan.training.objective import Eyes, new_objective
from animegan.training.published import published_settings

SIDE = 64
L1_ONLY = LossWeights(l1=2.0, perceptual=0, style=0, adversarial=0)


def plain_features(picture: Tensor) -> Mapping[str, Tensor]:
    return {"only": picture}


BLIND = Eyes(
    features=plain_features, fixed_features=plain_features, judge=lambda picture: picture.mean((1, 2, 3))
)


def grey(level: int) -> np.ndarray:
    return np.full((SIDE, SIDE, 3), level, dtype=np.uint8)


def case_with(weights: LossWeights, eyes: Eyes = BLIND) -> Case:
    return open_case(grey(200), grey(90), family_config({"weights": weights}), eyes)


@pytest.fixture(scope="module")
def eyes() -> Eyes:
    return open_eyes()


@pytest.mark.parametrize("settings", [{}, published_settings("hayao")], ids=["article", "animeganv2"])
def test_the_shown_terms_add_up_to_what_training_minimises(eyes: Eyes, settings: dict[str, object]) -> None:
    photo, example = load_sample("astronaut")[:96, 160:256], load_sample("coffee")[:96, :96]
    case = open_case(photo, example, family_config(settings), eyes)
    picture = case.photo * 0.8
    shown = pulls(case, picture)
    trained = new_objective(case.config).terms(picture, case.batch, eyes).total
    assert shown.total == pytest.approx(float(trained), rel=1e-5)
    assert shown.total > 0
    assert {pull.term for pull in shown.each} == set(case.terms(picture).values)


def test_l1_pulls_every_value_by_its_weight_towards_the_photo() -> None:
    case = case_with(L1_ONLY)
    found = {pull.term: pull for pull in pulls(case, torch.zeros(1, 3, SIDE, SIDE)).each}
    np.testing.assert_allclose(
        found["l1"].direction, 2.0 / 3, rtol=1e-5
    )  # brighter; a mean over three channels
    np.testing.assert_allclose(found["l1"].brightness, 2.0 / 3, rtol=1e-5)
    assert not found["style"].direction.any(), "a weight of 0 pulls nowhere"


def test_the_pull_of_all_is_the_gradient_of_the_total(eyes: Eyes) -> None:
    photo, example = load_sample("astronaut")[:64, 160:224], load_sample("coffee")[:64, :64]
    case = open_case(photo, example, family_config({}), eyes)
    picture = (case.photo * 0.7).requires_grad_(True)
    (gradient,) = torch.autograd.grad(case.terms(picture).total, picture)
    together = pulls(case, picture).together.direction
    np.testing.assert_allclose(together, -gradient[0].numpy() * 64 * 64, rtol=1e-3, atol=1e-4)


def test_the_square_where_two_terms_disagree_is_found() -> None:
    one, other = np.full((2, 3, SIDE, SIDE), 0.1, dtype=np.float32)
    one[:, 32:64, 0:32], other[:, 32:64, 0:32] = 1.0, -1.0
    both = Pulls(
        each=tuple(Pull(term=t, value=1, weight=1, direction=d) for t, d in (("a", one), ("b", other)))
    )
    (worst,) = both.conflicts(cell=32)
    assert (worst.terms, worst.top, worst.left) == (("a", "b"), 32, 0)
    assert worst.agreement == pytest.approx(-1, abs=1e-5)
    assert worst.lost == pytest.approx(1, abs=1e-5)
    assert not Pulls(each=(both.each[0], replace(both.each[0], term="b"))).conflicts()


def test_other_weights_keep_photo_and_painting() -> None:
    case = case_with(L1_ONLY)
    heavier = case.weighed(replace(case.config, weights=replace(L1_ONLY, l1=4.0)))
    picture = torch.zeros(1, 3, SIDE, SIDE)
    assert float(heavier.terms(picture).total) == pytest.approx(2 * float(case.terms(picture).total))
    assert heavier.batch is case.batch


def test_a_paired_run_or_a_tiny_picture_is_refused() -> None:
    with pytest.raises(TrainingError, match="another one"):
        open_case(grey(1), grey(2), TrainConfig(), BLIND)
    with pytest.raises(TrainingError, match="32 pixels"):
        open_case(grey(1)[:32], grey(2), family_config({}), BLIND)
