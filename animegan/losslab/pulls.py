"""Where each loss term pulls at a picture: its gradient at every pixel, and where terms pull against each other.

The pull of a term is minus the gradient of its weighted value with respect to the picture: what a step of gradient
descent would add. It is multiplied by the number of pixels, so that small and large pictures share a scale.
"""

from dataclasses import asdict, dataclass
from itertools import combinations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from animegan.losses.colour import LUMA
from animegan.losslab.case import Case

__all__ = ["Conflict", "Pull", "Pulls", "pulls"]

Map = NDArray[np.float32]
CELL = 32  # pixels: the side of the squares in which terms are compared; an eye with its brow at 256 px
TINY = 1e-12  # where nothing pulls, nothing disagrees


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pull:
    """One term at one picture.

    Attributes:
        term: Its name.
        value: Unweighted.
        weight: How much it counts.
        direction: (3, H, W) float32: what it wants added to the picture; loss per unit of [-1, 1], times the number
            of pixels.
    """

    term: str
    value: float
    weight: float
    direction: Map

    @property
    def weighted(self) -> float:
        """What it adds to the total."""
        return self.value * self.weight

    @property
    def strength(self) -> Map:
        """(H, W): how hard it pulls, whatever the direction."""
        strength: Map = np.linalg.norm(self.direction, axis=0)
        return strength

    @property
    def brightness(self) -> Map:
        """(H, W): above 0 where it wants the picture brighter, below 0 where darker."""
        return np.tensordot(np.array(LUMA, dtype=np.float32), self.direction, axes=1)

    @property
    def nbytes(self) -> int:
        """What it weighs in memory."""
        return self.direction.nbytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """The square in which two terms pull hardest against each other.

    Attributes:
        terms: The two.
        top: Of the square, pixels.
        left: Of the square, pixels.
        side: Of the square, pixels; one at the rim may be cut.
        agreement: Cosine between the two pulls in the square: -1 is exactly against each other.
        lost: Share of both pulls that cancels out there, 0 to 1.
    """

    terms: tuple[str, str]
    top: int
    left: int
    side: int
    agreement: float
    lost: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pulls:
    """All terms at one picture.

    Attributes:
        each: One pull per term.
    """

    each: tuple[Pull, ...]

    @property
    def total(self) -> float:
        """The sum of the weighted terms: what training minimises."""
        return sum(pull.weighted for pull in self.each)

    @property
    def together(self) -> Pull:
        """The sum of all pulls."""
        direction = np.stack([pull.direction for pull in self.each]).sum(axis=0)
        return Pull(term="sum", value=self.total, weight=1.0, direction=direction)

    @property
    def nbytes(self) -> int:
        """What they weigh in memory."""
        return sum(pull.nbytes for pull in self.each)

    def scale(self) -> float:
        """One end of the colour scale of all maps: the strength that one in a hundred values exceeds."""
        strengths = [pull.strength for pull in (*self.each, self.together)]
        return float(np.percentile(strengths, 99)) or 1.0

    def conflicts(self, *, cell: int = CELL) -> tuple[Conflict, ...]:
        """Where terms disagree: for each pair of terms the square in which most is lost, the greatest loss first.

        Args:
            cell: Side of the squares, pixels.

        Returns:
            One for every pair that disagrees anywhere.
        """
        found = [_worst(a, b, cell) for a, b in combinations(self.each, 2)]
        disagreeing = [(lost, conflict) for lost, conflict in found if conflict.agreement < 0]
        return tuple(conflict for _, conflict in sorted(disagreeing, key=lambda pair: pair[0], reverse=True))


def pulls(case: Case, picture: Tensor) -> Pulls:
    """Value and gradient of every term of a case at a picture.

    Args:
        case: The photo, the painting and the objective.
        picture: (1, 3, H, W) in [-1, 1], the photo's size.
    """
    picture = picture.detach().clone().requires_grad_(True)
    terms = case.terms(picture)
    weights, pixels = asdict(terms.weights), picture.shape[-2] * picture.shape[-1]
    each = []
    for term, weighted in terms.weighted.items():
        (gradient,) = torch.autograd.grad(weighted, picture, retain_graph=True)
        direction = (-pixels * gradient[0]).numpy()
        each.append(
            Pull(
                term=term, value=float(terms.values[term].detach()), weight=weights[term], direction=direction
            )
        )
    return Pulls(each=tuple(each))


def _worst(a: Pull, b: Pull, cell: int) -> tuple[float, Conflict]:
    """The square in which most of two pulls is lost, and how much that is."""
    in_a, in_b = _per_cell(a.direction**2, cell) ** 0.5, _per_cell(b.direction**2, cell) ** 0.5
    in_both = _per_cell((a.direction + b.direction) ** 2, cell) ** 0.5
    lost = in_a + in_b - in_both
    row, column = divmod(int(lost.argmax()), lost.shape[1])
    here = (row, column)
    product = _per_cell(a.direction * b.direction, cell)[here]
    conflict = Conflict(
        terms=(a.term, b.term),
        top=row * cell,
        left=column * cell,
        side=cell,
        agreement=float(product / (in_a[here] * in_b[here] + TINY)),
        lost=float(lost[here] / (in_a[here] + in_b[here] + TINY)),
    )
    return float(lost[here]), conflict


def _per_cell(values: Map, cell: int) -> Map:
    """Sums over channels and squares, (3, H, W) to (rows, columns)."""
    rows = np.add.reduceat(values.sum(0), np.arange(0, values.shape[1], cell), axis=0)
    return np.add.reduceat(rows, np.arange(0, values.shape[2], cell), axis=1)
