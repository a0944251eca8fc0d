"""Keeping the photo's colours: brightness and colour compared apart, as television does it (YUV)."""

import torch
import torch.nn.functional as F
from torch import Tensor

__all__ = ["colour_loss", "grey", "rgb_to_yuv"]

LUMA = (0.299, 0.587, 0.114)  # how much red, green and blue add to brightness; they sum to 1
U_FROM_RGB = (-0.14714119, -0.28886916, 0.43601035)  # blue minus brightness; sums to 0, so grey has no colour
V_FROM_RGB = (0.61497538, -0.51496512, -0.10001026)  # red minus brightness; sums to 0


def rgb_to_yuv(picture: Tensor) -> Tensor:
    """Brightness Y and the colour differences U (towards blue) and V (towards red).

    Args:
        picture: (N, 3, H, W) float in [-1, 1], RGB.

    Returns:
        (N, 3, H, W): Y in [0, 1], U in [-0.44, 0.44], V in [-0.61, 0.61].

    Source:
        The coefficients of TensorFlow's `tf.image.rgb_to_yuv`, which AnimeGAN uses.
    """
    rgb = (picture + 1) / 2
    return torch.cat([_mix(rgb, weights) for weights in (LUMA, U_FROM_RGB, V_FROM_RGB)], 1)


def colour_loss(picture: Tensor, photo: Tensor) -> Tensor:
    """How far a picture has left the photo's brightness and colours.

    Brightness is held by its plain difference. Colour is held loosely: the squared part of the Huber loss asks little
    of small differences, and U and V can hardly differ by more than 1.

    Args:
        picture: (N, 3, H, W) float in [-1, 1], RGB.
        photo: The same shape.

    Returns:
        Scalar: L1 on Y + Huber with threshold 1 on U + the same on V, each a mean over the batch.

    Source:
        Chen, Liu and Chen 2020, "AnimeGAN", colour reconstruction loss; TachibanaYoshino/AnimeGANv2
        tools/ops.py `color_loss`.
    """
    y, u, v = rgb_to_yuv(picture).unbind(1)
    photo_y, photo_u, photo_v = rgb_to_yuv(photo).unbind(1)
    return F.l1_loss(y, photo_y) + F.huber_loss(u, photo_u, delta=1) + F.huber_loss(v, photo_v, delta=1)


def grey(picture: Tensor) -> Tensor:
    """The picture without its colours, still in three channels: what AnimeGAN compares textures with.

    Args:
        picture: (N, 3, H, W) float in [-1, 1], RGB.

    Returns:
        (N, 3, H, W) float in [-1, 1], three equal channels.
    """
    return _mix(picture, LUMA).expand_as(picture)


def _mix(picture: Tensor, weights: tuple[float, float, float]) -> Tensor:
    """One weighted sum of the channels, (N, 1, H, W). No matrix product: mixed precision would round that one."""
    factors = torch.tensor(weights, dtype=picture.dtype, device=picture.device)
    return (picture * factors.reshape(1, 3, 1, 1)).sum(1, keepdim=True)
