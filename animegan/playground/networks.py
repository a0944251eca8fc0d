"""The two players: small networks of the same build."""

from itertools import pairwise

import torch
from torch import Generator, nn

__all__ = ["player"]

LEAK = 0.2


def player(inputs: int, outputs: int, *, layers: int, width: int, chance: Generator) -> nn.Sequential:
    """Linear layers with leaky rectifiers between them.

    Args:
        inputs: Noise dimensions, or 2.
        outputs: 2, or 1 for a score.
        layers: Hidden ones.
        width: Units in each.
        chance: Decides the first weights.
    """
    sizes = [inputs, *[width] * layers, outputs]
    parts: list[nn.Module] = []
    for size, following in pairwise(sizes):
        linear = nn.Linear(size, following)
        nn.init.kaiming_uniform_(linear.weight, a=LEAK, generator=chance)
        nn.init.zeros_(linear.bias)
        parts += [linear, nn.LeakyReLU(LEAK)]
    with torch.no_grad():
        last = parts[-2]
        assert isinstance(last, nn.Linear)
        last.weight *= (
            0.5  # both begin near the middle: the fakes on the paper, the scores near "cannot tell"
        )
    return nn.Sequential(*parts[:-1])
