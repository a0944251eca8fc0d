"""Tug of war: the loss terms pull on the pixels themselves, with no network in between.

A network has to find one set of weights for all photos, so it never shows what its loss alone would like best. Here
the picture itself is what is learnt: each step computes the trainer's own terms, and moves every pixel downhill.

    tug = TugOfWar(case, case_photo)        # the start: any picture of the photo's size
    tug.step().total                        # the terms after the step
    tug.reweigh(config)                     # goes on from the same picture under other weights

The same start and the same steps make the same picture. A tug is not safe for two threads at once.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.optim import Adam

from animegan.errors import TrainingError
from animegan.limits import the_limits
from animegan.losslab.case import Case
from animegan.training.config import TrainConfig
from animegan.training.crops import to_pm1
from animegan.types import PhotoU8

__all__ = ["MOST_STEPS", "STARTS", "Standing", "TugOfWar", "first_picture"]

STARTS = ("photo", "grey", "noise")
PACE = (
    0.02  # Adam moves a pixel by about this per step: 2.5 of 255 levels, so grey becomes anything in 50 steps
)
MOST_STEPS = the_limits().tug_steps
MOST_FRAMES = 12  # one row of film on a page
NOISE_SEED = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the terms say of the picture after so many steps.

    Attributes:
        step: Steps taken.
        raw: Each term, unweighted.
        weighted: Each term times its weight.
        total: What is minimised, the sum of the weighted terms.
    """

    step: int
    raw: Mapping[str, float]
    weighted: Mapping[str, float]
    total: float

    @property
    def shares(self) -> dict[str, float]:
        """What part of the total each term is; zeros where the total is 0."""
        return {name: value / self.total if self.total else 0.0 for name, value in self.weighted.items()}


class TugOfWar:
    """A picture that the terms of a case pull on.

    Args:
        case: The terms, and what they compare with.
        start: (H, W, 3) uint8 of the photo's size, the first picture.
        pace: How far a step moves a value where the pull is steady; the whole range is 2.

    Attributes:
        history: A standing per step, the start first. Where the weights were changed there are two of that step.
        frames: The picture after some of the steps, the start first; the more steps, the wider apart.
        settings: The configurations so far, by the step from which they counted.

    Raises:
        TrainingError: The start is of another size than the photo, or its terms are no numbers.
    """

    def __init__(self, case: Case, start: PhotoU8, *, pace: float = PACE) -> None:
        if to_pm1(start[None]).shape != case.photo.shape:
            raise TrainingError(
                f"The start is {start.shape[1]} × {start.shape[0]} pixels, the photo is not.",
                hint="Bring it to the photo's size.",
            )
        self._case, self._start, self._pace = case, start, pace
        self.reset()

    def reset(self) -> None:
        """Goes back to the start, under the weights of now; all that was recorded is gone."""
        self._picture = to_pm1(self._start[None]).requires_grad_()  # (1, 3, H, W)
        self._apart = 1  # steps between frames
        self.history: list[Standing] = []
        self.frames: dict[int, PhotoU8] = {0: self._start}
        self.settings: dict[int, TrainConfig] = {}
        self._weigh(self._case, 0)

    @property
    def steps(self) -> int:
        """Steps taken."""
        return self.history[-1].step

    @property
    def is_over(self) -> bool:
        """Whether no further step can be taken."""
        return self.steps >= MOST_STEPS

    def step(self) -> Standing:
        """Moves the picture once.

        Returns:
            What the terms say of the moved picture.

        Raises:
            TrainingError: It has taken `MOST_STEPS` steps, or a term is no number any more.
        """
        if self.is_over:
            raise TrainingError(f"This tug has had its {MOST_STEPS} steps.", hint="Reset it.")
        self._picture.grad = self._slope
        self._adam.step()
        with torch.no_grad():
            self._picture.clamp_(-1, 1)
        standing = self._stand(self._case, self.steps + 1)
        self.history.append(standing)
        self._keep_frame(standing.step)
        return standing

    def reweigh(self, config: TrainConfig) -> None:
        """Goes on from this picture under other weights or another objective; does nothing if they are the same.

        Raises:
            TrainingError: A term is no number under them; the old ones stay.
        """
        if config != self._case.config:
            self._weigh(self._case.weighed(config), self.steps)

    def picture_u8(self) -> PhotoU8:
        """(H, W, 3) uint8, the picture as it is now."""
        return _to_u8(self._picture.detach())

    def _weigh(self, case: Case, step: int) -> None:
        """Adam begins anew: its memory of slopes is of the old weights, and could hold the picture still for long."""
        self.history.append(self._stand(case, step))
        self.settings[step] = case.config
        self._case, self._adam = case, Adam([self._picture], lr=self._pace)

    def _stand(self, case: Case, step: int) -> Standing:
        """The terms of the picture of now, whose slopes the next step will take."""
        with torch.enable_grad():
            terms = case.terms(self._picture)
            total = terms.total
            (slope,) = torch.autograd.grad(total, self._picture)
        standing = Standing(
            step=step,
            raw=_numbers(terms.values),
            weighted=_numbers(terms.weighted),
            total=float(total.detach()),
        )
        if not (math.isfinite(standing.total) and bool(slope.isfinite().all())):
            raise TrainingError(
                f"After {step} steps the total is {standing.total}, and there is no way down from it.",
                hint="Lower the weights, or reset.",
            )
        self._slope = slope
        return standing

    def _keep_frame(self, step: int) -> None:
        """Keeps a picture each few steps; when there are too many, every other one goes and the gaps double."""
        if step % self._apart:
            return
        self.frames[step] = self.picture_u8()
        if len(self.frames) > MOST_FRAMES:
            self._apart *= 2
            self.frames = {at: frame for at, frame in self.frames.items() if at % self._apart == 0}


def first_picture(name: str, photo: PhotoU8) -> PhotoU8:
    """A start.

    Args:
        name: "photo" as it is; "grey": the middle of the range everywhere; "noise": every value by chance, always the
            same for one size.
        photo: (H, W, 3) uint8.

    Returns:
        (H, W, 3) uint8.

    Raises:
        TrainingError: There is no such start.
    """
    if name == "photo":
        return photo.copy()
    if name == "grey":
        return np.full_like(photo, 128)
    if name == "noise":
        return np.random.default_rng(NOISE_SEED).integers(0, 256, photo.shape, dtype=np.uint8)
    raise TrainingError(f"Unknown start {name!r}.", hint=f"Use one of: {', '.join(STARTS)}.")


def _numbers(terms: Mapping[str, Tensor]) -> dict[str, float]:
    return {name: float(value.detach()) for name, value in terms.items()}


def _to_u8(picture: Tensor) -> PhotoU8:
    levels = ((picture[0] + 1) * 127.5).round().clamp(0, 255).to(torch.uint8)  # (3, H, W)
    return np.ascontiguousarray(levels.permute(1, 2, 0).numpy())
