"""Networks in between trained ones: a weighted sum of their parameters.

It works for networks that went on from one parent, because their channels still mean the same. It fails for networks
that do not: `twin.py` makes the plainest case.
"""

from collections.abc import Mapping, Sequence

from torch import Tensor

from animegan.errors import InputError

__all__ = ["State", "interpolate"]

State = Mapping[str, Tensor]


def interpolate(states: Sequence[State], shares: Sequence[float]) -> dict[str, Tensor]:
    """The weighted sum of several networks' tensors; counters, which are whole numbers, are the first one's.

    Args:
        states: State dicts with the same names and shapes.
        shares: One factor per network; they sum to 1, or the result is no network between them. Factors below 0 or
            above 1 go beyond the trained networks.

    Returns:
        A state dict. With one share 1 and all others 0 it is exactly that network's.

    Raises:
        InputError: The shares do not fit the networks, or do not sum to 1.

    Source:
        Wang et al. 2019, "Deep Network Interpolation for Continuous Imagery Effect Transition", eq. 2 and 3.
    """
    if len(shares) != len(states) or abs(sum(shares) - 1) > 1e-6:
        raise InputError(
            f"Shares {tuple(shares)} for {len(states)} networks cannot be used.",
            hint="Give one share per network; all of them sum to 1.",
        )
    taken = [(share, state) for share, state in zip(shares, states, strict=True) if share]
    return {
        name: _sum(name, taken) if tensor.is_floating_point() else tensor
        for name, tensor in states[0].items()
    }


def _sum(name: str, taken: Sequence[tuple[float, State]]) -> Tensor:
    (share, state), *others = taken
    total = share * state[name]
    for share, state in others:
        total = total + share * state[name]
    return total
