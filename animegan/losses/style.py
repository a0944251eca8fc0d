"""Style as statistics of features: which textures appear together, wherever they are.

AnimeGAN's grey style loss needs no function of its own: it is `gram_loss` between the features of the generator's
picture, in colour, and those of `animegan.losses.colour.grey(painting)`. Taking the colour from the painting alone
leaves strokes and shading to learn; the output's colours are the business of the colour loss.
"""

from collections.abc import Mapping

import torch
from torch import Tensor

__all__ = ["gram_loss", "gram_matrix"]


def gram_matrix(features: Tensor) -> Tensor:
    """Channel correlations of a feature map: which textures appear together, not where.

    Args:
        features: (N, C, H, W) float, any range.

    Returns:
        (N, C, C), symmetric, divided by C*H*W so that photo size does not change the scale; at least float32.

    Source:
        Gatys et al. 2016, "Image Style Transfer Using Convolutional Neural Networks", eq. 3; the divisor as in
        TachibanaYoshino/AnimeGANv2 tools/ops.py `gram`.
    """
    n, c, h, w = features.shape
    with torch.autocast(features.device.type, enabled=False):  # sums over all places overflow half precision
        flat = features.to(torch.promote_types(features.dtype, torch.float32)).reshape(n, c, h * w)
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
        (gram_matrix(level) - gram_matrix(target[name])).abs().mean() for name, level in features.items()
    ]
    return torch.stack(per_level).mean()
