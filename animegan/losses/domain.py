"""Domain-adversarial training: features that do not tell where a picture comes from.

A small classifier learns to tell the features of photos from those of paintings. Between features and classifier lies
a layer that passes values on unchanged and turns the gradient round. So the classifier gets better at telling, while
the network that made the features gets better at not being told apart: one loss, one backward pass, two opposite aims.

    picture -> encoder -> features -> [ gradient reversal ] -> classifier -> "photo" or "painting"
                                   <-     - strength * g     <- g

No published Toonify does this; the name "Toonify-DANN" stands in an article only.

Source:
    Ganin et al. 2016, "Domain-Adversarial Training of Neural Networks", arXiv 1505.07818.
"""

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from animegan.errors import InputError

__all__ = ["DomainClassifier", "dann_strength", "domain_loss", "reverse_gradient"]

STEEPNESS = 10.0


class _ReverseGradient(torch.autograd.Function):
    """The identity, with another derivative than its own."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, strength: float) -> Tensor:
        ctx.strength = strength
        return x.view_as(x)

    @staticmethod
    def backward(ctx: Any, *gradients: Tensor) -> tuple[Tensor, None]:
        return -ctx.strength * gradients[0], None


def reverse_gradient(x: Tensor, strength: float) -> Tensor:
    """Passes values on unchanged, and gradients times `-strength`.

    Args:
        x: Any shape.
        strength: 0 keeps the gradient from passing at all.
    """
    reversed_: Tensor = _ReverseGradient.apply(x, strength)
    return reversed_


def dann_strength(progress: float) -> float:
    """How strongly to reverse at a point of the training: 0 at first, when the classifier knows nothing, then up to 1.

    Args:
        progress: Share of the steps done, 0 to 1.

    Returns:
        2 / (1 + exp(-10 * progress)) - 1.

    Raises:
        InputError: The progress is no share.
    """
    if not 0 <= progress <= 1:
        raise InputError(
            f"Progress {progress} is no share of a run.", hint="Pass steps done over steps in all."
        )
    return 2 / (1 + math.exp(-STEEPNESS * progress)) - 1


class DomainClassifier(nn.Module):
    """Says from features whether the picture was a painting.

    Args:
        channels: Of the features.
        hidden: Numbers between its two layers.

    Shape:
        (N, channels, H, W) -> (N,) logits; above 0 for "painting".
    """

    def __init__(self, channels: int, hidden: int = 64) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(channels, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, features: Tensor) -> Tensor:
        """One logit per picture, from its features averaged over places."""
        logits: Tensor = self.layers(features.mean(dim=(2, 3)))
        return logits[:, 0]


def domain_loss(photo: Tensor, painting: Tensor) -> Tensor:
    """Cross entropy of the classifier.

    Args:
        photo: Logits of photos, any shape.
        painting: Logits of paintings, any shape.

    Returns:
        Scalar; log 2 where it cannot tell.
    """
    return (F.softplus(photo).mean() + F.softplus(-painting).mean()) / 2
