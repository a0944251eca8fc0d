"""The total is the weighted sum of the terms, and the terms are those of `animegan.losses`."""

import torch

from animegan.losses.pixel import l1_loss
from animegan.training.config import LossWeights
from animegan.training.objective import generator_terms

WEIGHTS = LossWeights(l1=2.0, perceptual=3.0, style=5.0, adversarial=7.0)


def terms(picture: torch.Tensor, target: torch.Tensor, logits=None):  # type: ignore[no-untyped-def]
    features = {"level": picture[:, :, ::2, ::2]}
    wanted = {"level": target[:, :, ::2, ::2]}
    return generator_terms(picture, target, features, wanted, WEIGHTS, logits=logits)


def test_total_is_the_weighted_sum() -> None:
    picture, target = torch.rand(2, 3, 8, 8), torch.rand(2, 3, 8, 8)
    found = terms(picture, target, logits=(torch.randn(2, 1), torch.randn(2, 1)))
    v = found.values
    expected = 2 * v["l1"] + 3 * v["perceptual"] + 5 * v["style"] + 7 * v["adversarial"]
    torch.testing.assert_close(found.total, expected)
    torch.testing.assert_close(v["l1"], l1_loss(picture, target))
    assert all(value > 0 for value in v.values())


def test_without_logits_there_is_no_adversarial_term() -> None:
    picture = torch.rand(1, 3, 8, 8)
    found = terms(picture, picture)
    assert set(found.values) == {"l1", "perceptual", "style"}
    assert found.total == 0
