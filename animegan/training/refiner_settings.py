"""What a run of the recipe `refiner` is made of."""

from dataclasses import dataclass

from animegan.errors import TrainingError

__all__ = ["RefinerSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefinerSettings:
    """What a run is made of; saved in its checkpoints.

    Attributes:
        generator: The catalog's generator whose pictures are to be refined.
        steps: Optimiser steps in all.
        batch: Crops per step.
        crop: Side of a crop, in pixels.
        coarsest: By how much a photo is made smaller at most before it is enlarged again: a face in a group picture has
            few pixels, and its crop is as blurred.
        learning_rate: At its highest, after the warm-up; then a cosine down to 0.
        warm_up: Steps until then.
        perceptual: Weight of the perceptual term beside L1.
        adversarial: Weight of the relativistic term beside L1. Without it the refiner draws the average of all the
            lines that a blurred eye might have, and an average of lines is no line.
        adversarial_from: Share of the steps after which that term counts; the discriminator learns from the start.
        discriminator_rate: The discriminator's learning rate.
        focus: How much more a pixel at an eye or a mouth counts than one elsewhere.
        ema: Decay per step of the averaged weights that are shipped.
        width: Channels of the network.
        blocks: Residual blocks of the network.
        save_every: Steps between checkpoints.
        precision: "bf16" for autocast, which halves the time where the processor has it, or "fp32".
        seed: Of weights and crops.
    """

    generator: str = "anime_unet"
    steps: int = 2500
    batch: int = 6
    crop: int = 224
    coarsest: float = 6.0
    learning_rate: float = 1e-3
    warm_up: int = 30
    perceptual: float = 0.5
    adversarial: float = 0.02
    adversarial_from: float = 0.25
    discriminator_rate: float = 2e-4
    focus: float = 3.0
    ema: float = 0.99
    width: int = 48
    blocks: int = 6
    save_every: int = 100
    precision: str = "fp32"
    seed: int = 7

    def __post_init__(self) -> None:
        if min(self.steps, self.batch, self.save_every) < 1 or self.crop < 64:
            raise TrainingError(
                f"steps={self.steps}, batch={self.batch}, crop={self.crop} is no run.",
                hint="Counts start at 1, and a crop has at least 64 pixels.",
            )
        if self.coarsest < 1:
            raise TrainingError(f"Coarsest {self.coarsest} would enlarge.", hint="Use 1 or more.")
        if self.precision not in ("fp32", "bf16"):
            raise TrainingError(f"Unknown precision {self.precision!r}.", hint="Use fp32 or bf16.")
