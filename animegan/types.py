"""The few types that every floor of the house shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

__all__ = ["Landmarks", "PhotoU8", "Progress"]

PhotoU8 = NDArray[np.uint8]
"""A picture at rest: (H, W, 3) uint8, RGB, 0..255, C-contiguous."""

Landmarks = NDArray[np.float32]
"""Five face points: (5, 2) float32, (x, y) in pixels of the photo they belong to.

Order: the eye at the left of the picture, the eye at its right, nose tip, left and right mouth corner.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One step of a long job, yielded by it so that the caller can show it or stop.

    Attributes:
        done: Units finished.
        total: Units in all; at least `done`.
        message: What is being done now, for people.
        values: Figures worth plotting, by name.
    """

    done: int
    total: int
    message: str
    values: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
