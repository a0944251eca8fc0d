"""The curves of a game, for the arena's script and for the figure to take home."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from animegan.playground.play import Game

__all__ = ["Curve", "Curves", "curves_of", "distance_curves", "loss_curves"]

MOST_POINTS = 300  # of one curve: more are finer than the screen
TAIL = 0.02  # of the losses may lie outside the picture, so that one jump does not flatten the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One line over the steps.

    Attributes:
        name: In the legend.
        steps: Ascending.
        values: One for each step; None where there is no number.
    """

    name: str
    steps: Sequence[int]
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Lines on one pair of axes.

    Attributes:
        title: With the unit.
        lines: In the legend's order.
        low: Lower end of the scale.
        high: Upper end.
        level: A value to compare with, dotted; None for none.
    """

    title: str
    lines: tuple[Curve, ...]
    low: float
    high: float
    level: float | None = None


def distance_curves(game: "Game") -> Curves:
    """The real distance: none of the players knows it."""
    history = _thinned(game.history)
    line = Curve(name="fakes to real", steps=[s.step for s in history], values=[s.distance for s in history])
    return Curves(
        title="Real distance, plane units",
        lines=(line,),
        low=0,
        high=_rounded_up(max(standing.distance for standing in game.history)),
        level=game.floor,
    )


def loss_curves(game: "Game") -> Curves:
    """What each player minimises."""
    every = max(1, math.ceil(len(game.losses) / MOST_POINTS))
    steps = range(every, len(game.losses) + 1, every)
    both = tuple(
        Curve(name=name, steps=list(steps), values=[_number(game.losses[step - 1][who]) for step in steps])
        for who, name in enumerate(("discriminator", "generator"))
    )
    values = sorted(value for curve in both for value in curve.values if value is not None)
    cut = round(TAIL * len(values) / 2)
    low, high = (values[cut], values[-1 - cut]) if values else (0.0, 1.0)
    low, high = min(low, 0.0), max(high, 0.0)
    return Curves(title="Losses", lines=both, low=-_rounded_up(-low), high=_rounded_up(high) or 1.0)


def curves_of(curves: Curves, colours: Sequence[str]) -> dict[str, Any]:
    """The same for the arena's script."""
    lines = [
        {"name": curve.name, "steps": list(curve.steps), "values": list(curve.values), "colour": colour, "dash": dash}
        for curve, colour, dash in zip(curves.lines, colours, ([], [6, 4]), strict=False)
    ]  # fmt: skip
    return {
        "title": curves.title,
        "lines": lines,
        "low": curves.low,
        "high": curves.high,
        "level": curves.level,
    }


def _thinned(history: "Sequence[Any]") -> "list[Any]":
    every = max(1, math.ceil(len(history) / MOST_POINTS))
    return [*history[:-1:every], history[-1]]


def _rounded_up(value: float) -> float:
    """To two figures whose last is even, so that the axis rests while a curve grows a little, and halves are short."""
    if value <= 0:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(value)) - 1) * 2
    return float(math.ceil(value / unit) * unit)


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else value
