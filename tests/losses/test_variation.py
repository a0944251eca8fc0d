"""Total variation against values worked out by hand."""

import pytest
import torch

from animegan.losses.variation import total_variation


def test_closed_form() -> None:
    picture = torch.tensor([[[[0.0, 1.0, 3.0], [4.0, 1.0, 0.0]]]])
    down = (16 + 0 + 9) / 3
    right = (1 + 4 + 9 + 1) / 4
    assert total_variation(picture).item() == pytest.approx(down / 2 + right / 2)


def test_a_flat_picture_has_none() -> None:
    assert total_variation(torch.full((2, 3, 4, 5), 0.7)) == 0


def test_it_grows_with_the_square_of_contrast_and_not_with_size() -> None:
    stripes = torch.tensor([0.0, 1.0, 0.0, 1.0, 0.0]).expand(1, 3, 4, 5)
    assert total_variation(stripes).item() == pytest.approx(0.5)
    assert total_variation(3 * stripes).item() == pytest.approx(9 * 0.5)
    assert total_variation(stripes.repeat(2, 1, 3, 1)).item() == pytest.approx(0.5)


def test_it_knows_no_direction() -> None:
    picture = torch.rand(1, 3, 4, 6)
    torch.testing.assert_close(total_variation(picture.mT), total_variation(picture))
    torch.testing.assert_close(total_variation(picture.flip(-1)), total_variation(picture))


def test_gradient() -> None:
    picture = torch.rand(2, 2, 3, 4, dtype=torch.double, requires_grad=True)
    assert torch.autograd.gradcheck(total_variation, picture)
