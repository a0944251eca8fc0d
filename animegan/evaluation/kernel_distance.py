"""Do two sets of pictures look as if they came from one hand? The kernel distance of their feature statistics.

A picture is described by the mean and the spread of each feature channel over its places: which textures it has and
how strongly, wherever they are. Two sets of such descriptions are compared by the maximum mean discrepancy with a
cubic kernel, as the Kernel Inception Distance does with Inception's features.

Source:
    Binkowski et al. 2018, Demystifying MMD GANs, section 4 (KID); the statistics are those of Huang and Belongie
    2017 (AdaIN).
"""

import warnings
from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from animegan.errors import InputError

try:
    from torchmetrics.image.kid import KernelInceptionDistance
except ModuleNotFoundError as missing:
    raise InputError(
        "Evaluating needs torchmetrics, which is not installed.",
        hint="Run: pip install -r requirements-train.txt",
    ) from missing

__all__ = ["FEWEST", "feature_statistics", "kernel_distance"]

FEWEST = 4  # pictures per set: each half of a split needs two, or no two of a kind can be compared
SPLITS = 100


def feature_statistics(features: Mapping[str, Tensor]) -> Tensor:
    """Mean and standard deviation of each channel; every level weighs alike, however many channels it has.

    Args:
        features: Level name to (N, C, H, W).

    Returns:
        (N, D) float, D twice the number of channels of all levels.
    """
    per_level = []
    for maps in features.values():
        both = torch.cat((maps.mean((2, 3)), maps.std((2, 3), correction=0)), dim=1)  # (N, 2C)
        per_level.append(both / (both.shape[1] * len(features)) ** 0.5)
    return torch.cat(per_level, dim=1)


def kernel_distance(a: Sequence[Tensor], b: Sequence[Tensor], *, seed: int) -> float | None:
    """Squared maximum mean discrepancy of two sets of statistics of the same photos, unbiased.

    The i-th picture of both sets shows the same scene, and a picture is nearer to its own twin than to any other,
    which would pull the figure below zero. So one half of the photos of `a` meets the other half of `b`, in SPLITS
    random ways, and the mean is taken.

    Args:
        a: (1, D) per picture, by `feature_statistics`.
        b: The same for the other set, in the same order.
        seed: Chooses the splits.

    Returns:
        About 0 for sets of one kind (a little below by chance), larger the more they differ; None for sets with
        fewer than FEWEST pictures.
    """
    if len(a) < FEWEST:
        return None
    rows_a, rows_b = torch.cat(list(a)).double(), torch.cat(list(b)).double()
    rng, half = np.random.default_rng(seed), len(a) // 2
    metric = _metric(half)
    found = []
    for _ in range(SPLITS):
        order = torch.from_numpy(rng.permutation(len(a)))
        metric.reset()
        metric.update(rows_a[order[:half]], real=True)
        metric.update(rows_b[order[half : 2 * half]], real=False)
        found.append(float(metric.compute()[0]))
    return float(np.mean(found))


def _metric(subset_size: int) -> KernelInceptionDistance:
    """The library's metric on features that are there already: one subset, which is the whole set.

    gamma is 1, not 1 / D: `feature_statistics` has divided already, level by level.
    """
    with warnings.catch_warnings():  # it warns that it keeps all features: here, what it is given
        warnings.simplefilter("ignore", UserWarning)
        return KernelInceptionDistance(nn.Identity(), subsets=1, subset_size=subset_size, gamma=1.0)
