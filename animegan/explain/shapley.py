"""What each skip contributes: exact Shapley values, from every combination of open and closed gates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

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

    Args:
        players: Their names; captum walks through all n! orders, so a handful.
        worth: What a combination is worth; asked once for each of the 2^n.
        on_progress: Told after each.

    Source:
        Shapley 1953, "A value for n-person games", by captum's `ShapleyValues`.
    """
    from captum.attr import ShapleyValues

    known: dict[Combination, float] = {}

    def known_worth(switches: Tensor) -> float:
        combination = tuple(bool(switch) for switch in switches[0])
        if combination not in known:
            known[combination] = worth(combination)
            if on_progress:
                message = "every combination of open and closed"
                on_progress(Progress(done=len(known), total=2 ** len(players), message=message))
        return known[combination]

    everybody = torch.ones(1, len(players), dtype=torch.float64)
    shares = ShapleyValues(known_worth).attribute(everybody)[0].tolist()
    return Shapley(
        values=dict(zip(players, shares, strict=True)),
        none=known[(False,) * len(players)],
        full=known[(True,) * len(players)],
        combinations=known,
    )
