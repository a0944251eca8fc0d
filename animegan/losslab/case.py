"""One photo as a training run would judge it: the trainer's own terms, for any picture of that photo."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from animegan.catalog.load import load_discriminator, load_perceptual
from animegan.errors import TrainingError
from animegan.training.config import TrainConfig
from animegan.training.crops import Batch, to_pm1
from animegan.training.edge_smoothing import smooth_edges
from animegan.training.objective import Eyes, Objective, Terms, new_objective
from animegan.types import PhotoU8

__all__ = ["Case", "open_case", "open_eyes"]

Seen = TypeVar("Seen")

LEAST_SIDE = 64  # pixels: the perceptual network and the discriminator halve a picture several times


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Case:
    """A photo, a painting of another photo, and the objective that weighs them.

    Attributes:
        batch: The two as the one-crop batch of an unpaired run.
        config: The objective and its weights.
        eyes: What the objective looks through.
        objective: The objective itself.
    """

    batch: Batch
    config: TrainConfig
    eyes: Eyes
    objective: Objective

    @property
    def photo(self) -> Tensor:
        """(1, 3, H, W) in [-1, 1]: what content terms compare a picture with."""
        return self.batch.photo

    @property
    def example(self) -> Tensor:
        """(1, 3, h, w) in [-1, 1]: the painting that style and game compare it with."""
        return self.batch.example

    def terms(self, picture: Tensor) -> Terms:
        """Every term for a picture of the photo, as the trainer computes them.

        Args:
            picture: (1, 3, H, W) in [-1, 1], the photo's size; gradients pass to it.
        """
        return self.objective.terms(picture, self.batch, self.eyes)

    def weighed(self, config: TrainConfig) -> "Case":
        """The same photo and painting under another objective or other weights."""
        return replace(self, config=config, objective=new_objective(config))


def open_eyes() -> Eyes:
    """The perceptual network and the discriminator that come with the lab; both frozen, to be shared.

    Raises:
        WeightsError: A file is missing or altered.
    """
    features, judge = load_perceptual(), load_discriminator()
    code = torch.ones(1, 1)  # the discriminator knows one style
    return Eyes(features=features, fixed_features=torch.no_grad()(features), judge=partial(judge, style=code))


def open_case(photo: PhotoU8, example: PhotoU8, config: TrainConfig, eyes: Eyes) -> Case:
    """Lays a photo and a painting beside each other.

    Args:
        photo: (H, W, 3) uint8, each side at least 64 pixels.
        example: (h, w, 3) uint8, a painting of something else; its size may differ.
        config: The objective; `pairing` must be "unpaired".
        eyes: From `open_eyes`.

    Raises:
        TrainingError: The run would be paired, or a picture is too small.
    """
    if config.pairing != "unpaired":
        raise TrainingError(
            "A case compares the photo with a painting of another one.",
            hint='Use pairing="unpaired".',
        )
    least = min(*photo.shape[:2], *example.shape[:2])
    if least < LEAST_SIDE:
        raise TrainingError(
            f"A picture is only {least} pixels on one side.", hint=f"Use {LEAST_SIDE} pixels or more."
        )
    batch = Batch(
        photo=(tensor := to_pm1(photo[None])),
        content=tensor,
        example=to_pm1(example[None]),
        smooth=to_pm1(smooth_edges(np.ascontiguousarray(example))[None]),
        style=torch.ones(1, 1),
        focus=torch.ones(1, 1, *photo.shape[:2]),
    )
    eyes = replace(
        eyes,
        fixed_features=_remembered(eyes.fixed_features, batch.photo, batch.example),
        judge=None if eyes.judge is None else _remembered(eyes.judge, batch.example),
    )
    return Case(batch=batch, config=config, eyes=eyes, objective=new_objective(config))


def _remembered(look: Callable[[Tensor], Seen], *pictures: Tensor) -> Callable[[Tensor], Seen]:
    """What is seen in pictures that never change, computed once: a tug of war asks for it at every step."""
    known = {id(picture): look(picture) for picture in pictures}

    def again(picture: Tensor) -> Seen:
        return known[id(picture)] if id(picture) in known else look(picture)

    return again
