"""A stage's channels: in which order to show them, and from which value to which their colours run."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["Order", "Range", "channel_energy", "channel_variance", "colour_ranges", "order_channels"]

Order = Literal["energy", "variance", "index"]
Range = Literal["channel", "stage"]


def channel_energy(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """(C,) mean of the squares of each channel of (C, h, w): how loud it is."""
    return np.asarray(np.square(features, dtype=np.float64).mean(axis=(1, 2)))


def channel_variance(features: NDArray[np.float32]) -> NDArray[np.float64]:
    """(C,) variance of each channel of (C, h, w) over its places: how much it distinguishes between them."""
    return np.asarray(features.var(axis=(1, 2), dtype=np.float64))


def order_channels(features: NDArray[np.float32], by: Order = "energy") -> NDArray[np.intp]:
    """(C,) channel indices, the highest energy or variance first; equals stay in the order of their index."""
    if by == "index":
        return np.arange(len(features))
    measure = channel_energy(features) if by == "energy" else channel_variance(features)
    return np.argsort(-measure, kind="stable")


def colour_ranges(
    features: NDArray[np.float32], per: Range | tuple[float, float] = "channel"
) -> NDArray[np.float32]:
    """From which value to which the colour scale of each channel runs.

    Args:
        features: (C, h, w).
        per: "channel": each from its own least to its greatest value, shows structure; "stage": all on one scale, so
            that channels can be compared; or a fixed (low, high), so that stages and photos can be.

    Returns:
        (C, 2) float32: low, high.
    """
    if isinstance(per, tuple):
        return np.tile(np.array(per, np.float32), (len(features), 1))
    if per == "stage":
        return np.tile(np.array((features.min(), features.max()), np.float32), (len(features), 1))
    return np.stack([features.min(axis=(1, 2)), features.max(axis=(1, 2))], axis=1)
