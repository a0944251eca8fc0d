"""The discriminators of AnimeGAN and CartoonGAN against values worked out by hand."""

import math

import pytest
import torch

from animegan.errors import InputError
from animegan.losses.adversarial import get_game
from animegan.losses.edge_promoting import (
    DiscriminatorWeights,
    animegan_discriminator_loss,
    cartoongan_discriminator_loss,
)

WEIGHTS = DiscriminatorWeights(real=1.7, fake=1.2, grey=0.8, smooth=0.005)


def logits(*values: float) -> torch.Tensor:
    return torch.tensor(values, dtype=torch.double)


def test_animegan_weighs_four_squares() -> None:
    loss = animegan_discriminator_loss(logits(3, 1), logits(2), logits(1, 0), logits(-10), WEIGHTS)
    assert loss.item() == pytest.approx(1.7 * 4 / 2 + 1.2 * 4 + 0.8 * 1 / 2 + 0.005 * 100)


def test_animegan_pays_nothing_at_the_targets() -> None:
    none = torch.zeros(2, 1, 3, 3)
    assert animegan_discriminator_loss(none + 1, none, none, none, WEIGHTS) == 0


def test_animegan_without_the_extra_pictures_is_lsgan() -> None:
    real, fake = logits(0.3, 2, -1), logits(0.4, -0.2)
    plain = DiscriminatorWeights(real=1, fake=1, grey=0, smooth=0)
    loss = animegan_discriminator_loss(real, fake, logits(9), logits(9), plain)
    assert loss.item() == pytest.approx(get_game("lsgan").discriminator(real, fake).item())


@pytest.mark.parametrize("bad", [-0.1, math.nan])
@pytest.mark.parametrize("name", ["real", "fake", "grey", "smooth"])
def test_weights_can_not_be_negative(name: str, bad: float) -> None:
    good = {"real": 1.0, "fake": 1.0, "grey": 1.0, "smooth": 0.0}
    DiscriminatorWeights(**good)
    with pytest.raises(InputError, match=str(bad)):
        DiscriminatorWeights(**{**good, name: bad})


def test_cartoongan_is_cross_entropy_with_two_kinds_of_fakes() -> None:
    def cost(p: float) -> float:
        return -math.log(p)

    def p(logit: float) -> float:
        return 1 / (1 + math.exp(-logit))

    expected = (cost(p(2)) + cost(p(-1))) / 2 + cost(1 - p(0.5)) + cost(1 - p(3))
    assert cartoongan_discriminator_loss(logits(2, -1), logits(0.5), logits(3)).item() == pytest.approx(
        expected
    )


def test_cartoongans_judge_that_cannot_tell() -> None:
    none = torch.zeros(1, 1, 2, 2)
    assert cartoongan_discriminator_loss(none, none, none).item() == pytest.approx(3 * math.log(2))


def test_blurred_lines_push_the_judge_as_hard_as_fakes_do() -> None:
    real, fake, smooth = logits(1), logits(0.5).requires_grad_(), logits(0.5).requires_grad_()
    pushes = torch.autograd.grad(cartoongan_discriminator_loss(real, fake, smooth), (fake, smooth))
    assert pushes[0] == pushes[1] > 0


def test_gradients() -> None:
    generator = torch.Generator().manual_seed(2)
    kinds = [torch.randn(3, dtype=torch.double, generator=generator, requires_grad=True) for _ in range(4)]
    assert torch.autograd.gradcheck(lambda *x: animegan_discriminator_loss(*x, WEIGHTS), kinds)
    assert torch.autograd.gradcheck(cartoongan_discriminator_loss, kinds[:3])
