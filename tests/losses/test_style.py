"""Gram matrices against values worked out by hand."""

import torch

from animegan.losses.style import gram_loss, gram_matrix


def test_gram_of_two_pixels_and_two_channels() -> None:
    features = torch.tensor([[[[1.0, 2.0]], [[3.0, 4.0]]]])  # channel 0: (1, 2), channel 1: (3, 4)
    expected = torch.tensor([[[1 + 4, 3 + 8], [3 + 8, 9 + 16]]]) / (2 * 1 * 2)
    torch.testing.assert_close(gram_matrix(features), expected)


def test_gram_knows_no_places() -> None:
    features = torch.rand(1, 4, 6, 6)
    shuffled = features.flatten(2)[..., torch.randperm(36)].reshape_as(features)
    torch.testing.assert_close(gram_matrix(features), gram_matrix(shuffled))


def test_gram_knows_no_size() -> None:
    features = torch.rand(1, 4, 6, 6)
    torch.testing.assert_close(gram_matrix(features), gram_matrix(features.repeat(1, 1, 2, 3)))


def test_loss_is_the_mean_over_levels() -> None:
    one = {"a": torch.full((1, 1, 2, 2), 2.0), "b": torch.full((1, 1, 1, 1), 1.0)}
    zero = {"a": torch.zeros(1, 1, 2, 2), "b": torch.zeros(1, 1, 3, 3)}
    assert gram_loss(one, zero) == (4.0 + 1.0) / 2


def test_gradient() -> None:
    features = torch.rand(1, 3, 4, 4, dtype=torch.double, requires_grad=True)
    assert torch.autograd.gradcheck(gram_matrix, features)
