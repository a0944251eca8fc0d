"""What training minimises: the terms, their weights, and their sum.

    total = 10 * L1 + 6 * perceptual + 4 * style + 1 * adversarial          (weights are settings)

Training, validation and the explaining pages all compute the terms here, so what is shown is what was minimised.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from torch import Tensor

from animegan.losses.adversarial import ragan_generator_loss
from animegan.losses.perceptual import perceptual_loss
from animegan.losses.pixel import l1_loss
from animegan.losses.style import gram_loss
from animegan.training.config import LossWeights

__all__ = ["Terms", "generator_terms"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The generator's loss, taken apart.

    Attributes:
        values: Each term, unweighted, as a scalar that can be differentiated.
        weights: How much each term counts.
    """

    values: Mapping[str, Tensor]
    weights: LossWeights

    @property
    def weighted(self) -> dict[str, Tensor]:
        """Each term times its weight."""
        weights = asdict(self.weights)
        return {name: weights[name] * value for name, value in self.values.items()}

    @property
    def total(self) -> Tensor:
        """The sum of the weighted terms."""
        first, *rest = self.weighted.values()
        return sum(rest, start=first)


def generator_terms(
    picture: Tensor,
    target: Tensor,
    picture_features: Mapping[str, Tensor],
    target_features: Mapping[str, Tensor],
    weights: LossWeights,
    *,
    focus: Tensor | None = None,
    logits: tuple[Tensor, Tensor] | None = None,
) -> Terms:
    """Every term of the generator's loss.

    Args:
        picture: (N, 3, H, W), what the generator painted.
        target: (N, 3, H, W), the painter's picture of the same photo.
        picture_features: Perceptual features of `picture`, per level.
        target_features: The same of `target`.
        weights: How much each term counts.
        focus: (N, 1, H, W) say of each pixel in the L1 term; None treats all alike.
        logits: The discriminator's logits of (`target`, `picture`); None while it has not joined.
    """
    values = {
        "l1": l1_loss(picture, target, focus),
        "perceptual": perceptual_loss(picture_features, target_features),
        "style": gram_loss(picture_features, target_features),
    }
    if logits is not None:
        real, fake = logits
        values["adversarial"] = ragan_generator_loss(real, fake)
    return Terms(values=values, weights=weights)
