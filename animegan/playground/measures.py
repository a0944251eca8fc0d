"""How far the generator's points really are from the real ones. No loss of the game can say that."""

import math

import torch
from torch import Generator, Tensor

from animegan.playground.shapes import Shape

__all__ = ["noise_floor", "places_reached", "sliced_distance"]

DIRECTIONS = 32
FAIR_SHARE = 0.25  # of the points that a place would get if all were equal: fewer, and it counts as forgotten


def sliced_distance(one: Tensor, other: Tensor) -> float:
    """How far points must be moved on average to make one set the other, seen from 32 sides.

    Seen from one side, points lie on a line, where the best way to move them is known: the first to the first, the
    second to the second and so on.

    Args:
        one: (n, 2).
        other: (n, 2).

    Returns:
        The sliced 1-Wasserstein distance, in units of the plane; 0 for equal sets.

    Source:
        Rabin et al. 2012, "Wasserstein barycenter and its application to texture mixing"; here with directions at
        equal angles instead of random ones.
    """
    angles = torch.arange(DIRECTIONS) * (math.pi / DIRECTIONS)
    sides = torch.stack([angles.cos(), angles.sin()])  # (2, DIRECTIONS)
    apart = (one @ sides).sort(dim=0).values - (other @ sides).sort(dim=0).values
    return float(apart.abs().mean())


def places_reached(shape: Shape, points: Tensor) -> list[bool]:
    """Which places of the shape have at least a quarter of the points that an even hand would give them."""
    belongs = torch.cdist(points, shape.places) <= shape.reach  # (n, k)
    enough = FAIR_SHARE * len(points) / len(shape.places)
    return [bool(count >= enough) for count in belongs.sum(dim=0)]


def noise_floor(shape: Shape, count: int, chance: Generator) -> float:
    """The distance of two sets of real points: nobody can be expected to do better."""
    return sliced_distance(shape.draw(count, chance), shape.draw(count, chance))
