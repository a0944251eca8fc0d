"""The optional stage between painting a face's crop and putting it back: a network that redraws its features."""

import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np

from animegan.catalog import WeightsEntry, get_weights
from animegan.types import PhotoU8

if TYPE_CHECKING:
    from torch import Tensor, nn

__all__ = ["LocalRefinement", "Refiner", "open_refiner"]

NAME = "local_refiner"
HALF_RANGE = 127.5  # 0..255 to [-1, 1] and back

_opening = threading.Lock()


class Refiner(Protocol):
    """Redraws a painted crop more crisply; any number of threads may call it at once."""

    @property
    def name(self) -> str:
        """The weights that do it."""

    def __call__(self, painted: PhotoU8, photo: PhotoU8) -> PhotoU8:
        """Redraws one crop.

        Args:
            painted: (S, S, 3) uint8, the crop as the generator painted it.
            photo: (S, S, 3) uint8, the same crop of the photo.

        Returns:
            (S, S, 3) uint8, an array of its own.
        """


@dataclass(frozen=True, slots=True)
class LocalRefinement:
    """The lab's own refiner, on PyTorch.

    Attributes:
        name: Of the weights entry.
        network: `animegan.models.local_refiner.LocalRefiner` in eval mode; never changed.
    """

    name: str
    network: "nn.Module"

    def __call__(self, painted: PhotoU8, photo: PhotoU8) -> PhotoU8:
        """Redraws one crop; see `Refiner`."""
        import torch

        with torch.inference_mode():
            refined = self.network(_pm1(painted), _pm1(photo))[0]  # (3, S, S)
            pixels = ((refined.clamp(-1, 1) + 1) * HALF_RANGE).round().byte()
        return np.ascontiguousarray(pixels.permute(1, 2, 0).numpy())


def open_refiner() -> Refiner:
    """The lab's refiner, the same for everybody.

    Raises:
        WeightsError: The weights file is missing or altered.
    """
    with _opening:  # `cache` alone would let two first callers load twice
        return _open(get_weights(NAME))


@cache
def _open(entry: WeightsEntry) -> LocalRefinement:
    from animegan.catalog.load import load_refiner  # here: it brings torch

    return LocalRefinement(entry.name, load_refiner(entry))


def _pm1(picture: PhotoU8) -> "Tensor":
    import torch

    return torch.from_numpy(np.ascontiguousarray(picture.transpose(2, 0, 1)))[None].float() / HALF_RANGE - 1
