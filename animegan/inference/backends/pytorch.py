"""The reference backend: the plain PyTorch module, as one looks inside of it."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from animegan.inference.backends.pixels import PixelGenerator
from animegan.types import PhotoU8

__all__ = ["TorchBackend"]


class TorchBackend:
    """Runs a generator by PyTorch on the CPU, in eager mode and 32 bits.

    Args:
        generator: Any network of the catalog, in eval mode.
    """

    name = "torch"
    precision = "fp32"

    def __init__(self, generator: nn.Module) -> None:
        self._network = PixelGenerator(generator, padded=False)

    @property
    def threads(self) -> int:
        """How many threads compute one picture."""
        return torch.get_num_threads()

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """Paints a photo; see `Backend`."""
        with torch.inference_mode():
            # a tensor of its own: torch warns of arrays that may not be written to, and a photo may be one
            pixels, style = torch.tensor(photo)[None], torch.tensor(code)[None]
            painted = self._network(pixels, style)[0].contiguous()
        return np.asarray(painted.numpy(), np.uint8)
