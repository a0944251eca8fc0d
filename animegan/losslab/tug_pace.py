"""How a slope becomes a step: Adam, which cares for a slope's steadiness and not for its steepness.

Written out because it is short, and because making `torch.optim.Adam` imports a compiler for a second or two, which a
visitor would wait for.
"""

import torch
from torch import Tensor

__all__ = ["AdamSteps"]

MEMORY, LONG_MEMORY = (
    0.9,
    0.999,
)  # what is kept per step of the mean slope and of its mean square, as published
TINY = 1e-8  # where there is no slope at all, nothing is divided by nothing


class AdamSteps:
    """Steps down a slope, one after the other.

    Args:
        pace: How far a steady slope moves a value per step, however steep or flat it is.

    Source:
        Kingma and Ba 2015, "Adam", algorithm 1, with its constants.
    """

    def __init__(self, pace: float) -> None:
        self._pace = pace
        self._steps = 0
        self._mean: Tensor | float = 0.0
        self._square: Tensor | float = 0.0

    def next(self, slope: Tensor) -> Tensor:
        """What to add to the values whose slope this is; the same shape."""
        self._steps += 1
        self._mean = MEMORY * self._mean + (1 - MEMORY) * slope
        self._square = LONG_MEMORY * self._square + (1 - LONG_MEMORY) * slope.square()
        mean = self._mean / (1 - MEMORY**self._steps)  # both began at 0, which is put right here
        square = self._square / (1 - LONG_MEMORY**self._steps)
        return -self._pace * mean / (torch.sqrt(square) + TINY)
