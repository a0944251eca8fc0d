"""YUV, the colour loss and grey pictures against values worked out by hand."""

import pytest
import torch

from animegan.losses.colour import colour_loss, grey, rgb_to_yuv


def paint(red: float, green: float, blue: float) -> torch.Tensor:
    """One flat picture of two by two pixels; channels in [-1, 1]."""
    return torch.tensor([red, green, blue], dtype=torch.double).reshape(1, 3, 1, 1).expand(1, 3, 2, 2)


@pytest.mark.parametrize(
    ("rgb", "yuv"),
    [
        ((-1, -1, -1), (0, 0, 0)),
        ((1, 1, 1), (1, 0, 0)),
        ((0, 0, 0), (0.5, 0, 0)),
        ((1, -1, -1), (0.299, -0.14714, 0.61498)),
        ((-1, 1, -1), (0.587, -0.28887, -0.51496)),
        ((-1, -1, 1), (0.114, 0.43601, -0.10001)),
    ],
)
def test_yuv_of_known_colours(rgb: tuple[float, ...], yuv: tuple[float, ...]) -> None:
    found = rgb_to_yuv(paint(*rgb))
    assert found.shape == (1, 3, 2, 2)
    assert found[0, :, 1, 0].tolist() == pytest.approx(yuv, abs=1e-5)


def test_colour_loss_of_black_and_white_is_their_brightness() -> None:
    assert colour_loss(paint(1, 1, 1), paint(-1, -1, -1)).item() == pytest.approx(1)


def test_colour_loss_squares_small_differences_of_colour() -> None:
    # black to blue: below the threshold of the Huber loss, so half of each square
    expected = 0.114 + 0.43601**2 / 2 + 0.10001**2 / 2
    assert colour_loss(paint(-1, -1, 1), paint(-1, -1, -1)).item() == pytest.approx(expected, abs=1e-5)


def test_colour_loss_is_linear_in_large_differences_of_colour() -> None:
    # red to cyan: V differs by 2 * 0.61498, above the threshold of 1
    y, u, v = abs(0.299 - 0.701), 2 * 0.14714, 2 * 0.61498
    expected = y + u**2 / 2 + (v - 0.5)
    assert colour_loss(paint(1, -1, -1), paint(-1, 1, 1)).item() == pytest.approx(expected, abs=1e-4)


def test_colour_loss_is_zero_for_equal_pictures_and_knows_no_order() -> None:
    one, other = torch.rand(2, 2, 3, 4, 5).mul(2).sub(1)
    assert colour_loss(one, one) == 0
    torch.testing.assert_close(colour_loss(one, other), colour_loss(other, one))


def test_grey_keeps_the_brightness_and_drops_the_colour() -> None:
    picture = torch.rand(2, 3, 4, 5, dtype=torch.double) * 2 - 1
    y, u, v = rgb_to_yuv(grey(picture)).unbind(1)
    torch.testing.assert_close(y, rgb_to_yuv(picture)[:, 0])
    torch.testing.assert_close(torch.stack([u, v]), torch.zeros(2, 2, 4, 5, dtype=torch.double))


def test_grey_of_pure_red() -> None:
    assert grey(paint(1, -1, -1))[0, :, 0, 0].tolist() == pytest.approx([2 * 0.299 - 1] * 3)


def test_gradients() -> None:
    generator = torch.Generator().manual_seed(3)
    picture, photo = torch.rand(2, 1, 3, 2, 3, dtype=torch.double, generator=generator) * 2 - 1
    picture.requires_grad_()
    assert torch.autograd.gradcheck(colour_loss, (picture, photo))
    assert torch.autograd.gradcheck(rgb_to_yuv, picture)
    assert torch.autograd.gradcheck(grey, picture)
