"""Gradient reversal: values as they are, gradients turned round, and what that does to a tiny network."""

import math

import pytest
import torch
from torch.autograd import gradcheck

from animegan.errors import InputError
from animegan.losses.domain import DomainClassifier, dann_strength, domain_loss, reverse_gradient


@pytest.mark.parametrize("strength", [0.0, 0.3, 2.0])
def test_values_pass_unchanged_and_gradients_turned_round(strength: float) -> None:
    x = torch.randn(3, 4, dtype=torch.float64, requires_grad=True)
    y = reverse_gradient(x, strength)
    assert torch.equal(y, x)
    weights = torch.randn(3, 4, dtype=torch.float64)
    (y * weights).sum().backward()
    torch.testing.assert_close(x.grad, -strength * weights)


def test_at_strength_minus_one_it_is_the_identity_to_gradcheck_and_else_it_is_not() -> None:
    x = torch.randn(5, dtype=torch.float64, requires_grad=True)
    assert gradcheck(lambda t: reverse_gradient(t, -1.0).sin(), (x,))
    assert not gradcheck(lambda t: reverse_gradient(t, 1.0).sin(), (x,), raise_exception=False)
    # twice turned round is not turned round
    assert gradcheck(lambda t: reverse_gradient(reverse_gradient(t, 0.5), 2.0).sin(), (x,))


def test_strength_rises_from_0_to_1_as_published() -> None:
    assert dann_strength(0.0) == 0.0
    assert dann_strength(0.5) == pytest.approx(2 / (1 + math.exp(-5)) - 1)
    assert dann_strength(1.0) == pytest.approx(0.99990920426)
    for progress in (-0.1, 1.1, math.nan):
        with pytest.raises(InputError):
            dann_strength(progress)


def test_the_loss_by_hand() -> None:
    assert domain_loss(torch.zeros(3), torch.zeros(5)).item() == pytest.approx(math.log(2))
    by_hand = (-math.log(1 - 1 / (1 + math.exp(-1.0))) - math.log(1 / (1 + math.exp(-2.0)))) / 2
    assert domain_loss(torch.tensor([1.0]), torch.tensor([2.0])).item() == pytest.approx(by_hand)
    sure = domain_loss(torch.tensor([-500.0]), torch.tensor([500.0]))
    assert sure.item() == 0 and domain_loss(torch.tensor([500.0]), torch.tensor([-500.0])).item() == 500


def test_one_backward_pass_teaches_the_classifier_and_blinds_the_features() -> None:
    """The classifier's step lowers the loss, the features' step raises it."""
    torch.manual_seed(0)
    classifier = DomainClassifier(4, hidden=8)
    photo, painting = (torch.randn(6, 4, 2, 2) + shift for shift in (-0.5, 0.5))
    photo.requires_grad_(), painting.requires_grad_()

    def loss() -> torch.Tensor:
        return domain_loss(*(classifier(reverse_gradient(x, 1.0)) for x in (photo, painting)))

    before = loss()
    assert classifier(photo).shape == (6,)
    before.backward()
    with torch.no_grad():
        kept = [p.clone() for p in classifier.parameters()]
        for p in classifier.parameters():
            p -= 0.05 * p.grad
        assert loss() < before
        for p, old in zip(classifier.parameters(), kept, strict=True):
            p.copy_(old)
        for x in (photo, painting):
            x -= 5.0 * x.grad
        assert loss() > before


def test_at_strength_zero_the_features_do_not_move() -> None:
    classifier, x = DomainClassifier(2), torch.randn(3, 2, 1, 1, requires_grad=True)
    classifier(reverse_gradient(x, 0.0)).sum().backward()
    assert (x.grad == 0).all()
    assert all(p.grad is not None for p in classifier.parameters())
