"""What every generator returns, and the three small promises that all of them keep.

A loaded network is shared by everybody, so nothing about one call may stay in it: what to look at (taps), how
far to open a shortcut (gates) and the size of the photo are arguments of `forward`, checked and applied here.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import torch.nn.functional as F
from torch import Tensor

from animegan.errors import InputError

__all__ = ["Painted", "TapRecorder", "pad_to_multiple", "resolve_gates"]

NEUTRAL_GATE = 1.0  # the gain with which the network was trained


class Painted(NamedTuple):
    """A generator's answer.

    Attributes:
        picture: (N, 3, H, W) float in [-1, 1], RGB, exactly as large as the photo.
        features: A clone of each tapped stage, by name; empty when nothing was tapped.
    """

    picture: Tensor
    features: dict[str, Tensor]


class TapRecorder:
    """Keeps a clone of each stage that was asked for while `forward` walks past it.

    Args:
        taps: Names of the stages to keep.
        stages: Every name the network has.

    Raises:
        InputError: A tap is not one of the stages.
    """

    def __init__(self, taps: Collection[str], stages: Sequence[str]) -> None:
        _refuse_unknown("tap", taps, stages)
        self._taps = frozenset(taps)
        self.features: dict[str, Tensor] = {}

    def __call__(self, name: str, features: Tensor) -> Tensor:
        """Passes `features` through; keeps a clone if tapped, so that later in-place work cannot show."""
        if name in self._taps:
            self.features[name] = features.clone()
        return features


def resolve_gates(gates: Mapping[str, float] | None, names: Sequence[str]) -> dict[str, float]:
    """The gain of every gate: the asked one, or 1.0, with which the network was trained.

    Raises:
        InputError: A gate is unknown or its gain is not a finite number.
    """
    asked = dict(gates or {})
    _refuse_unknown("gate", asked, names)
    for name, gain in asked.items():
        if not math.isfinite(gain):
            raise InputError(
                f"The gain of gate {name!r} is {gain}.", hint="Use a finite number; 1.0 is neutral."
            )
    return {name: float(asked.get(name, NEUTRAL_GATE)) for name in names}


def pad_to_multiple(photo: Tensor, multiple: int, *, least: int = 0) -> Tensor:
    """Repeats a photo's right and bottom rim until both sides divide by `multiple`.

    Repeating works for every size from one pixel on; reflecting needs a photo larger than the padding. A
    backend that pads outside of the network repeats the rim too, so that both give the same picture.

    Args:
        photo: (N, C, H, W) float.
        multiple: By how much the network divides the sides of its photo.
        least: The smallest side the network can take, itself a multiple.

    Returns:
        (N, C, H', W'), the photo itself in its top left corner; the very same tensor if nothing had to grow.
    """
    height, width = photo.shape[-2:]
    bottom = max(least - height, -height % multiple)
    right = max(least - width, -width % multiple)
    if not bottom and not right:
        return photo
    return F.pad(photo, (0, right, 0, bottom), mode="replicate")


def _refuse_unknown(kind: str, asked: Collection[str], known: Sequence[str]) -> None:
    unknown = sorted(set(asked) - set(known))
    if unknown:
        raise InputError(
            f"Unknown {kind}: {', '.join(unknown)}.", hint=f"This network has: {', '.join(known)}."
        )
