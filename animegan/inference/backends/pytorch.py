"""The reference backend: the plain PyTorch module, as one looks inside of it."""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from animegan.inference.backends.pixels import PixelGenerator
from animegan.types import PhotoU8

__all__ = ["TorchBackend"]


class TorchBackend:
    """Runs a generator by PyTorch, in eager mode and 32 bits.

    Args:
        generator: Any network of the catalog, in eval mode; it is moved to the device.
        device: "cpu", or one that `devices.check_device` has let through.
    """

    precision = "fp32"

    def __init__(self, generator: nn.Module, device: str = "cpu") -> None:
        self.name = "torch" if device == "cpu" else f"torch on {device}"
        self.network = generator.to(device)
        self._device = device
        self._painting = PixelGenerator(self.network, padded=False)

    @property
    def threads(self) -> int:
        """How many threads compute one picture."""
        return torch.get_num_threads()

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """Paints a photo; see `Backend`."""
        with torch.inference_mode():
            # a tensor of its own: torch warns of arrays that may not be written to, and a photo may be one
            pixels, style = (torch.tensor(values)[None].to(self._device) for values in (photo, code))
            painted = self._painting(pixels, style)[0].contiguous().cpu()
        return np.asarray(painted.numpy(), np.uint8)
