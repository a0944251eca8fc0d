"""What a run of the recipe `perceptual` is made of."""

from dataclasses import dataclass

from animegan.errors import TrainingError

__all__ = ["PerceptualSettings"]

MIN_CROP = 32  # pixels: the 1/16 grid still has two places


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceptualSettings:
    """What a run is made of; saved in its checkpoints.

    Attributes:
        steps: Optimiser steps in all.
        batch: Crops per step; even, since they come in pairs.
        crop: Side of a crop, in pixels.
        learning_rate: At its highest, after the warm-up; then a cosine down to 0.
        warm_up: Steps until then.
        weight_decay: Of AdamW.
        painted_every: Every n-th photo is also painted; 0 for photos alone.
        seed: Decides the first weights and every batch.
        save_every: Steps between checkpoints.
        precision: "bf16" for autocast, which halves the time where the processor has it, or "fp32".
    """

    steps: int = 3000
    batch: int = 16
    crop: int = 128
    learning_rate: float = 3e-3
    warm_up: int = 100
    weight_decay: float = 1e-4
    painted_every: int = 5
    seed: int = 1
    save_every: int = 250
    precision: str = "bf16"

    def __post_init__(self) -> None:
        if min(self.steps, self.batch, self.save_every) < 1 or self.batch % 2 or self.crop < MIN_CROP:
            raise TrainingError(
                f"steps={self.steps}, batch={self.batch}, crop={self.crop}, save_every={self.save_every} is no run.",
                hint=f"Counts start at 1, a batch is even, and a crop has at least {MIN_CROP} pixels.",
            )
        if self.crop % 2:
            raise TrainingError(f"A crop of {self.crop} pixels is odd.", hint=f"Use {self.crop + 1}.")
        if self.precision not in ("fp32", "bf16"):
            raise TrainingError(f"Unknown precision {self.precision!r}.", hint="Use fp32 or bf16.")
