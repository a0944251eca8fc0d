"""The published AnimeGANv2 generator once more, written from its layer list alone and from tensors by name.

It shares no line with the lab's network: paddings by index, normalisation by its formula, bilinear doubling as two
matrix products. Where both agree, the key names mean what their publishers meant.
"""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

Weights = Mapping[str, Tensor]


def paint(weights: Weights, photo: Tensor) -> Tensor:
    """(1, 3, H, W) float64 in [-1, 1], H and W multiples of 4, to the picture."""
    x = _block(weights, "block_a.0", photo)
    x = _block(weights, "block_a.1", x, stride=2)
    x = _block(weights, "block_a.2", x)
    x = _block(weights, "block_b.0", x, stride=2)
    x = _block(weights, "block_b.1", x)
    x = _block(weights, "block_c.0", x)
    x = _inverted(weights, "block_c.1.layers", x)
    for place in (2, 3, 4):
        x = x + _inverted(weights, f"block_c.{place}.layers", x)
    x = _block(weights, "block_c.5", x)
    x = _doubled(x)
    for place in (0, 1):
        x = _block(weights, f"block_d.{place}", x)
    x = _doubled(x)
    for place in (0, 1, 2):
        x = _block(weights, f"block_e.{place}", x)
    return torch.tanh(_convolved(x, weights["out_layer.0.weight"]))


def _block(weights: Weights, key: str, x: Tensor, stride: int = 1) -> Tensor:
    """Reflect, convolve, normalise, leak."""
    kernel = weights[f"{key}.1.weight"]
    bias = weights.get(f"{key}.1.bias")
    depthwise = kernel.shape[1] == 1
    reach = (kernel.shape[-1] - 1) // 2
    before, after = (0, reach) if stride == 2 else (reach, reach)
    x = _reflected(x, before, after)
    x = _convolved(x, kernel, stride=stride, groups=x.shape[1] if depthwise else 1)
    if bias is not None:
        x = x + bias[:, None, None]
    return _leaky(_normalised(weights, f"{key}.2", x))


def _inverted(weights: Weights, key: str, x: Tensor) -> Tensor:
    x = _block(weights, f"{key}.0", x)
    x = _block(weights, f"{key}.1", x)
    return _normalised(weights, f"{key}.3", _convolved(x, weights[f"{key}.2.weight"]))


def _convolved(x: Tensor, kernel: Tensor, *, stride: int = 1, groups: int = 1) -> Tensor:
    """Correlation without padding, as a product with unfolded patches."""
    n, _, height, width = x.shape
    c_out, c_in, k, _ = kernel.shape
    rows, columns = (height - k) // stride + 1, (width - k) // stride + 1
    patches = torch.nn.functional.unfold(x, k, stride=stride).reshape(n, groups, c_in * k * k, rows * columns)
    grouped = kernel.reshape(groups, c_out // groups, c_in * k * k)
    return torch.einsum("goi,ngip->ngop", grouped, patches).reshape(n, c_out, rows, columns)


def _reflected(x: Tensor, before: int, after: int) -> Tensor:
    def index(size: int) -> Tensor:
        place = torch.arange(-before, size + after).abs()
        return torch.where(place >= size, 2 * (size - 1) - place, place)

    return x[:, :, index(x.shape[2])][:, :, :, index(x.shape[3])]


def _normalised(weights: Weights, key: str, x: Tensor) -> Tensor:
    """Mean 0 and variance 1 over channels and places together, then a gain and offset per channel."""
    mean = x.mean((1, 2, 3), keepdim=True)
    variance = ((x - mean) ** 2).mean((1, 2, 3), keepdim=True)
    normal = (x - mean) / torch.sqrt(variance + 1e-5)
    return normal * weights[f"{key}.weight"][:, None, None] + weights[f"{key}.bias"][:, None, None]


def _leaky(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, 0.2 * x)


def _doubled(x: Tensor) -> Tensor:
    """Bilinear, with the corners kept in place."""
    return _stretch(x.shape[2]) @ x @ _stretch(x.shape[3]).T


def _stretch(size: int) -> Tensor:
    """(2 * size, size): each row mixes the two samples that lie beside it."""
    place = np.linspace(0, size - 1, 2 * size)
    left = np.minimum(place.astype(int), size - 2)
    matrix = np.zeros((2 * size, size))
    matrix[np.arange(2 * size), left] = 1 - (place - left)
    matrix[np.arange(2 * size), left + 1] = place - left
    return torch.from_numpy(matrix)
