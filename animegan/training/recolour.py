"""Strong colours in random order for the warm-up on content: a network shall carry over more than light and dark.

In photos the three channels are much alike, so a young network learns one of them and guesses the rest: pictures stay
sepia for a thousand steps, most of all behind instance normalisation, which takes a channel's mean away. Where colours
are strong and any of them may stand for any other, guessing costs more than looking.
"""

import numpy as np
import torch
from torch import Tensor

__all__ = ["exchange_colours"]

STRENGTH = 2.5  # times the distance of a colour from the grey of the same mean


def exchange_colours(photos: Tensor, rng: np.random.Generator) -> Tensor:
    """Each photo with its colours made stronger, and its channels in random order.

    Args:
        photos: (N, 3, H, W) float in [-1, 1].
        rng: Decides.

    Returns:
        The same shape and range.
    """
    grey = photos.mean(1, keepdim=True)
    strong = (grey + STRENGTH * (photos - grey)).clamp(-1, 1)
    return torch.stack([photo[rng.permutation(3).tolist()] for photo in strong])
