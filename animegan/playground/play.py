"""A GAN on points of the plane, played step by step.

    game = Game(PlaySettings(shape="ring"))
    game.play("both", 500)       # the discriminator's turns, then the generator's, 500 times
    game.history[-1].distance    # how far its points are from the real ones

The same settings and the same steps make the same points. A game is not safe for two threads at once.
"""

from dataclasses import dataclass, replace

import torch
from torch import Generator, Tensor, nn
from torch.optim import SGD, Adam, Optimizer

from animegan.errors import InputError, TrainingError
from animegan.playground.measures import noise_floor, places_reached, sliced_distance
from animegan.playground.networks import player
from animegan.playground.rules import discriminator_loss, generator_loss
from animegan.playground.settings import RETUNABLE, PlaySettings
from animegan.playground.shapes import get_shape

__all__ = ["MEASURED_POINTS", "MOST_STEPS", "MOVES", "Game", "Move", "Standing"]

MOVES = ("both", "discriminator", "generator")
MOST_STEPS = 20_000  # several minutes of play; bounds what a game that somebody leaves running remembers
MEASURED_POINTS = 512
MEASURE_EVERY = 10  # steps between two measured distances
BETAS = (0.5, 0.9)  # of Adam, for both players
Move = tuple[str, int | PlaySettings]  # (one of MOVES, how often) or ("retune", settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the game stands after so many turns of the generator.

    Attributes:
        step: The generator's turns so far.
        discriminator: Its last loss, None before its first turn; not on one scale between games.
        generator: The same of the generator.
        distance: Sliced Wasserstein distance of its points from real ones, in units of the plane.
        reached: Which of the shape's places its points reach.
        moved: How far a fake has moved on average since the standing before, in units of the plane.
    """

    step: int
    discriminator: float | None
    generator: float | None
    distance: float
    reached: tuple[bool, ...]
    moved: float


class Game:
    """Two networks at play.

    Args:
        settings: How.

    Attributes:
        settings: How it is played now.
        began: With which settings.
        shape: Where the real points lie.
        losses: (discriminator's, generator's) last losses after each turn of the generator.
        history: A standing every few turns, the start first.
        moves: What was done so far, to do it again.
        floor: The distance of two sets of real points.
        real: (MEASURED_POINTS, 2) the real points that are shown and measured against.

    Raises:
        InputError: There is no such shape, or nothing is drawn.
    """

    def __init__(self, settings: PlaySettings) -> None:
        self.settings, self.shape = settings, get_shape(settings.shape, settings.drawing)
        self.reset()

    def reset(self) -> None:
        """Goes back to the start, with the settings of now."""
        self.began = now = self.settings
        chance = Generator().manual_seed(self.settings.seed)
        measuring = Generator().manual_seed(now.seed + 1)  # so that measuring more often changes no step
        size = {"layers": now.layers, "width": now.width}
        self.generator = player(now.noise, 2, chance=chance, **size)
        self.judge = player(2, 1, chance=chance, **size)
        self._chance = chance
        self.real = self.shape.draw(MEASURED_POINTS, measuring)
        self.floor = noise_floor(self.shape, MEASURED_POINTS, measuring)
        self._noise = torch.randn(MEASURED_POINTS, now.noise, generator=measuring)
        self._optimisers = {
            "generator": _optimiser(now.optimiser, self.generator, now.lr_generator),
            "discriminator": _optimiser(now.optimiser, self.judge, now.lr_discriminator),
        }
        self._losses: dict[str, float | None] = {"discriminator": None, "generator": None}
        self.losses: list[tuple[float | None, float | None]] = []
        self.moves: list[Move] = []
        self._before = self.fakes()
        self.history = [self._stand()]

    @property
    def steps(self) -> int:
        """Turns of the generator so far."""
        return len(self.losses)

    @property
    def is_over(self) -> bool:
        """Whether no further turn can be taken."""
        return self.steps >= MOST_STEPS

    def play(self, move: str, times: int = 1) -> None:
        """Plays on.

        Args:
            move: "both": the discriminator's turns, then one of the generator; "discriminator" or "generator": one
                turn of that player alone.
            times: How often.

        Raises:
            InputError: There is no such move.
            TrainingError: The game has had its `MOST_STEPS` steps, or the points are no numbers any more.
        """
        if move not in MOVES:
            raise InputError(f"Unknown move {move!r}.", hint=f"Choose from {', '.join(MOVES)}.")
        for _ in range(times):
            if move != "generator":
                for _ in range(self.settings.discriminator_turns if move == "both" else 1):
                    self._judge_learns()
            if move != "discriminator":
                self._generator_learns()
            self._note(move)

    def retune(self, settings: PlaySettings) -> None:
        """Goes on from here under another game, other rates or turns.

        Raises:
            InputError: Something else differs too, such as the networks' size: that needs a new game.
        """
        if settings == self.settings:
            return
        may_change = {name: getattr(settings, name) for name in RETUNABLE}
        if replace(self.settings, **may_change) != settings:
            raise InputError(
                "Only the game, the rates, the batch and the turns can change during a game.",
                hint="Start a new one.",
            )
        self.settings = settings
        for name, rate in (
            ("generator", settings.lr_generator), ("discriminator", settings.lr_discriminator),
        ):  # fmt: skip
            self._optimisers[name].param_groups[0]["lr"] = rate
        self.moves.append(("retune", settings))

    def fakes(self) -> Tensor:
        """(MEASURED_POINTS, 2) the generator's points, always of the same noise."""
        with torch.no_grad():
            points: Tensor = self.generator(self._noise)
        return points

    def _judge_learns(self) -> None:
        real, noise = self._batch()
        with torch.no_grad():
            fake = self.generator(noise)
        loss = discriminator_loss(self.settings.game, self.judge, real, fake, self._chance)
        self._descend("discriminator", loss)

    def _generator_learns(self) -> None:
        if self.is_over:
            raise TrainingError(f"This game has had its {MOST_STEPS} steps.", hint="Reset it.")
        real, noise = self._batch()
        of_real, of_fake = self.judge(torch.cat([real, self.generator(noise)])).chunk(2)
        self._descend("generator", generator_loss(self.settings.game, of_real.detach(), of_fake))
        self.losses.append((self._losses["discriminator"], self._losses["generator"]))
        if self.steps % MEASURE_EVERY == 0:
            self.history.append(self._stand())

    def _batch(self) -> tuple[Tensor, Tensor]:
        """(batch, 2) real points and (batch, noise) noise."""
        count = self.settings.batch
        real = self.shape.draw(count, self._chance)
        return real, torch.randn(count, self.settings.noise, generator=self._chance)

    def _descend(self, who: str, loss: Tensor) -> None:
        optimiser = self._optimisers[who]
        optimiser.zero_grad()
        # the other player's slopes are nobody's business
        torch.autograd.backward(loss, inputs=[*optimiser.param_groups[0]["params"]])
        optimiser.step()
        self._losses[who] = float(loss.detach())

    def _stand(self) -> Standing:
        points = self.fakes()
        if not bool(points.isfinite().all()):
            raise TrainingError(
                "The generator's points are no numbers any more.", hint="Lower the rates, or reset."
            )
        standing = Standing(
            step=self.steps, **self._losses,
            distance=sliced_distance(points, self.real),
            reached=tuple(places_reached(self.shape, points)),
            moved=float((points - self._before).norm(dim=1).mean()),
        )  # fmt: skip
        self._before = points
        return standing

    def _note(self, move: str) -> None:
        """Counts equal moves together."""
        last = self.moves[-1] if self.moves else ("", 0)
        if last[0] == move and isinstance(last[1], int):
            self.moves[-1] = (move, last[1] + 1)
        else:
            self.moves.append((move, 1))


def _optimiser(name: str, network: nn.Module, rate: float) -> Optimizer:
    weights = network.parameters()
    return SGD(weights, lr=rate) if name == "sgd" else Adam(weights, lr=rate, betas=BETAS, fused=True)
