"""Where the real points lie: six known shapes of the plane, and one that a visitor draws.

All of them fit into the square from -1 to 1. Each knows its places: the middles of the heaps where it has heaps, and
otherwise spots at equal distances along it. A generator that has learnt the shape reaches all of them.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from animegan.errors import InputError

__all__ = ["DRAWN", "DRAWN_CELLS", "SHAPES", "Shape", "get_shape"]

DRAWN = "drawn"
DRAWN_CELLS = 24  # on each side of what a visitor draws
SPOTS = 10  # along a curve, or in a drawing

RING_RADIUS, RING_HEAPS, RING_SPREAD = 0.8, 8, 0.02
GRID_SIDE, GRID_REACH, GRID_SPREAD = 5, 0.8, 0.02
BLOB_MIDDLE, BLOB_SPREAD = (0.6, 0.55), 0.1
LINE_ENDS, LINE_SPREAD = ((-0.8, -0.5), (0.8, 0.6)), 0.01
SPIRAL_TURNS, SPIRAL_SPREAD = 1.5, 0.015
MOONS_SPREAD = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A set of points, endless.

    Attributes:
        name: As written in settings.
        title: As people call it.
        draw: (n, generator of chance) -> (n, 2) points.
        places: (k, 2) what a good generator reaches.
        reach: A point belongs to a place if it is not farther than this from it.
    """

    name: str
    title: str
    draw: Callable[[int, Generator], Tensor]
    places: Tensor
    reach: float


def get_shape(name: str, drawing: str = "") -> Shape:
    """The shape of that name; "drawn" is made of the drawing.

    Raises:
        InputError: There is no such shape, or nothing is drawn.
    """
    if name == DRAWN:
        return _drawn(drawing)
    for shape in SHAPES:
        if shape.name == name:
            return shape
    known = ", ".join((*(shape.name for shape in SHAPES), DRAWN))
    raise InputError(f"Unknown shape {name!r}.", hint=f"Choose from {known}.")


def _heaps(name: str, title: str, middles: Tensor, spread: float) -> Shape:
    """Equal heaps of points, each a round normal distribution."""

    def draw(count: int, chance: Generator) -> Tensor:
        which = torch.randint(len(middles), (count,), generator=chance)
        return middles[which] + spread * torch.randn(count, 2, generator=chance)

    return Shape(name=name, title=title, draw=draw, places=middles, reach=max(4 * spread, 0.12))


def _curve(name: str, title: str, curve: Callable[[Tensor], Tensor], spread: float) -> Shape:
    """Points beside a curve.

    Args:
        name: As in settings.
        title: As people call it.
        curve: (n,) shares of the way, 0 to 1 -> (n, 2).
        spread: Standard deviation around it.
    """

    def draw(count: int, chance: Generator) -> Tensor:
        return curve(torch.rand(count, generator=chance)) + spread * torch.randn(count, 2, generator=chance)

    spots = curve((torch.arange(SPOTS) + 0.5) / SPOTS)
    return Shape(name=name, title=title, draw=draw, places=spots, reach=0.15)


def _drawn(drawing: str) -> Shape:
    """Points spread evenly over the cells that are painted."""
    if len(drawing) != DRAWN_CELLS**2 or not set(drawing) <= {"0", "1"} or "1" not in drawing:
        raise InputError("Nothing is drawn yet.", hint="Paint where the real points shall lie.")
    cells = torch.tensor([index for index, cell in enumerate(drawing) if cell == "1"])
    corners = torch.stack([cells % DRAWN_CELLS, DRAWN_CELLS - 1 - cells // DRAWN_CELLS], dim=1)  # y upwards

    def draw(count: int, chance: Generator) -> Tensor:
        which = torch.randint(len(corners), (count,), generator=chance)
        return (corners[which] + torch.rand(count, 2, generator=chance)) * (2 / DRAWN_CELLS) - 1

    middles = (corners + 0.5) * (2 / DRAWN_CELLS) - 1
    return Shape(name=DRAWN, title="Your drawing", draw=draw, places=_far_apart(middles), reach=0.15)


def _far_apart(points: Tensor) -> Tensor:
    """Some of the points, (SPOTS, 2) or fewer: the first, then always the one farthest from those before."""
    chosen = [0]
    nearest = (points - points[0]).norm(dim=1)
    while len(chosen) < SPOTS and float(nearest.max()) > 0:
        chosen.append(int(nearest.argmax()))
        nearest = nearest.minimum((points - points[chosen[-1]]).norm(dim=1))
    return points[chosen]


def _moons(share: Tensor) -> Tensor:
    """The upper moon on the first half of the way, the lower one on the second."""
    upper = share < 0.5
    angle = math.pi * torch.where(upper, 2 * share, 2 * share - 1)
    x = torch.where(upper, angle.cos() - 0.5, 0.5 - angle.cos())
    y = torch.where(upper, angle.sin() - 0.25, 0.25 - angle.sin())
    return torch.stack([x, y], dim=1) * 0.6


def _spiral(share: Tensor) -> Tensor:
    out = share.sqrt()  # so that the points lie equally close along the way
    angle = 2 * math.pi * SPIRAL_TURNS * out
    return torch.stack([angle.cos(), angle.sin()], dim=1) * (0.1 + 0.75 * out)[:, None]


def _line(share: Tensor) -> Tensor:
    first, last = (torch.tensor(end) for end in LINE_ENDS)
    return first + share[:, None] * (last - first)


def _ring_middles() -> Tensor:
    angle = torch.arange(RING_HEAPS) * (2 * math.pi / RING_HEAPS)
    return RING_RADIUS * torch.stack([angle.cos(), angle.sin()], dim=1)


def _grid_middles() -> Tensor:
    side = torch.linspace(-GRID_REACH, GRID_REACH, GRID_SIDE)
    return torch.cartesian_prod(side, side)


SHAPES = (
    _curve("moons", "Two moons", _moons, MOONS_SPREAD),
    _heaps("ring", "Ring of 8", _ring_middles(), RING_SPREAD),
    _heaps("grid", "Grid of 25", _grid_middles(), GRID_SPREAD),
    _curve("spiral", "Spiral", _spiral, SPIRAL_SPREAD),
    _heaps("blob", "One heap", torch.tensor([BLOB_MIDDLE]), BLOB_SPREAD),
    _curve("line", "Line", _line, LINE_SPREAD),
)
