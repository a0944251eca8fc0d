"""The published CycleGAN and CartoonGAN generators once more, written from their layer lists and from tensors by name.

They share no line with the lab's networks: reflection by index, normalisation by its formula. Where both agree, the
key names mean what their publishers meant.
"""

from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

Weights = Mapping[str, Tensor]


def paint_cyclegan(weights: Weights, photo: Tensor) -> Tensor:
    """(N, 3, H, W) RGB in [-1, 1], H and W multiples of 4, to the picture."""

    def step(x: Tensor, key: str, stride: int = 1, padding: int = 0) -> Tensor:
        return F.conv2d(x, weights[f"{key}.weight"], weights[f"{key}.bias"], stride, padding)

    def doubled(x: Tensor, key: str) -> Tensor:
        weight, bias = weights[f"{key}.weight"], weights[f"{key}.bias"]
        return F.conv_transpose2d(x, weight, bias, stride=2, padding=1, output_padding=1)

    x = _normal(step(_reflected(photo, 3), "model.1"), 1e-5).clamp(min=0)
    x = _normal(step(x, "model.4", 2, 1), 1e-5).clamp(min=0)
    x = _normal(step(x, "model.7", 2, 1), 1e-5).clamp(min=0)
    for place in range(10, 19):
        change = _normal(step(_reflected(x, 1), f"model.{place}.conv_block.1"), 1e-5).clamp(min=0)
        x = x + _normal(step(_reflected(change, 1), f"model.{place}.conv_block.5"), 1e-5)
    x = _normal(doubled(x, "model.19"), 1e-5).clamp(min=0)
    x = _normal(doubled(x, "model.22"), 1e-5).clamp(min=0)
    return torch.tanh(step(_reflected(x, 3), "model.26"))


def paint_cartoongan_bgr(weights: Weights, photo: Tensor) -> Tensor:
    """(N, 3, H, W) BGR in [-1, 1], H and W multiples of 4, to the picture, BGR as well."""

    def step(x: Tensor, key: str, stride: int = 1, padding: int = 0) -> Tensor:
        return F.conv2d(x, weights[f"{key}.weight"], weights[f"{key}.bias"], stride, padding)

    def doubled(x: Tensor, key: str) -> Tensor:
        weight, bias = weights[f"{key}.weight"], weights[f"{key}.bias"]
        return F.conv_transpose2d(x, weight, bias, stride=2, padding=1, output_padding=1)

    def normal(x: Tensor, key: str) -> Tensor:
        scale, shift = (weights[f"{key}.{part}"][:, None, None] for part in ("scale", "shift"))
        return _normal(x, 1e-9) * scale + shift

    x = normal(step(_reflected(photo, 3), "conv01_1"), "in01_1").clamp(min=0)
    x = normal(step(step(x, "conv02_1", 2, 1), "conv02_2", 1, 1), "in02_1").clamp(min=0)
    x = normal(step(step(x, "conv03_1", 2, 1), "conv03_2", 1, 1), "in03_1").clamp(min=0)
    for number in range(4, 12):
        change = normal(step(_reflected(x, 1), f"conv{number:02}_1"), f"in{number:02}_1").clamp(min=0)
        x = x + normal(step(_reflected(change, 1), f"conv{number:02}_2"), f"in{number:02}_2")
    x = normal(step(doubled(x, "deconv01_1"), "deconv01_2", 1, 1), "in12_1").clamp(min=0)
    x = normal(step(doubled(x, "deconv02_1"), "deconv02_2", 1, 1), "in13_1").clamp(min=0)
    return torch.tanh(step(_reflected(x, 3), "deconv03_1"))


def _normal(x: Tensor, epsilon: float) -> Tensor:
    """Mean 0 and (biased) variance 1 per picture and channel."""
    apart = x - x.mean((2, 3), keepdim=True)
    return apart / torch.sqrt((apart**2).mean((2, 3), keepdim=True) + epsilon)


def _reflected(x: Tensor, reach: int) -> Tensor:
    def index(size: int) -> Tensor:
        place = torch.arange(-reach, size + reach).abs()
        return torch.where(place >= size, 2 * (size - 1) - place, place)

    return x[:, :, index(x.shape[2])][:, :, :, index(x.shape[3])]
