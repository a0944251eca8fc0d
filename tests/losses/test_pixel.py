"""The pixel loss against values worked out by hand."""

import torch

from animegan.losses.pixel import l1_loss


def test_mean_absolute_difference() -> None:
    picture = torch.tensor([[[[0.0, 1.0], [2.0, 3.0]]]])
    target = torch.tensor([[[[1.0, 1.0], [0.0, 7.0]]]])
    assert l1_loss(picture, target) == (1 + 0 + 2 + 4) / 4


def test_weight_gives_a_pixel_more_say() -> None:
    picture, target = torch.zeros(1, 2, 1, 2), torch.ones(1, 2, 1, 2)
    target[..., 1] = 3.0
    weight = torch.tensor([[[[1.0, 3.0]]]])
    assert l1_loss(picture, target, weight) == (1 * 1 + 3 * 3) / 4


def test_constant_weight_changes_nothing() -> None:
    picture, target = torch.rand(2, 3, 5, 4), torch.rand(2, 3, 5, 4)
    weight = torch.full((2, 1, 5, 4), 2.5)
    torch.testing.assert_close(l1_loss(picture, target, weight), l1_loss(picture, target))


def test_gradient() -> None:
    picture = torch.rand(1, 2, 3, 3, dtype=torch.double, requires_grad=True)
    target = picture.detach() + 0.5  # away from the kink at zero
    weight = torch.rand(1, 1, 3, 3, dtype=torch.double) + 0.1
    assert torch.autograd.gradcheck(lambda x: l1_loss(x, target, weight), picture)
