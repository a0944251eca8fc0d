"""The rules of a game on the plane: those of `losses.adversarial`, and two that matter for teaching.

| name       | the discriminator                                     | the generator                                  |
|------------|-------------------------------------------------------|------------------------------------------------|
| saturating | as in the vanilla game                                | lowers log(1 - P(real)) of its fakes           |
| wgan-gp    | raises real and lowers fake scores, slopes kept near 1| raises the scores of its fakes                 |

The saturating rule is the first one ever written down: its slope vanishes where the discriminator is sure.

Source:
    saturating: Goodfellow et al. 2014, equation 1; wgan-gp: Gulrajani et al. 2017, arXiv 1704.00028, equation 3. Its
    penalty weight is 10, for pictures; on a plane of two units 1 leaves the generator more to follow.
"""

from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Generator, Tensor, nn

from animegan.losses.adversarial import get_game

__all__ = ["discriminator_loss", "generator_loss", "reading"]

PENALTY = 1.0


def discriminator_loss(game: str, judge: nn.Module, real: Tensor, fake: Tensor, chance: Generator) -> Tensor:
    """What the discriminator makes small.

    Args:
        game: One of `settings.GAMES`.
        judge: The discriminator, (n, 2) -> (n, 1).
        real: (n, 2) real points.
        fake: (n, 2) the generator's, detached from it.
        chance: For the points between real and fake, where WGAN-GP measures slopes.
    """
    scores: Tensor = judge(torch.cat([real, fake]))
    of_real, of_fake = scores.chunk(2)
    if game == "wgan-gp":
        return of_fake.mean() - of_real.mean() + PENALTY * _slope_penalty(judge, real, fake, chance)
    return get_game("vanilla" if game == "saturating" else game).discriminator(of_real, of_fake)


def generator_loss(game: str, of_real: Tensor, of_fake: Tensor) -> Tensor:
    """What the generator makes small, from the scores of real and of fake points."""
    if game == "wgan-gp":
        return -of_fake.mean()
    if game == "saturating":
        return -F.softplus(of_fake).mean()  # log(1 - sigmoid(x)) = -softplus(x)
    return get_game(game).generator(of_real, of_fake)


def reading(game: str) -> Callable[[Tensor, Tensor, Tensor], Tensor]:
    """How a score is shown: (scores, scores of real, scores of fakes) -> values from 0, fake, to 1, real.

    In all games 0.5 says "cannot tell". Games whose scores have no fixed middle (RaGAN, WGAN-GP) are read from the
    middle between the averages of both kinds.
    """
    return _READINGS[game]


def _slope_penalty(judge: nn.Module, real: Tensor, fake: Tensor, chance: Generator) -> Tensor:
    share = torch.rand(len(real), 1, generator=chance)
    between = (share * real + (1 - share) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(judge(between).sum(), between, create_graph=True)
    penalty: Tensor = (slope.norm(dim=1) - 1).square().mean()
    return penalty


def _probability(score: Tensor, real: Tensor, fake: Tensor) -> Tensor:
    return score.sigmoid()


def _relative(score: Tensor, real: Tensor, fake: Tensor) -> Tensor:
    return (score - (real.mean() + fake.mean()) / 2).sigmoid()


def _target(score: Tensor, real: Tensor, fake: Tensor) -> Tensor:
    return score.clamp(0, 1)


def _margin(score: Tensor, real: Tensor, fake: Tensor) -> Tensor:
    return ((score + 1) / 2).clamp(0, 1)


def _height(score: Tensor, real: Tensor, fake: Tensor) -> Tensor:
    return _margin(score - (real.mean() + fake.mean()) / 2, real, fake)


_READINGS = {
    "vanilla": _probability,
    "saturating": _probability,
    "lsgan": _target,
    "ragan": _relative,
    "hinge": _margin,
    "wgan-gp": _height,
}
