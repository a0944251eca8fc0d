"""The StyleGAN2 generator: a constant 4x4 start, drawn larger step by step under the orders of a latent.

| side | channels | steps | latents read |
|---|---|---|---|
| 4 | 512 | constant, convolution, to RGB | 0, 1 |
| 8, 16, 32, 64 | 512 | doubling convolution, convolution, to RGB | 3 each, overlapping by one |
| 128 / 256 / 512 / 1024 | 256 / 128 / 64 / 32 | the same | the same |

The pictures of all sides are added up, each doubled on the way ("skip" generator). One latent `w` for all steps is
what the mapping network gives; a latent of its own for every step is called W+.

Parameters, mapping network included, noise buffers and blur kernels not: 30,034,338 at 256 px, 30,370,060 at 1024 px.
Attribute names are those of the published PyTorch checkpoints, so that these load as they are. There are no CUDA
extensions: everything is plain PyTorch.

Source:
    Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN" (configuration F); key names:
    rosinality/stylegan2-pytorch model.py@bef283a1.
"""

import math
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from animegan.errors import InputError
from animegan.models.style_layers import EqualLinear, PixelNorm, StyledConv, ToRGB

__all__ = ["StyleGAN2", "Synthesis", "channels_at", "latents_for"]

FIRST_SIDE = 4
MOST_CHANNELS = 512
CHANNEL_PIXELS = 32_768  # side times channels, from 64 px on
MAPPING_LAYERS = 8
MAPPING_RATE = 0.01  # the mapping network learns a hundred times slower


def channels_at(side: int, multiplier: float = 1.0) -> int:
    """How many channels are drawn with at a side, in pixels; `multiplier` makes the whole network thinner."""
    return max(1, round(min(MOST_CHANNELS, CHANNEL_PIXELS / side) * multiplier))


def latents_for(size: int) -> int:
    """How many latents W+ has: one per convolution and one for the last picture.

    Raises:
        InputError: `size` is not a power of two from 8 on.
    """
    doublings = size.bit_length() - 3
    if size < 2 * FIRST_SIDE or size != FIRST_SIDE * 2**doublings:
        raise InputError(f"StyleGAN2 cannot draw {size} pixels.", hint="Use 8, 16, 32, ... or 1024.")
    return 2 * doublings + 2


class Constant(nn.Module):
    """What every drawing starts from."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.input = nn.Parameter(torch.randn(1, channels, FIRST_SIDE, FIRST_SIDE))


class Synthesis(nn.Module):
    """From W+ to a picture: StyleGAN2 without its mapping network.

    Args:
        size: Side of the picture, a power of two from 8 on.
        latent: Length of a latent.
        multiplier: Of all channel counts.

    Shape:
        (N, latents, latent) -> (N, 3, size, size) RGB, nearly in [-1, 1]: not clipped.
    """

    def __init__(self, size: int = 256, latent: int = 512, multiplier: float = 1.0) -> None:
        super().__init__()
        self.size, self.latent, self.latents = size, latent, latents_for(size)
        self.sides = tuple(FIRST_SIDE * 2**k for k in range(self.latents // 2))
        widths = [channels_at(side, multiplier) for side in self.sides]
        self.input = Constant(widths[0])
        self.conv1 = StyledConv(widths[0], widths[0], latent)
        self.to_rgb1 = ToRGB(widths[0], latent, first=True)
        self.convs, self.to_rgbs, self.noises = nn.ModuleList(), nn.ModuleList(), nn.Module()
        for before, width in pairwise(widths):
            self.convs.append(StyledConv(before, width, latent, doubled=True))
            self.convs.append(StyledConv(width, width, latent))
            self.to_rgbs.append(ToRGB(width, latent))
        for number in range(self.latents - 1):
            side = self.sides[(number + 1) // 2]
            self.noises.register_buffer(f"noise_{number}", torch.randn(1, 1, side, side))

    def draw(
        self, level: int, x: Tensor | None, latents: Tensor, noise: Sequence[Tensor] | None = None
    ) -> Tensor:
        """The features of one side.

        Args:
            level: 0 for the first side, 1 for the next, ...
            x: The features of the side before; None for level 0.
            latents: (N, latents, latent).
            noise: One (N or 1, 1, side, side) per convolution; None for the network's own, which never change.
        """
        noise = self.fixed_noise() if noise is None else noise
        if x is None:
            start = self.input.input.expand(len(latents), -1, -1, -1)
            drawn: Tensor = self.conv1(start, latents[:, 0], noise[0])
            return drawn
        for number in (2 * level - 1, 2 * level):
            x = self.convs[number - 1](x, latents[:, number], noise[number])
        return x

    def picture(self, level: int, x: Tensor, latents: Tensor, before: Tensor | None = None) -> Tensor:
        """The picture of one side, (N, 3, side, side), added to that of the side before."""
        to_rgb = self.to_rgbs[level - 1] if level else self.to_rgb1
        shown: Tensor = to_rgb(x, latents[:, 2 * level + 1], before)
        return shown

    def fixed_noise(self) -> list[Tensor]:
        """The noise that is saved with the weights: the same latents give the same picture."""
        return [getattr(self.noises, f"noise_{number}") for number in range(self.latents - 1)]

    def forward(
        self, latents: Tensor, noise: Sequence[Tensor] | None = None, *, side: int | None = None
    ) -> Tensor:
        """Draws one picture per row of latents; see the class.

        Args:
            latents: (N, latents, latent).
            noise: See `draw`.
            side: Stop at a smaller picture, one of `sides`: what the larger ones are added to.
        """
        x, picture = None, None
        for level in range(self.sides.index(side or self.size) + 1):
            x = self.draw(level, x, latents, noise)
            picture = self.picture(level, x, latents, picture)
        assert picture is not None
        return picture


class StyleGAN2(Synthesis):
    """The whole generator: the mapping network in front.

    Args:
        size: Side of the picture, a power of two from 8 on.
        latent: Length of a latent.
        multiplier: Of all channel counts.
    """

    def __init__(self, size: int = 256, latent: int = 512, multiplier: float = 1.0) -> None:
        super().__init__(size, latent, multiplier)
        layers = (
            EqualLinear(latent, latent, rate=MAPPING_RATE, activated=True) for _ in range(MAPPING_LAYERS)
        )
        self.style = nn.Sequential(PixelNorm(), *layers)

    def mean_latent(self, count: int = 4096, *, seed: int = 0) -> Tensor:
        """The average `w`, (1, latent): the usual picture, towards which truncation goes."""
        generator = torch.Generator().manual_seed(seed)
        z = torch.randn(count, self.latent, generator=generator).to(self.input.input)
        mean: Tensor = self.style(z).mean(dim=0, keepdim=True)
        return mean

    def widen(self, z: Tensor, *, truncation: float = 1.0, mean: Tensor | None = None) -> Tensor:
        """W+ of random numbers: the same `w` for every step.

        Args:
            z: (N, latent), normally distributed.
            truncation: 1 leaves `w` as it is, 0 gives the mean: less variety, fewer broken pictures.
            mean: Of `mean_latent`; needed where `truncation` is not 1.

        Raises:
            InputError: A truncation without a mean.
        """
        w: Tensor = self.style(z)
        if not math.isclose(truncation, 1.0):
            if mean is None:
                raise InputError(
                    f"Truncation {truncation} goes nowhere.", hint="Pass `mean_latent()` as the mean."
                )
            w = mean + truncation * (w - mean)
        return w[:, None].expand(-1, self.latents, -1)
