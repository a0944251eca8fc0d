"""What each skip contributes: exact Shapley values, from every combination of open and closed gates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import comb

from animegan.explain.measures import Measure
from animegan.explain.passes import Pass, rerun
from animegan.types import Progress

__all__ = ["Shapley", "shapley_of_gates", "shapley_values"]

Combination = tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapley:
    """How a measure's change from all gates closed to all open is shared out among the gates.

    Attributes:
        values: Gate name to its share; they sum to `full - none`.
        none: The measure with every gate closed.
        full: The measure with every gate open, as trained.
        combinations: Every combination's measure; a key says of each gate, in the order of `values`, if it is open.
    """

    values: dict[str, float]
    none: float
    full: float
    combinations: dict[Combination, float]


def shapley_of_gates(
    base: Pass, measure: Measure, *, on_progress: Callable[[Progress], object] | None = None
) -> Shapley:
    """Shares out a measure of the picture among the network's gates.

    Args:
        base: Any pass of the photo.
        measure: A number for a picture, from `get_measure`.
        on_progress: Told after each of the 2^n combinations.
    """
    gates = base.network.gate_names

    def measured(is_open: Combination) -> float:
        gains = {gate: float(on) for gate, on in zip(gates, is_open, strict=True)}
        return measure(rerun(base, gates=gains).picture)

    return shapley_values(gates, measured, on_progress=on_progress)


def shapley_values(
    players: Sequence[str],
    worth: Callable[[Combination], float],
    *,
    on_progress: Callable[[Progress], object] | None = None,
) -> Shapley:
    """Exact Shapley values: each player's gain, averaged over every order in which the players could join.

    The orders are not walked through, there are n! of them: a player's gain on top of those already there depends on
    who they are, not on how they came, so 2^n combinations tell it all.

    Args:
        players: Their names; time doubles with each.
        worth: What a combination is worth; asked once for each of the 2^n.
        on_progress: Told after each.

    Source:
        Shapley 1953, "A value for n-person games", eq. 12. captum's `ShapleyValues` gives the same, in 32 bits.
    """
    n = len(players)
    known: dict[Combination, float] = {}
    for combination in product((False, True), repeat=n):
        known[combination] = worth(combination)
        if on_progress:
            on_progress(Progress(done=len(known), total=2**n, message="every combination of open and closed"))
    values = dict.fromkeys(players, 0.0)
    for others, without in known.items():
        for player, name in enumerate(players):
            if not others[player]:
                joined = (*others[:player], True, *others[player + 1 :])
                orders_like_this = 1 / (n * comb(n - 1, sum(others)))  # their share of all n!
                values[name] += orders_like_this * (known[joined] - without)
    return Shapley(values=values, none=known[(False,) * n], full=known[(True,) * n], combinations=known)
