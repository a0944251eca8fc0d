"""Discriminator losses with extra negatives, so that lines and colours cannot be had for nothing.

A discriminator that only compares paintings with fakes can tell them apart by overall colour and never look at lines.
CartoonGAN therefore also shows it paintings whose lines were blurred away and calls them fake. AnimeGAN adds grey
paintings as fakes (so colour is asked for) and makes the blurred ones grey too.

The generators play plain games against these judges: "vanilla" and "lsgan" of `animegan.losses.adversarial`.
The blurred pictures come from `animegan.training.edge_smoothing`, the grey ones from `animegan.losses.colour.grey`.
"""

from dataclasses import astuple, dataclass

import torch.nn.functional as F
from torch import Tensor

from animegan.errors import InputError

__all__ = ["DiscriminatorWeights", "animegan_discriminator_loss", "cartoongan_discriminator_loss"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscriminatorWeights:
    """How much each kind of picture counts in AnimeGAN's discriminator loss; none negative.

    Attributes:
        real: Paintings in colour, wanted at 1.
        fake: The generator's pictures, wanted at 0 like the following.
        grey: Paintings without colour.
        smooth: Paintings without colour whose lines are blurred.

    Raises:
        InputError: A weight is negative or not a number.
    """

    real: float
    fake: float
    grey: float
    smooth: float

    def __post_init__(self) -> None:
        if not all(weight >= 0 for weight in astuple(self)):  # also catches nan
            raise InputError(
                f"Discriminator weights {astuple(self)} include one that is not zero or more.",
                hint="Use 0 to leave a kind of picture out.",
            )


def animegan_discriminator_loss(
    real: Tensor, fake: Tensor, grey: Tensor, smooth: Tensor, weights: DiscriminatorWeights
) -> Tensor:
    """LSGAN with two more kinds of negatives.

    Args:
        real: Logits of paintings in colour, any shape.
        fake: Logits of the generator's pictures, detached from the generator.
        grey: Logits of the same paintings without colour.
        smooth: Logits of the grey paintings with blurred lines.
        weights: One factor per kind. The published loss multiplies the sum by its adversarial weight (300) as well.

    Returns:
        Scalar: `real E(r-1)^2 + fake E f^2 + grey E g^2 + smooth E s^2`; 0 at the targets.

    Source:
        Chen, Liu and Chen 2020, "AnimeGAN"; the four factors: TachibanaYoshino/AnimeGANv2 tools/ops.py.
    """
    return (
        weights.real * (real - 1).square().mean()
        + weights.fake * fake.square().mean()
        + weights.grey * grey.square().mean()
        + weights.smooth * smooth.square().mean()
    )


def cartoongan_discriminator_loss(real: Tensor, fake: Tensor, smooth: Tensor) -> Tensor:
    """The edge-promoting adversarial loss: binary cross entropy with blurred paintings as further negatives.

    Args:
        real: Logits of paintings, any shape.
        fake: Logits of the generator's pictures, detached from the generator.
        smooth: Logits of the same paintings with blurred lines, in colour.

    Returns:
        Scalar; 3 log 2 when every logit is 0.

    Source:
        Chen, Lai and Liu 2018, "CartoonGAN", the adversarial loss.
    """
    return F.softplus(-real).mean() + F.softplus(fake).mean() + F.softplus(smooth).mean()
