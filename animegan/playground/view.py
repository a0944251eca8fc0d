"""What there is to see of a game at one moment: points, the discriminator's field, pulls and the bent noise."""

from dataclasses import dataclass

import torch
from torch import Tensor

from animegan.playground.play import Game
from animegan.playground.rules import generator_loss, reading

__all__ = ["ARROWS", "FIELD_SIDE", "REACH", "View", "look_at"]

REACH = 1.4  # what is looked at: the square from -1.4 to 1.4
FIELD_SIDE = 32  # values on each side of the field
ARROWS = 64  # fakes with an arrow; more hide each other
NET_LINES, NET_POINTS = 9, 33  # lines across the noise each way, and points on each line
NET_TAIL = 0.02  # the outermost lines leave 2 % of the noise outside


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A moment.

    Attributes:
        step: The generator's turns so far.
        fake: (n, 2) the generator's points.
        field: (FIELD_SIDE, FIELD_SIDE) what the discriminator says of the plane, 0 fake to 1 real, upper row first.
        pulls: (ARROWS, 2) where the generator's loss moves the first fakes: minus its slope, of one point's loss.
        net: (lines, NET_POINTS, 2) straight lines of the noise, as the generator bends them.
        right: Share of the real and fake points that the discriminator would name rightly, 0 to 1.
    """

    step: int
    fake: Tensor
    field: Tensor
    pulls: Tensor
    net: Tensor
    right: float


def look_at(game: Game) -> View:
    """Looks, and changes nothing."""
    fake = game.fakes()
    read = reading(game.settings.game)
    with torch.no_grad():
        of_real, of_fake = game.judge(torch.cat([game.real, fake])).chunk(2)
        field = read(game.judge(_plane()), of_real, of_fake).reshape(FIELD_SIDE, FIELD_SIDE)
        right = torch.cat([read(of_real, of_real, of_fake) > 0.5, read(of_fake, of_real, of_fake) < 0.5])
        net = game.generator(_straight_lines(game.settings.noise)).reshape(-1, NET_POINTS, 2)
    return View(
        step=game.steps, fake=fake, field=field, net=net, right=float(right.float().mean()),
        pulls=_pulls(game, fake, of_real),
    )  # fmt: skip


def _pulls(game: Game, fake: Tensor, of_real: Tensor) -> Tensor:
    """All fakes make the loss, since some games compare with their average; the first ones are shown."""
    with torch.enable_grad():
        points = fake.detach().requires_grad_()
        loss = generator_loss(game.settings.game, of_real, game.judge(points))
        (slope,) = torch.autograd.grad(loss, points)
    return -len(points) * slope[:ARROWS]


def _plane() -> Tensor:
    """(FIELD_SIDE ** 2, 2) the middles of the field's cells, row by row from the top."""
    cell = 2 * REACH / FIELD_SIDE
    across = torch.arange(FIELD_SIDE) * cell - REACH + cell / 2
    up = across.flip(0)
    return torch.stack([across.repeat(FIELD_SIDE), up.repeat_interleave(FIELD_SIDE)], dim=1)


def _straight_lines(noise: int) -> Tensor:
    """(lines * NET_POINTS, noise): lines at equal shares of the noise, along each of its first two dimensions.

    Further dimensions stay at 0. Noise of one dimension is one line.
    """
    along = _shares(NET_POINTS)
    if noise == 1:
        return along[:, None]
    apart = _shares(NET_LINES)
    one = torch.stack([along.repeat(NET_LINES), apart.repeat_interleave(NET_POINTS)], dim=1)
    lines = torch.zeros(2 * len(one), noise)
    lines[: len(one), :2], lines[len(one) :, :2] = one, one.flip(1)
    return lines


def _shares(count: int) -> Tensor:
    """Values of normal noise that cut it into equal shares."""
    values: Tensor = torch.special.ndtri(torch.linspace(NET_TAIL, 1 - NET_TAIL, count))
    return values
