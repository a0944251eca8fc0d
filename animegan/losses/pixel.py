"""Losses that compare two pictures pixel by pixel."""

from torch import Tensor

__all__ = ["l1_loss"]


def l1_loss(picture: Tensor, target: Tensor, weight: Tensor | None = None) -> Tensor:
    """Mean absolute difference, optionally with more say for some pixels.

    Args:
        picture: (N, C, H, W) float.
        target: (N, C, H, W) float.
        weight: (N, 1, H, W), not negative and not all zero; None weighs every pixel alike.

    Returns:
        Scalar: `sum(weight * |picture - target|) / (C * sum(weight))`. A constant weight changes nothing.
    """
    difference = (picture - target).abs()
    if weight is None:
        return difference.mean()
    return (difference * weight).sum() / (weight.sum() * picture.shape[1])
