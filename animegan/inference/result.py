"""What a Stylizer gives back: the picture, and how it was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError
from animegan.inference.canvas import PictureT, resize_picture

__all__ = ["Result"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Result(Generic[PictureT]):
    """A painted photo.

    Attributes:
        picture: At working size, in the kind of the photo: (H, W, 3) uint8 RGB, or a Pillow image.
        style: The style's name; "mix" where there are several.
        mix: The share of each style; they sum to 1.
        strength: 1 for the network's picture, 0 for the photo.
        backend: What ran the network: "torch" or "openvino".
        precision: In which numbers the network was computed: "fp32", "bf16" or "int8".
        weights: The name of the weights entry.
        size: (height, width) of the picture.
        milliseconds: From photo to picture, with resizing.
        network_ms: The network's part of it.
        alpha: The photo's opacity, (H, W) uint8 at its own size, or None.
    """

    picture: PictureT
    style: str
    mix: Mapping[str, float]
    strength: float
    backend: str
    precision: str
    weights: str
    size: tuple[int, int]
    milliseconds: float
    network_ms: float
    alpha: NDArray[np.uint8] | None = field(default=None, repr=False)

    def at_size(self, size: tuple[int, int]) -> PictureT:
        """The picture at another (height, width), for example the photo's, in the same kind."""
        if min(size) < 1:
            raise InputError(f"A picture cannot be {size[0]}x{size[1]} pixels.", hint="Use 1 or more each.")
        return resize_picture(self.picture, size, self.alpha)

    def summary(self) -> dict[str, object]:
        """Everything but the pictures, as JSON can hold it."""
        return {
            "style": self.style,
            "mix": dict(self.mix),
            "strength": self.strength,
            "backend": self.backend,
            "precision": self.precision,
            "weights": self.weights,
            "size": list(self.size),
            "milliseconds": round(self.milliseconds, 2),
            "network_ms": round(self.network_ms, 2),
        }
