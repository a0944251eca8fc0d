"""Mixing styles: from weights by name to the code that a network understands."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError

__all__ = ["style_code", "style_shares"]


def style_shares(mix: Mapping[str, float], styles: Sequence[str]) -> dict[str, float]:
    """A mix whose shares sum to 1, without the styles that have none, in the network's order.

    Args:
        mix: How much of which style; any scale.
        styles: The styles that the network knows.

    Raises:
        InputError: An unknown style, a share that is negative or not finite, or nothing in the mix.
    """
    unknown = sorted(set(mix) - set(styles))
    if unknown:
        message = f"These weights cannot mix in: {', '.join(unknown)}."
        raise InputError(message, hint=f"Mix any of: {', '.join(styles)}.")
    for name, share in mix.items():
        if not (math.isfinite(share) and share >= 0):
            raise InputError(f"The share of {name!r} is {share}.", hint="Use 0 or more for each style.")
    total = sum(mix.values())
    if total == 0:
        raise InputError("The mix holds no style.", hint="Give at least one style a share above 0.")
    return {name: mix[name] / total for name in styles if mix.get(name)}


def style_code(shares: Mapping[str, float], styles: Sequence[str]) -> NDArray[np.float32]:
    """(S,) float32, one share per style of the network, in its order; sums to 1."""
    return np.array([shares.get(name, 0.0) for name in styles], np.float32)
