"""What one training run does: every number that shapes it, in one place, saved inside its checkpoints."""

from dataclasses import asdict, dataclass, field
from typing import Any

from animegan.errors import TrainingError

__all__ = ["LossWeights", "TrainConfig"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LossWeights:
    """How much each term counts; the source article's recipe by default.

    Attributes:
        l1: Pixels against the painter's picture of the same photo.
        perceptual: Features against those of the painter's picture.
        style: Gram matrices against those of the painter's picture.
        adversarial: RaGAN, once the discriminator has joined.
    """

    l1: float = 10.0
    perceptual: float = 6.0
    style: float = 4.0
    adversarial: float = 1.0

    def __post_init__(self) -> None:
        if min(self.l1, self.perceptual, self.style, self.adversarial) < 0:
            raise TrainingError(f"Negative loss weight in {self}.", hint="Use 0 to switch a term off.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """Settings of a generator run.

    Attributes:
        styles: The styles to learn, in the order of the style code.
        steps: Optimiser steps in all.
        batch: Crops per step.
        crop: Side of a crop, pixels; a multiple of 16.
        learning_rate: Peak, reached after `warm_up` steps, then falling to a hundredth along a cosine.
        warm_up: Steps over which the learning rate rises.
        adversarial_from: Share of the steps after which the discriminator joins; before it the run is a supervised
            warm start against the painter. 1.0 leaves it out.
        discriminator_rate: Learning rate of the discriminator.
        mixed_style_share: Share of crops that ask for a mix of two styles; their target is the mix of both paintings.
        focus: How much more a pixel at an eye or mouth counts in the L1 term than one elsewhere.
        ema: Decay per step of the averaged weights that are shipped.
        checkpoint_every: Steps between checkpoints and validations.
        precision: "fp32", or "bf16" for autocast on a CPU with AVX-512 BF16 or on a GPU.
        seed: Of weights, crops and everything else.
        weights: The loss weights.
    """

    styles: tuple[str, ...] = ("sakura", "aozora", "yuyake", "sumi")
    steps: int = 5000
    batch: int = 8
    crop: int = 192
    learning_rate: float = 2e-3
    warm_up: int = 50
    adversarial_from: float = 0.7
    discriminator_rate: float = 4e-4
    mixed_style_share: float = 0.1
    focus: float = 3.0
    ema: float = 0.998
    checkpoint_every: int = 500
    precision: str = "fp32"
    seed: int = 7
    weights: LossWeights = field(default_factory=LossWeights)

    def __post_init__(self) -> None:
        if self.steps < 1 or self.batch < 1:
            raise TrainingError(
                f"{self.steps} steps of {self.batch} crops is no run.", hint="Use at least 1 of each."
            )
        if self.crop < 64 or self.crop % 16:
            raise TrainingError(
                f"A crop of {self.crop} px cannot be used.", hint="Use a multiple of 16, at least 64."
            )
        if self.precision not in ("fp32", "bf16"):
            raise TrainingError(f"Unknown precision {self.precision!r}.", hint="Use fp32 or bf16.")

    @property
    def first_adversarial_step(self) -> int:
        """The step at which the discriminator joins."""
        return round(self.adversarial_from * self.steps)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for a checkpoint or a log."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "TrainConfig":
        """The configuration that `as_dict` wrote."""
        return cls(
            **{**values, "styles": tuple(values["styles"]), "weights": LossWeights(**values["weights"])}
        )
