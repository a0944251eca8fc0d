"""Total variation: how restless a picture is from pixel to pixel."""

from torch import Tensor

__all__ = ["total_variation"]


def total_variation(picture: Tensor) -> Tensor:
    """Half the mean squared step between neighbours, downwards plus sideways; kills speckle, and detail with it.

    Args:
        picture: (N, C, H, W) float, H and W at least 2.

    Returns:
        Scalar; 0 for a flat picture.

    Source:
        TachibanaYoshino/AnimeGANv2 tools/ops.py `total_variation_loss`; the halves are TensorFlow's `l2_loss`.
        Its steps are squared, unlike those of the classic total variation (Rudin, Osher and Fatemi 1992).
    """
    down = picture[..., 1:, :] - picture[..., :-1, :]  # (N, C, H-1, W)
    right = picture[..., 1:] - picture[..., :-1]  # (N, C, H, W-1)
    return (down.square().mean() + right.square().mean()) / 2
