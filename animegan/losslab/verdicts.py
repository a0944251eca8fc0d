"""What a discriminator says of a picture, patch by patch, and how the rules of a game read it.

A logit is a number without a unit of its own; a game gives it one. The same logits can be read in two ways:

| reading  | question                              | read by                | as                                |
|----------|---------------------------------------|------------------------|-----------------------------------|
| absolute | is it anime?                          | vanilla, LSGAN, hinge  | sigmoid; distance to 1 and to 0   |
| relative | is it more anime than the other kind? | RaGAN, RaLSGAN         | sigmoid of the lead; the lead     |

The lead is the logit less the mean logit of the other kind. It stays the same when a number is added to all logits,
so a discriminator that was trained in a relativistic game has no reason to put its 0 between real and fake.

Source:
    Mao et al. 2017 (LSGAN); Jolicoeur-Martineau 2018 (RaGAN); see `losses.adversarial`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from torch import Tensor

from animegan.catalog import get_weights, verified_path
from animegan.losses.adversarial import GAMES
from animegan.training.config import TrainConfig
from animegan.training.crops import to_pm1
from animegan.types import PhotoU8

__all__ = [
    "FAKE",
    "PATCH",
    "REAL",
    "GameLosses",
    "Judge",
    "Logits",
    "distance_to",
    "game_losses",
    "lead",
    "patch_logits",
    "patch_nearest",
    "patch_window",
    "probability",
    "ranked_rightly",
    "trained_as",
]

Judge = Callable[[Tensor], Tensor]  # (1, 3, H, W) in [-1, 1] to logits (1, 1, h, w)
Logits = NDArray[np.float32]  # (h, w), or any shape where only the numbers count

PATCH = 54  # pixels that a logit sees in each direction; a test follows the gradient
STEP = 8  # pixels from one patch to the next
BEFORE = 23  # pixels that patch (0, 0) reaches beyond the picture's upper left corner
REAL, FAKE = 1.0, 0.0  # LSGAN's targets


@dataclass(frozen=True, slots=True, kw_only=True)
class GameLosses:
    """What the same logits cost both players under one set of rules.

    Attributes:
        name: Of the game.
        title: As the field writes it.
        generator: The generator's loss.
        discriminator: The discriminator's loss.
        undecided: The discriminator's loss if all its logits were 0.
    """

    name: str
    title: str
    generator: float
    discriminator: float
    undecided: float


def patch_logits(judge: Judge, picture: PhotoU8) -> Logits:
    """One logit per patch of a picture.

    Args:
        judge: Such as `Eyes.judge` of `losslab.case.open_eyes`.
        picture: (H, W, 3) uint8, each side at least 8 pixels.

    Returns:
        (H // 8, W // 8) float32; higher means more like a painting.
    """
    with torch.inference_mode():
        logits: Logits = judge(to_pm1(picture[None]))[0, 0].numpy()
    return logits


def patch_window(row: int, column: int, size: tuple[int, int]) -> tuple[slice, slice]:
    """Rows and columns of a picture that one logit sees.

    Args:
        row: Of the logit.
        column: Of the logit.
        size: The picture's (height, width); what lies beyond is cut off: there the discriminator sees padding.
    """
    starts = (STEP * row - BEFORE, STEP * column - BEFORE)
    down, across = (
        slice(max(0, start), min(start + PATCH, side)) for start, side in zip(starts, size, strict=True)
    )
    return down, across


def patch_nearest(top: float, left: float, shape: tuple[int, int]) -> tuple[int, int]:
    """Row and column of the logit whose patch begins nearest to a place.

    Args:
        top: Pixels from the upper edge.
        left: Pixels from the left edge.
        shape: (h, w) of the logits.
    """
    row, column = (
        min(max(0, round((start + BEFORE) / STEP)), count - 1)
        for start, count in zip((top, left), shape, strict=True)
    )
    return row, column


def probability(logits: Logits) -> Logits:
    """The sigmoid: how likely a vanilla game holds it real; of leads, how likely RaGAN holds it the more real one."""
    values: Logits = torch.sigmoid(torch.from_numpy(np.asarray(logits, np.float32))).numpy()
    return values


def distance_to(logits: Logits, target: float) -> Logits:
    """How far logits are from one of LSGAN's targets, which squares it."""
    apart: Logits = np.abs(logits - np.float32(target))
    return apart


def lead(logits: Logits, others: Sequence[Logits]) -> Logits:
    """How much higher each logit is than the average one of the other kind.

    Args:
        logits: Of one picture, any shape.
        others: Of all pictures of the other kind; each of their patches counts alike.
    """
    ahead: Logits = logits - _together(others).mean(dtype=np.float64).astype(np.float32)
    return ahead


def game_losses(real: Sequence[Logits], fake: Sequence[Logits]) -> tuple[GameLosses, ...]:
    """The losses of both players in each game of `losses.adversarial`, for the same logits.

    Args:
        real: Logits of each real painting.
        fake: Logits of each picture of the generator.
    """
    told, made = (torch.from_numpy(_together(kind)) for kind in (real, fake))
    nothing = torch.zeros(1)
    return tuple(
        GameLosses(
            name=game.name,
            title=game.title,
            generator=float(game.generator(told, made)),
            discriminator=float(game.discriminator(told, made)),
            undecided=float(game.discriminator(nothing, nothing)),
        )
        for game in GAMES
    )


def ranked_rightly(real: Sequence[float], fake: Sequence[float]) -> float:
    """The share of all (real, fake) pairs in which the real one has the higher mean logit."""
    return float(np.mean(np.asarray(real)[:, None] > np.asarray(fake)[None]))


def trained_as(name: str) -> TrainConfig:
    """The settings of the run that made a weights file, as its header has them."""
    with safe_open(verified_path(get_weights(name)), framework="np") as file:
        return TrainConfig.from_dict(json.loads(file.metadata()["training"]))


def _together(kind: Sequence[Logits]) -> Logits:
    """All patches of all pictures, in one row."""
    return np.concatenate([np.asarray(logits, np.float32).ravel() for logits in kind])
