"""Exchanged colours for the warm-up on content: a network shall carry colours over, not only light and dark.

In photos the three channels are much alike, so a young network learns one of them and guesses the rest: pictures stay
sepia for a thousand steps, most of all behind instance normalisation, which takes a channel's mean away. Where any
channel may be any other, or its negative, nothing can be guessed.
"""

import numpy as np
import torch
from torch import Tensor

__all__ = ["exchange_colours"]


def exchange_colours(photos: Tensor, rng: np.random.Generator) -> Tensor:
    """Each photo with its channels in random order, each of them inverted or not.

    Args:
        photos: (N, 3, H, W) float in [-1, 1].
        rng: Decides.

    Returns:
        The same shape and range.
    """
    signs = torch.from_numpy(rng.choice([-1.0, 1.0], (len(photos), 3, 1, 1))).to(photos)
    orders = [rng.permutation(3).tolist() for _ in photos]
    return signs * torch.stack([photo[order] for photo, order in zip(photos, orders, strict=True)])
