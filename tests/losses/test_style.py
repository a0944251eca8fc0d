"""Gram matrices against values worked out by hand."""

import pytest
import torch

from animegan.losses.colour import grey
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


def test_mixed_precision_does_not_reach_the_sums() -> None:
    features = torch.rand(1, 4, 64, 64) * 10
    with torch.autocast("cpu", torch.bfloat16):
        found = gram_matrix(features)
    assert found.dtype == torch.float32
    torch.testing.assert_close(found, gram_matrix(features))
    loud = torch.full((1, 1, 64, 64), 30000.0, dtype=torch.float16)  # its square is no half number
    assert gram_matrix(loud).item() == pytest.approx(9e8, rel=1e-4)


def test_the_grey_loss_compares_a_coloured_picture_with_a_grey_painting() -> None:
    red = torch.tensor([1.0, -1.0, -1.0]).reshape(1, 3, 1, 1).expand(1, 3, 2, 2)
    luma = 2 * 0.299 - 1
    # Gram matrix of a flat picture: products of its channels, over 3 channels
    same, other, grey_product = 1 / 3, -1 / 3, luma**2 / 3
    expected = (5 * abs(same - grey_product) + 4 * abs(other - grey_product)) / 9
    assert gram_loss({"rgb": red}, {"rgb": grey(red)}).item() == pytest.approx(expected)


def test_gradient() -> None:
    features = torch.rand(1, 3, 4, 4, dtype=torch.double, requires_grad=True)
    target = {"a": torch.rand(1, 3, 5, 2, dtype=torch.double)}
    assert torch.autograd.gradcheck(gram_matrix, features)
    assert torch.autograd.gradcheck(lambda x: gram_loss({"a": x}, target), features)
