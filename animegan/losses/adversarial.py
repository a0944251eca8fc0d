"""The adversarial game: what the discriminator's logits ask of each player.

Relativistic average GAN (RaGAN): a picture is not judged alone ("is it anime?") but against the average of the other
kind ("is it more anime than they are?"). Generator and discriminator then have mirrored aims, and both need logits
of real *and* painted pictures.

Source:
    Jolicoeur-Martineau 2018, "The relativistic discriminator", arXiv 1807.00734, the RaSGAN equations.
"""

import torch.nn.functional as F
from torch import Tensor

__all__ = ["ragan_discriminator_loss", "ragan_generator_loss"]


def ragan_discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Low when real pictures look more real than the average painted one, and the other way round.

    Args:
        real: Logits of real paintings, any shape.
        fake: Logits of the generator's pictures, detached from the generator.

    Returns:
        Scalar; log 2 when the discriminator cannot tell.
    """
    # softplus(-x) = -log sigmoid(x): binary cross entropy with target 1, without overflow
    real_wins = F.softplus(-(real - fake.mean())).mean()
    fake_loses = F.softplus(fake - real.mean()).mean()
    return (real_wins + fake_loses) / 2


def ragan_generator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Low when painted pictures look more real than the average real one: the same game with the names exchanged.

    Args:
        real: Logits of real paintings, any shape.
        fake: Logits of the generator's pictures.

    Returns:
        Scalar; log 2 when the discriminator cannot tell.
    """
    return ragan_discriminator_loss(real=fake, fake=real)
