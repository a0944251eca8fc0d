"""Style as statistics of features: which textures appear together, wherever they are."""

from collections.abc import Mapping

import torch
from torch import Tensor

__all__ = ["gram_loss", "gram_matrix"]


def gram_matrix(features: Tensor) -> Tensor:
    """Channel correlations of a feature map: which textures appear together, not where.

    Args:
        features: (N, C, H, W) float, any range.

    Returns:
        (N, C, C), symmetric, divided by C*H*W so that photo size does not change the scale.

    Source:
        Gatys et al. 2016, "Image Style Transfer Using Convolutional Neural Networks", eq. 3; the divisor as in
        TachibanaYoshino/AnimeGANv2 tools/ops.py `gram`.
    """
    n, c, h, w = features.shape
    flat = features.reshape(n, c, h * w)
    return flat @ flat.transpose(1, 2) / (c * h * w)


def gram_loss(features: Mapping[str, Tensor], target: Mapping[str, Tensor]) -> Tensor:
    """Mean absolute difference of Gram matrices, averaged over the levels that `features` holds.

    Args:
        features: (N, C, H, W) per level.
        target: The same levels; H and W may differ, since a Gram matrix knows no places.

    Returns:
        Scalar.
    """
    per_level = [
        (gram_matrix(level.float()) - gram_matrix(target[name].float())).abs().mean()
        for name, level in features.items()
    ]
    return torch.stack(per_level).mean()
