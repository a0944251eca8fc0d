"""The readings of logits against values worked out by hand, and the pixels that a logit really sees."""

from math import exp, log

import numpy as np
import pytest
import torch

from animegan.losslab.verdicts import (
    FAKE,
    PATCH,
    REAL,
    distance_to,
    game_losses,
    lead,
    patch_logits,
    patch_nearest,
    patch_window,
    probability,
    ranked_rightly,
    trained_as,
)
from animegan.models.discriminator import PatchDiscriminator


def logits(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


def by_name(real: list[np.ndarray], fake: list[np.ndarray]) -> dict[str, tuple[float, float]]:
    return {row.name: (row.generator, row.discriminator) for row in game_losses(real, fake)}


def test_a_logit_sees_just_its_window() -> None:
    """Of a logit in the middle, and of two at the rim."""
    torch.manual_seed(0)
    judge, size = PatchDiscriminator(1).eval(), (120, 136)
    for row, column in [(7, 8), (0, 5), (14, 16)]:
        picture = torch.randn(1, 3, *size, requires_grad=True)
        judge(picture, torch.ones(1, 1))[0, 0, row, column].backward()
        assert picture.grad is not None
        touched = picture.grad[0].abs().sum(0).numpy() > 0
        down, across = patch_window(row, column, size)
        expected = np.zeros(size, bool)
        expected[down, across] = True
        assert np.array_equal(touched.any(1), expected.any(1))
        assert np.array_equal(touched.any(0), expected.any(0))
    down, across = patch_window(7, 8, size)
    assert down.stop - down.start == across.stop - across.start == PATCH


def test_the_patch_nearest_to_a_place_is_the_one_whose_window_begins_there() -> None:
    shape = (15, 17)
    for row in range(3, 12):
        down, across = patch_window(row, row + 1, (120, 136))
        assert patch_nearest(down.start + 3, across.start - 3, shape) == (row, row + 1)
    assert patch_nearest(-50, 1000, shape) == (0, 16)


def test_logits_of_a_picture_are_the_judges_own() -> None:
    judge = torch.nn.Conv2d(3, 1, 8, stride=8, bias=False).requires_grad_(False)
    torch.nn.init.constant_(judge.weight, 1 / 192)  # the mean of 8 x 8 pixels
    picture = np.zeros((20, 24, 3), np.uint8)
    picture[8:16, 16:24] = 255
    found = patch_logits(judge, picture)
    assert found.shape == (2, 3)
    assert found[1, 2] == pytest.approx(1, abs=1e-5)
    assert found[0, 0] == pytest.approx(-1, abs=1e-5)


def test_absolute_readings() -> None:
    assert probability(logits(0, log(3))) == pytest.approx([0.5, 0.75])
    assert distance_to(logits(0.25, -1), REAL) == pytest.approx([0.75, 2])
    assert distance_to(logits(0.25, -1), FAKE) == pytest.approx([0.25, 1])


def test_a_lead_is_over_the_mean_patch_of_all_others() -> None:
    others = [logits(1, 2, 3), logits(-2)]  # four patches with the mean 1
    assert lead(logits(1, 4), others) == pytest.approx([0, 3])


def test_five_games_by_hand() -> None:
    real, fake = [logits(2)], [logits(0), logits(0)]
    games = by_name(real, fake)
    assert games["vanilla"] == pytest.approx((log(2), log(1 + exp(-2)) + log(2)))
    assert games["lsgan"] == pytest.approx((1, 1))
    assert games["ragan"] == pytest.approx((log(1 + exp(2)), log(1 + exp(-2))))
    assert games["ralsgan"] == pytest.approx((9, 1))  # the lead is 2, 1 too far; seen from below -2, 3 off
    assert games["hinge"] == pytest.approx((0, 1))


def test_a_judge_that_cannot_tell() -> None:
    wanted = {"vanilla": 2 * log(2), "lsgan": 1, "ragan": log(2), "ralsgan": 1, "hinge": 2}
    assert {row.name: row.undecided for row in game_losses([logits(5)], [logits(1)])} == pytest.approx(wanted)


def test_only_the_relativistic_games_do_not_care_where_zero_is() -> None:
    real, fake = logits(0.5, -0.3), logits(-1, -2.5, 0)
    here, there = by_name([real], [fake]), by_name([real + 2], [fake + 2])
    same = {name for name in here if here[name] == pytest.approx(there[name], abs=1e-6)}
    assert same == {"ragan", "ralsgan"}
    assert lead(real + 2, [fake + 2]) == pytest.approx(lead(real, [fake]), abs=1e-6)


def test_the_share_of_pairs_in_the_right_order() -> None:
    assert ranked_rightly([3, 1], [0, 2]) == 0.75
    assert ranked_rightly([1], [1]) == 0


def test_the_header_says_how_the_committed_judge_was_trained() -> None:
    config = trained_as("ablation_judge")
    assert config.game == "ragan"
    assert config.styles == ("aozora",)
    assert config.first_adversarial_step < config.steps
