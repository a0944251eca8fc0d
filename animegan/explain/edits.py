"""Changes to single channels of a stage, everywhere or where somebody painted.

| action | what becomes of a channel x |
|---|---|
| mute   | 0 |
| boost  | factor * x |
| invert | highest + lowest - x: bright becomes dark within the channel's own range |
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor

from animegan.errors import InputError

__all__ = ["Action", "ChannelEdit", "apply_edit", "check_edit"]

Action = Literal["mute", "boost", "invert"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ChannelEdit:
    """One change to channels of a stage.

    Attributes:
        stage: The stage's name.
        channels: Their indices, from 0.
        action: See the table of the module.
        factor: For "boost"; 1 changes nothing.
        mask: Where, in photo pixels: (H, W) bool, or float from 0 to 1, of any size, stretched over the photo.
            None is everywhere.
    """

    stage: str
    channels: tuple[int, ...]
    action: Action
    factor: float = 2.0
    mask: NDArray[np.bool_] | NDArray[np.float32] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.action not in get_args(Action):
            raise InputError(f"Unknown action: {self.action!r}.", hint=f"Use {', '.join(get_args(Action))}.")
        if not math.isfinite(self.factor):
            raise InputError(f"The factor {self.factor} is not finite.", hint="Use a number such as 2.")
        if self.mask is not None and (self.mask.ndim != 2 or self.mask.size == 0):
            raise InputError(f"A mask cannot have the shape {self.mask.shape}.", hint="Pass (H, W) pixels.")


def check_edit(edit: ChannelEdit, channels: Mapping[str, int]) -> None:
    """Refuses, by InputError, a stage or channel that the network does not have.

    Args:
        edit: The edit.
        channels: How many channels each stage has, by name.
    """
    if edit.stage not in channels:
        raise InputError(f"Unknown stage: {edit.stage!r}.", hint=f"This network has: {', '.join(channels)}.")
    last = channels[edit.stage] - 1
    for channel in edit.channels:
        if not 0 <= channel <= last:
            message = f"{edit.stage} has no channel {channel}."
            raise InputError(message, hint=f"Its channels are 0 to {last}.")


def apply_edit(edit: ChannelEdit, features: Tensor, size: tuple[int, int], padded: torch.Size) -> Tensor:
    """The features with the edit applied, as a new tensor.

    Args:
        edit: One that `check_edit` lets pass.
        features: (1, C, h, w); not changed.
        size: (height, width) of the photo.
        padded: (height, width) of the padded photo, which the features cover.
    """
    index = list(edit.channels)
    before = features[:, index]
    after = _change(edit, before)
    if edit.mask is not None:
        after = torch.lerp(before, after, _on_grid(edit.mask, size, padded, features.shape[-2:]))
    edited = features.clone()
    edited[:, index] = after
    return edited


def _change(edit: ChannelEdit, x: Tensor) -> Tensor:
    if edit.action == "mute":
        return torch.zeros_like(x)
    if edit.action == "boost":
        return x * edit.factor
    return x.amax((2, 3), keepdim=True) + x.amin((2, 3), keepdim=True) - x


def _on_grid(
    mask: NDArray[np.bool_] | NDArray[np.float32], size: tuple[int, int], padded: torch.Size, grid: torch.Size
) -> Tensor:
    """(1, 1, h, w): how much of each cell of a stage's grid was painted, from 0 to 1; the padding was not."""
    painted = torch.tensor(mask.astype(np.float32))[None, None].clamp(0, 1)
    on_photo = F.interpolate(painted, size=size, mode="nearest-exact")
    on_padded = F.pad(on_photo, (0, padded[1] - size[1], 0, padded[0] - size[0]))
    return F.adaptive_avg_pool2d(on_padded, (grid[0], grid[1]))
