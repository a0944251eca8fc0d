"""A stand-in for the network at the outermost border: everything above it, the Stylizer too, is the real thing."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from animegan.types import PhotoU8

# One gain per channel and style, so that every style and every mix looks different and can be computed by hand.
GAINS = np.array([[1.0, 0.5, 0.75], [0.5, 0.75, 1.0], [1.0, 0.75, 0.25], [0.5, 0.5, 0.5]], np.float32)


@dataclass(frozen=True)
class TintBackend:
    """Colours the photo by its style code."""

    name: str = "tint"
    precision: str = "fp32"
    threads: int = 1

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        return np.rint(photo * (code @ GAINS)).astype(np.uint8)


def tinted(photo: PhotoU8, **shares: float) -> PhotoU8:
    """What `TintBackend` makes of a photo, said again in one line."""
    order = ("sakura", "aozora", "yuyake", "sumi")
    gains = sum(np.float32(shares.get(name, 0.0)) * GAINS[i] for i, name in enumerate(order))
    return np.rint(photo * gains).astype(np.uint8)


def take_the_networks_place(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("animegan.inference.stylizer.open_backend", lambda name, entry, precision: TintBackend())
