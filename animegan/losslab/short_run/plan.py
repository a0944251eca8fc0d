"""What a run of one minute is: the learner's loss weights, and settings under which a minute shows a difference."""

from dataclasses import asdict, dataclass, replace

from animegan.errors import TrainingError
from animegan.limits import the_limits
from animegan.training.config import TrainConfig

__all__ = ["LEAST_S", "MOST_S", "START", "STYLE", "ShortPlan"]

START = "ablation_balanced"  # the weights that every run begins with
STYLE = "aozora"  # the one that they have learnt
LEAST_S, MOST_S = 20, the_limits().training_seconds  # the start-up comes on top
ENDLESS = 10**6  # steps: the clock ends the run, so the learning rate stays where it is


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortPlan:
    """One short run.

    Attributes:
        losses: Objective, game and loss weights are taken from here; nothing else is.
        seconds: How long to train.

    Raises:
        TrainingError: The time is too short or too long, or no term counts.
    """

    losses: TrainConfig
    seconds: int = 60

    def __post_init__(self) -> None:
        if not LEAST_S <= self.seconds <= MOST_S:
            raise TrainingError(
                f"{self.seconds} seconds cannot be trained here.", hint=f"Use {LEAST_S} to {MOST_S} seconds."
            )
        if not any(asdict(self.losses.weights).values()):
            raise TrainingError(
                "Every loss weight is 0, so there is nothing to learn.", hint="Turn at least one term up."
            )

    @property
    def config(self) -> TrainConfig:
        """The trainer's settings: those of the family's children, with crops few enough for many steps a minute."""
        plays = self.losses.weights.adversarial > 0
        return replace(
            self.losses, styles=(STYLE,), pairing="unpaired", steps=ENDLESS, batch=4, crop=128, late_crop=None,
            learning_rate=3e-4, warm_up=5, content_steps=0, adversarial_from=0.0 if plays else 1.0,
            mixed_style_share=0.0, ema=0.9, precision="fp32",
        )  # fmt: skip
