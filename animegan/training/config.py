"""What one training run does: every number that shapes it, in one place, saved inside its checkpoints."""

from dataclasses import asdict, dataclass, field
from typing import Any

from animegan.errors import TrainingError
from animegan.losses.adversarial import get_game
from animegan.losses.edge_promoting import DiscriminatorWeights

__all__ = ["OBJECTIVES", "PAIRINGS", "LossWeights", "TrainConfig"]

OBJECTIVES = ("article", "animeganv2", "cartoongan")
PAIRINGS = ("paired", "unpaired")
HAYAO_JUDGE = DiscriminatorWeights(real=1.2, fake=1.2, grey=1.2, smooth=0.8)  # as published for that style
STRIDE = 16  # crops divide by it, so that no network pads them


@dataclass(frozen=True, slots=True, kw_only=True)
class LossWeights:
    """How much each term counts; the source article's recipe by default.

    Attributes:
        l1: Pixels against the content picture: the painting of the same photo in a paired run, else the photo.
        perceptual: Features against those of the content picture.
        style: Gram matrices against those of a painting.
        adversarial: The adversarial game, once the discriminator has joined.
        colour: YUV colour against the photo (`animeganv2` only).
        variation: Total variation (`animeganv2` only).
    """

    l1: float = 10.0
    perceptual: float = 6.0
    style: float = 4.0
    adversarial: float = 1.0
    colour: float = 0.0
    variation: float = 0.0

    def __post_init__(self) -> None:
        if min(asdict(self).values()) < 0:
            raise TrainingError(f"Negative loss weight in {self}.", hint="Use 0 to switch a term off.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainConfig:
    """Settings of a generator run.

    Attributes:
        styles: The styles to learn, in the order of the style code.
        objective: "article", "animeganv2" or "cartoongan": which terms there are, see `training.objective`.
        pairing: "paired": the painter's picture of the very photo is the target. "unpaired": content from the photo,
            style from paintings of other photos, as the source article and the published systems have it.
        game: The adversarial game of the article's objective, by name.
        steps: Optimiser steps in all.
        batch: Crops per step.
        crop: Side of a crop, pixels; a multiple of 16.
        late_crop: Side of a crop in the last part of the run; None keeps `crop`.
        late_from: Share of the steps after which `late_crop` is used.
        learning_rate: Peak, reached after `warm_up` steps, then falling to a hundredth along a cosine.
        warm_up: Steps over which the learning rate rises.
        content_steps: Steps at the start in which the generator learns to return the photo, before it sees a painting.
        exchange_colours: Whether those first steps show photos with their colours exchanged, see `training.recolour`.
        adversarial_from: Share of the steps after which the discriminator joins; 1.0 leaves it out.
        discriminator_rate: Learning rate of the discriminator.
        mixed_style_share: Share of crops that ask for a mix of two styles; their target is the mix of both paintings.
        focus: How much more a pixel at an eye or mouth counts in the L1 term than one elsewhere.
        ema: Decay per step of the averaged weights that are shipped.
        checkpoint_every: Steps between checkpoints and validations.
        precision: "fp32", or "bf16" for autocast on a CPU with AVX-512 BF16 or on a GPU.
        seed: Of weights, crops and everything else.
        weights: The generator's loss weights.
        judge_weights: The discriminator's in the `animeganv2` objective.
    """

    styles: tuple[str, ...] = ("sakura", "aozora", "yuyake", "sumi")
    objective: str = "article"
    pairing: str = "paired"
    game: str = "ragan"
    steps: int = 5000
    batch: int = 8
    crop: int = 192
    late_crop: int | None = None
    late_from: float = 0.8
    learning_rate: float = 2e-3
    warm_up: int = 50
    content_steps: int = 0
    exchange_colours: bool = False
    adversarial_from: float = 0.7
    discriminator_rate: float = 4e-4
    mixed_style_share: float = 0.1
    focus: float = 3.0
    ema: float = 0.998
    checkpoint_every: int = 500
    precision: str = "fp32"
    seed: int = 7
    weights: LossWeights = field(default_factory=LossWeights)
    judge_weights: DiscriminatorWeights = HAYAO_JUDGE

    def __post_init__(self) -> None:
        if self.steps < 1 or self.batch < 1:
            raise TrainingError(
                f"{self.steps} steps of {self.batch} crops is no run.", hint="Use at least 1 of each."
            )
        if self.checkpoint_every < 1:
            raise TrainingError(
                f"No run has a checkpoint every {self.checkpoint_every} steps.", hint="Use 1 or more."
            )
        for side in self.crops:
            if side < 64 or side % STRIDE:
                raise TrainingError(
                    f"A crop of {side} px cannot be used.", hint=f"Use a multiple of {STRIDE}, at least 64."
                )
        _one_of("precision", self.precision, ("fp32", "bf16"))
        _one_of("objective", self.objective, OBJECTIVES)
        _one_of("pairing", self.pairing, PAIRINGS)
        if self.objective != "article" and self.pairing == "paired":
            raise TrainingError(
                f"The published objective {self.objective!r} knows no pairs.",
                hint="Add --pairing unpaired, or use the article's.",
            )
        get_game(self.game)

    @property
    def first_adversarial_step(self) -> int:
        """The step at which the discriminator joins."""
        return max(self.content_steps, round(self.adversarial_from * self.steps))

    @property
    def crops(self) -> tuple[int, ...]:
        """Every crop size of the run."""
        return (self.crop,) if self.late_crop is None else (self.crop, self.late_crop)

    def crop_at(self, step: int) -> int:
        """Side of the crops of one step, pixels."""
        late = self.late_crop is not None and step >= round(self.late_from * self.steps)
        return self.crops[-1] if late else self.crop

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for a checkpoint or a log."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "TrainConfig":
        """The configuration that `as_dict` wrote."""
        plain = {**values, "styles": tuple(values["styles"]), "weights": LossWeights(**values["weights"])}
        return cls(**{**plain, "judge_weights": DiscriminatorWeights(**values["judge_weights"])})


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise TrainingError(f"Unknown {what} {value!r}.", hint=f"Use one of: {', '.join(known)}.")
