"""The adversarial game: what the discriminator's logits ask of each player, under five sets of rules.

| name    | the discriminator wants                               | the generator wants                |
|---------|-------------------------------------------------------|------------------------------------|
| vanilla | real called real, fake called fake (cross entropy)    | fake called real                   |
| lsgan   | real logits at 1, fake logits at 0 (squares)          | fake logits at 1                   |
| ragan   | real above the average fake, fake below (entropy)     | the two exchanged                  |
| ralsgan | real 1 above the average fake, fake 1 below (squares) | the two exchanged                  |
| hinge   | real above 1, fake below -1, and no further           | fake logits as high as they can go |

The relativistic games (ra...) do not ask "is it anime?" but "is it more anime than the other kind?", so the generator
needs the logits of real paintings too. All functions take both, of any shape, so that a trainer need not know which
game it plays. Losses are not on one scale: a judge that cannot tell (logits 0) costs the discriminator
2 log 2, 1, log 2, 1 and 2 in the order of the table.

Source:
    vanilla: Goodfellow et al. 2014, section 3, with the non-saturating generator that it recommends;
    lsgan: Mao et al. 2017 with the targets 0 and 1, without its halves, as AnimeGAN has it;
    ragan, ralsgan: Jolicoeur-Martineau 2018, "The relativistic discriminator", arXiv 1807.00734;
    hinge: Lim and Ye 2017, "Geometric GAN"; Miyato et al. 2018 (spectral normalisation).
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch.nn.functional as F
from torch import Tensor

from animegan.errors import InputError

__all__ = ["GAMES", "AdversarialGame", "get_game", "ragan_discriminator_loss", "ragan_generator_loss"]

PlayerLoss = Callable[[Tensor, Tensor], Tensor]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdversarialGame:
    """The rules for both players. Each loss takes (logits of real paintings, logits of fakes), returns a scalar.

    Attributes:
        name: As written in settings.
        title: As the field writes it.
        generator: Its loss; the logits of fakes carry the gradient.
        discriminator: Its loss; the fakes must be detached from the generator.
    """

    name: str
    title: str
    generator: PlayerLoss
    discriminator: PlayerLoss


def ragan_discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Low when real pictures look more real than the average painted one, and the other way round.

    Args:
        real: Logits of real paintings, any shape.
        fake: Logits of the generator's pictures, detached from the generator.

    Returns:
        Scalar; log 2 when the discriminator cannot tell.
    """
    return (_is_real(real - fake.mean()) + _is_fake(fake - real.mean())) / 2


def ragan_generator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Low when painted pictures look more real than the average real one: the same game with the names exchanged.

    Args:
        real: Logits of real paintings, any shape.
        fake: Logits of the generator's pictures.

    Returns:
        Scalar; log 2 when the discriminator cannot tell.
    """
    return ragan_discriminator_loss(real=fake, fake=real)


def _vanilla_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    return _is_real(real) + _is_fake(fake)


def _vanilla_generator(real: Tensor, fake: Tensor) -> Tensor:
    return _is_real(fake)  # not -_is_fake(fake), whose gradient dies just when the generator is losing


def _lsgan_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    return (real - 1).square().mean() + fake.square().mean()


def _lsgan_generator(real: Tensor, fake: Tensor) -> Tensor:
    return (fake - 1).square().mean()


def _ralsgan_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    return ((real - fake.mean() - 1).square().mean() + (fake - real.mean() + 1).square().mean()) / 2


def _ralsgan_generator(real: Tensor, fake: Tensor) -> Tensor:
    return _ralsgan_discriminator(real=fake, fake=real)


def _hinge_discriminator(real: Tensor, fake: Tensor) -> Tensor:
    return F.relu(1 - real).mean() + F.relu(1 + fake).mean()


def _hinge_generator(real: Tensor, fake: Tensor) -> Tensor:
    return -fake.mean()


def _is_real(logits: Tensor) -> Tensor:
    """Binary cross entropy with target 1: softplus(-x) = -log sigmoid(x), without overflow."""
    return F.softplus(-logits).mean()


def _is_fake(logits: Tensor) -> Tensor:
    """Binary cross entropy with target 0."""
    return F.softplus(logits).mean()


def _game(name: str, title: str, generator: PlayerLoss, discriminator: PlayerLoss) -> AdversarialGame:
    return AdversarialGame(name=name, title=title, generator=generator, discriminator=discriminator)


GAMES = (
    _game("vanilla", "Vanilla GAN", _vanilla_generator, _vanilla_discriminator),
    _game("lsgan", "LSGAN", _lsgan_generator, _lsgan_discriminator),
    _game("ragan", "RaGAN", ragan_generator_loss, ragan_discriminator_loss),
    _game("ralsgan", "RaLSGAN", _ralsgan_generator, _ralsgan_discriminator),
    _game("hinge", "Hinge GAN", _hinge_generator, _hinge_discriminator),
)


def get_game(name: str) -> AdversarialGame:
    """The game of that name.

    Raises:
        InputError: No game is called so.
    """
    for game in GAMES:
        if game.name == name:
            return game
    known = ", ".join(game.name for game in GAMES)
    raise InputError(f"Unknown adversarial game {name!r}.", hint=f"Choose from {known}.")
