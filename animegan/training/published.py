"""The loss weights under which AnimeGANv2's styles were published, by the name of the style.

Source:
    TachibanaYoshino/AnimeGANv2 train.py and tools/ops.py, the comments on each style.
"""

from collections.abc import Mapping
from typing import Any

from animegan.errors import TrainingError
from animegan.losses.edge_promoting import DiscriminatorWeights
from animegan.training.config import HAYAO_JUDGE, LossWeights

__all__ = ["PUBLISHED", "published_settings"]


def _weights(content: float, style: float, colour: float, variation: float) -> LossWeights:
    return LossWeights(
        l1=0.0, perceptual=content, style=style, adversarial=300.0, colour=colour, variation=variation
    )


PUBLISHED: Mapping[str, tuple[LossWeights, DiscriminatorWeights]] = {
    "hayao": (_weights(1.5, 2.5, 15, 1.0), HAYAO_JUDGE),
    "shinkai": (_weights(1.2, 2.0, 10, 1.0), DiscriminatorWeights(real=1.7, fake=1.7, grey=1.7, smooth=1.0)),
    "paprika": (
        _weights(2.0, 0.6, 50, 0.1),
        DiscriminatorWeights(real=1.0, fake=1.0, grey=1.0, smooth=0.005),
    ),
}


def published_settings(style: str) -> dict[str, Any]:
    """The fields of `TrainConfig` that make a run the published one.

    Args:
        style: "hayao", "shinkai" or "paprika".

    Raises:
        TrainingError: No such style was published.
    """
    if style not in PUBLISHED:
        raise TrainingError(
            f"There is no published recipe {style!r}.", hint=f"Use one of: {', '.join(PUBLISHED)}."
        )
    weights, judge_weights = PUBLISHED[style]
    return {
        "objective": "animeganv2", "pairing": "unpaired", "weights": weights, "judge_weights": judge_weights,
        "learning_rate": 2e-5, "discriminator_rate": 4e-5, "adversarial_from": 0.0, "mixed_style_share": 0.0,
    }  # fmt: skip
