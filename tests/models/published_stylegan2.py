"""StyleGAN2 once more, slowly, from its published description and from tensors by name.

It shares no line with the lab's network: a kernel of its own for every picture and layer, doubling by zeros that are
written out, one picture at a time. Where both agree, the key names mean what their publishers meant.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor

Weights = Mapping[str, Tensor]
CHANNELS = {4: 512, 8: 512, 16: 512, 32: 512, 64: 512, 128: 256, 256: 128, 512: 64, 1024: 32}


def published_shapes(
    size: int, latent: int = 512, channels: Mapping[int, int] = CHANNELS
) -> dict[str, tuple[int, ...]]:
    """Every tensor of the published state dict with its shape, from the table of channels."""
    shapes: dict[str, tuple[int, ...]] = {"input.input": (1, channels[4], 4, 4)}

    def modulated(key: str, c_in: int, c_out: int, kernel: int) -> None:
        shapes[f"{key}.conv.weight"] = (1, c_out, c_in, kernel, kernel)
        shapes[f"{key}.conv.modulation.weight"] = (c_in, latent)
        shapes[f"{key}.conv.modulation.bias"] = (c_in,)

    def styled(key: str, c_in: int, c_out: int) -> None:
        modulated(key, c_in, c_out, 3)
        shapes[f"{key}.noise.weight"] = (1,)
        shapes[f"{key}.activate.bias"] = (c_out,)

    def to_rgb(key: str, c_in: int) -> None:
        modulated(key, c_in, 3, 1)
        shapes[f"{key}.bias"] = (1, 3, 1, 1)

    for layer in range(1, 9):
        shapes[f"style.{layer}.weight"] = (latent, latent)
        shapes[f"style.{layer}.bias"] = (latent,)
    styled("conv1", channels[4], channels[4])
    to_rgb("to_rgb1", channels[4])
    shapes["noises.noise_0"] = (1, 1, 4, 4)
    side, number = 8, 0
    while side <= size:
        before, width = channels[side // 2], channels[side]
        styled(f"convs.{2 * number}", before, width)
        shapes[f"convs.{2 * number}.conv.blur.kernel"] = (4, 4)
        styled(f"convs.{2 * number + 1}", width, width)
        to_rgb(f"to_rgbs.{number}", width)
        shapes[f"to_rgbs.{number}.upsample.kernel"] = (4, 4)
        for place in (1, 2):
            shapes[f"noises.noise_{2 * number + place}"] = (1, 1, side, side)
        side, number = 2 * side, number + 1
    return shapes


def mapped(weights: Weights, z: Tensor) -> Tensor:
    """(latent,) random numbers to `w`."""
    x = z / torch.sqrt((z**2).mean() + 1e-8)
    for layer in range(1, 9):
        scale = 0.01 / math.sqrt(len(x))
        x = _leaky(weights[f"style.{layer}.weight"] * scale @ x + weights[f"style.{layer}.bias"] * 0.01)
    return x


def drawn(weights: Weights, latents: Tensor, noise: list[Tensor]) -> Tensor:
    """One picture, (3, size, size), of its W+, (latents, latent), and one (side, side) of noise per convolution."""
    x = _styled(weights, "conv1", weights["input.input"][0], latents[0], noise[0])
    picture = _shown(weights, "to_rgb1", x, latents[1])
    number = 0
    while f"convs.{2 * number}.conv.weight" in weights:
        first, second = 2 * number, 2 * number + 1
        x = _styled(weights, f"convs.{first}", x, latents[first + 1], noise[first + 1], doubled=True)
        x = _styled(weights, f"convs.{second}", x, latents[second + 1], noise[second + 1])
        kernel = weights[f"to_rgbs.{number}.upsample.kernel"]
        larger = _filtered(_with_zeros(picture), kernel, before=2, after=1)
        picture = larger + _shown(weights, f"to_rgbs.{number}", x, latents[second + 2])
        number += 1
    return picture


def _styled(
    weights: Weights, key: str, x: Tensor, latent: Tensor, noise: Tensor, *, doubled: bool = False
) -> Tensor:
    kernel = _kernel(weights, key, latent, demodulate=True)
    if doubled:
        # a transposed convolution of stride 2: the flipped kernel over pixels with zeros between them
        spread = _with_zeros(x)[:, :-1, :-1]
        x = _correlated(_padded(spread, 2, 2), kernel.flip(2, 3))
        x = _filtered(x, weights[f"{key}.conv.blur.kernel"], before=1, after=1)
    else:
        x = _correlated(_padded(x, 1, 1), kernel)
    x = x + weights[f"{key}.noise.weight"] * noise
    return _leaky(x + weights[f"{key}.activate.bias"][:, None, None])


def _shown(weights: Weights, key: str, x: Tensor, latent: Tensor) -> Tensor:
    return _correlated(x, _kernel(weights, key, latent, demodulate=False)) + weights[f"{key}.bias"][0]


def _kernel(weights: Weights, key: str, latent: Tensor, *, demodulate: bool) -> Tensor:
    """The kernel as this one latent wants it, (c_out, c_in, k, k)."""
    matrix, bias = (weights[f"{key}.conv.modulation.{part}"] for part in ("weight", "bias"))
    style = matrix / math.sqrt(len(latent)) @ latent + bias
    kernel = weights[f"{key}.conv.weight"][0]
    kernel = kernel / math.sqrt(kernel[0].numel()) * style[None, :, None, None]
    if demodulate:
        kernel = kernel / torch.sqrt((kernel**2).sum((1, 2, 3), keepdim=True) + 1e-8)
    return kernel


def _correlated(x: Tensor, kernel: Tensor) -> Tensor:
    """(C, H, W) with (O, C, k, k), no padding: one product per place of the kernel."""
    side = kernel.shape[-1]
    height, width = x.shape[1] - side + 1, x.shape[2] - side + 1
    parts = [
        torch.einsum("oc,chw->ohw", kernel[:, :, i, j], x[:, i : i + height, j : j + width])
        for i in range(side)
        for j in range(side)
    ]
    return torch.stack(parts).sum(0)


def _filtered(x: Tensor, kernel: Tensor, *, before: int, after: int) -> Tensor:
    """Every channel convolved (so with the kernel flipped) with one (k, k), on a rim of zeros."""
    padded = _padded(x, before, after)
    flipped = kernel.flip(0, 1)[None, None]
    return torch.cat([_correlated(channel[None], flipped) for channel in padded])


def _with_zeros(x: Tensor) -> Tensor:
    """(C, H, W) to (C, 2H, 2W): a zero after every pixel, on both axes."""
    spread = x.new_zeros(len(x), 2 * x.shape[1], 2 * x.shape[2])
    spread[:, ::2, ::2] = x
    return spread


def _padded(x: Tensor, before: int, after: int) -> Tensor:
    height, width = x.shape[1:]
    rim = x.new_zeros(len(x), height + before + after, width + before + after)
    rim[:, before : before + height, before : before + width] = x
    return rim


def _leaky(x: Tensor) -> Tensor:
    return torch.where(x > 0, x, 0.2 * x) * 2**0.5
