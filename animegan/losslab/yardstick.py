"""How near a picture is to what each loss term wants: the photo, the photo's features, paintings, the discriminator."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from animegan.inference.backends.pixels import pixels_to_pm1
from animegan.losses.perceptual import perceptual_loss
from animegan.losses.pixel import l1_loss
from animegan.losses.style import gram_matrix
from animegan.training.objective import Eyes
from animegan.types import PhotoU8

__all__ = ["NEARER_IS_LESS", "Figures", "Yardstick"]

STEPS = 127.5  # of 255 in one unit of [-1, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One picture, measured; each figure is named like the loss term that wants it small, the last one large.

    Attributes:
        l1: Mean distance to the photo, steps of 255.
        perceptual: Distance to the photo's features, as in the perceptual loss.
        style: Distance to the Gram matrices of the paintings, mean over the paintings.
        adversarial: Mean logit of the discriminator: higher is more like a painting to it.
    """

    l1: float
    perceptual: float
    style: float
    adversarial: float


NEARER_IS_LESS = {"l1": True, "perceptual": True, "style": True, "adversarial": False}


class Yardstick:
    """Measures pictures of photos against a set of paintings.

    Args:
        paintings: (h, w, 3) uint8 each, of any size from 64 pixels.
        eyes: From `case.open_eyes`.
    """

    def __init__(self, paintings: Sequence[PhotoU8], eyes: Eyes) -> None:
        self._eyes = eyes
        with torch.inference_mode():
            self._grams = [self._gram(_pm1(painting)) for painting in paintings]

    def measure(self, picture: PhotoU8, photo: PhotoU8) -> Figures:
        """The figures of a picture of a photo, both (H, W, 3) uint8 of one size."""
        assert self._eyes.judge is not None
        with torch.inference_mode():
            drawn, seen = _pm1(picture), _pm1(photo)
            perceptual = perceptual_loss(self._eyes.features(drawn), self._eyes.features(seen))
            return Figures(
                l1=STEPS * float(l1_loss(drawn, seen)),
                perceptual=float(perceptual),
                style=self._to_paintings(self._gram(drawn)),
                adversarial=float(self._eyes.judge(drawn).mean()),
            )

    def _gram(self, picture: Tensor) -> list[Tensor]:
        return [gram_matrix(level) for level in self._eyes.features(picture).values()]

    def _to_paintings(self, gram: list[Tensor]) -> float:
        """The style loss against each painting, averaged."""
        apart = [
            torch.stack([(ours - theirs).abs().mean() for ours, theirs in zip(gram, painting, strict=True)])
            for painting in self._grams
        ]
        return float(torch.stack(apart).mean())


def _pm1(picture: PhotoU8) -> Tensor:
    return pixels_to_pm1(torch.tensor(picture)[None])
