"""How different two pictures look, measured between the features of a network that recognises things.

Two measures on one kind of features (a dict of maps, one per level). The *loss* is what training minimises: plain
and with even gradients. The *distance* is what evaluation reports: it looks at directions only, so that a loud
channel or a bright picture can not drown the rest.

Which layers count is an argument of the loss. Whether they are read before or after their ReLU is the network's
business: `Vgg19Features` names both (conv4_4, relu4_4), and `PerceptualNet` takes `activated=False`. Before it, a
picture is also held where features are silent, and differences come out larger: the two need different weights.
"""

from collections.abc import Callable, Collection, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from animegan.errors import InputError

__all__ = ["feature_distance", "perceptual_distance", "perceptual_loss"]

Features = Mapping[str, Tensor]


def perceptual_loss(
    features_a: Features, features_b: Features, *, levels: Collection[str] | None = None
) -> Tensor:
    """Mean absolute difference of features, averaged over levels.

    Args:
        features_a: Level name to (N, C, H, W).
        features_b: The same levels and shapes.
        levels: Which levels count; all of `features_a` by default.

    Returns:
        A scalar; 0 for equal features.

    Raises:
        InputError: A level is asked for that the features do not have.

    Source:
        Johnson et al. 2016, section 3.2, with the L1 norm that AnimeGANv2 uses.
    """
    chosen = _levels(features_a, levels)
    return torch.stack([F.l1_loss(features_a[name], features_b[name]) for name in chosen]).mean()


def feature_distance(features_a: Features, features_b: Features) -> Tensor:
    """Squared distance between feature directions, averaged over places and levels.

    Args:
        features_a: Level name to (N, C, H, W).
        features_b: The same levels and shapes.

    Returns:
        (N,), from 0 (every place points the same way) to 4; up to 2 where features can not be negative.

    Source:
        Zhang et al. 2018 (LPIPS), eq. 1 with all weights 1, and the mean over levels in place of their sum.
    """
    per_level = []
    for name in _levels(features_a, None):
        apart = F.normalize(features_a[name], dim=1) - F.normalize(features_b[name], dim=1)
        per_level.append(apart.square().sum(1).mean((1, 2)))  # (N,)
    return torch.stack(per_level).mean(0)


def perceptual_distance(network: Callable[[Tensor], Features], a: Tensor, b: Tensor) -> Tensor:
    """How different two pictures look to a network: the figure that evaluations report.

    Args:
        network: Turns pictures into features, level by level.
        a: (N, 3, H, W) float in [-1, 1].
        b: The same shape.

    Returns:
        (N,), 0 for equal pictures; see `feature_distance`.
    """
    return feature_distance(network(a), network(b))


def _levels(features: Features, asked: Collection[str] | None) -> tuple[str, ...]:
    """The asked levels in the order of the features, or all."""
    unknown = sorted(set(asked or ()) - features.keys())
    if unknown or (asked is not None and not asked):
        what = f"Unknown feature level {', '.join(unknown)}." if unknown else "No feature level is chosen."
        raise InputError(what, hint=f"Choose from {', '.join(features)}.")
    return tuple(name for name in features if asked is None or name in asked)
