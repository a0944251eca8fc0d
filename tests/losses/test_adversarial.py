"""The relativistic losses against values worked out by hand."""

import math

import torch

from animegan.losses.adversarial import ragan_discriminator_loss, ragan_generator_loss


def test_a_judge_that_cannot_tell_scores_log_two() -> None:
    logits = torch.full((2, 1, 3, 3), 0.7)
    expected = torch.tensor(math.log(2))
    torch.testing.assert_close(ragan_discriminator_loss(logits, logits), expected)
    torch.testing.assert_close(ragan_generator_loss(logits, logits), expected)


def test_closed_form() -> None:
    real, fake = torch.tensor([1.0, 3.0]), torch.tensor([0.0, -2.0])

    def bce(x: float, label: int) -> float:
        p = 1 / (1 + math.exp(-x))
        return -math.log(p if label else 1 - p)

    r, f = [1 - -1, 3 - -1], [0 - 2, -2 - 2]  # logits against the other kind's mean
    judge = ((bce(r[0], 1) + bce(r[1], 1)) / 2 + (bce(f[0], 0) + bce(f[1], 0)) / 2) / 2
    painter = ((bce(r[0], 0) + bce(r[1], 0)) / 2 + (bce(f[0], 1) + bce(f[1], 1)) / 2) / 2
    torch.testing.assert_close(ragan_discriminator_loss(real, fake), torch.tensor(judge))
    torch.testing.assert_close(ragan_generator_loss(real, fake), torch.tensor(painter))


def test_only_the_difference_counts() -> None:
    real, fake = torch.randn(8), torch.randn(8)
    torch.testing.assert_close(
        ragan_generator_loss(real + 5, fake + 5), ragan_generator_loss(real, fake), atol=1e-5, rtol=0
    )


def test_the_players_want_opposite_things() -> None:
    real, fake = torch.zeros(4), torch.zeros(4, requires_grad=True)
    (judge,) = torch.autograd.grad(ragan_discriminator_loss(real, fake), fake)
    (painter,) = torch.autograd.grad(ragan_generator_loss(real, fake), fake)
    assert (judge > 0).all()  # the discriminator pushes the fake logits down
    assert (painter < 0).all()  # the generator pulls them up


def test_huge_logits_stay_finite() -> None:
    assert ragan_discriminator_loss(torch.tensor([-1e4]), torch.tensor([1e4])).isfinite()


def test_gradient() -> None:
    real = torch.randn(5, dtype=torch.double, requires_grad=True)
    fake = torch.randn(5, dtype=torch.double, requires_grad=True)
    assert torch.autograd.gradcheck(ragan_generator_loss, (real, fake))
    assert torch.autograd.gradcheck(ragan_discriminator_loss, (real, fake))
