"""A generator from pixels to pixels: the module that every torch-made backend runs or converts."""

from collections.abc import Callable
from typing import Any, cast

import torch
from torch import Tensor, nn

__all__ = ["PixelGenerator", "pixels_to_pm1", "pm1_to_pixels"]

HALF_RANGE = 127.5  # 0..255 to [-1, 1] and back


class PixelGenerator(nn.Module):
    """Wraps a generator so that 8-bit pixels go in and come out, laid out as pictures are at rest.

    Args:
        generator: Any network of `models.registry`, in eval mode.
        padded: The photos' sides divide by the generator's stride already, so that it need not pad.

    Shape:
        photo (1, H, W, 3) uint8 and style (1, S) float -> (1, H, W, 3) uint8.
    """

    def __init__(self, generator: nn.Module, *, padded: bool) -> None:
        super().__init__()
        self.generator = generator
        network = cast(Any, generator)
        self._run: Callable[[Tensor, Tensor], Any] = network.run_padded if padded else network.forward

    def forward(self, photo: Tensor, style: Tensor) -> Tensor:
        """Paints a photo; see the class."""
        return pm1_to_pixels(self._run(pixels_to_pm1(photo), style).picture)


def pixels_to_pm1(pixels: Tensor) -> Tensor:
    """(N, H, W, 3) uint8 as the networks take it: (N, 3, H, W) float in [-1, 1]."""
    return pixels.permute(0, 3, 1, 2).float() / HALF_RANGE - 1.0


def pm1_to_pixels(picture: Tensor) -> Tensor:
    """(N, 3, H, W) in [-1, 1] as pictures are at rest: (N, H, W, 3) uint8."""
    levels = ((picture + 1.0) * HALF_RANGE).round().clamp(0, 255)
    return levels.to(torch.uint8).permute(0, 2, 3, 1)
