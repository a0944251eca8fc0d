"""The layers that StyleGAN2 is made of: a latent says how strongly each channel counts, noise adds what no latent says.

Names of attributes are those of the published PyTorch checkpoints. Every weight is drawn from a normal distribution and
scaled while it is used ("equalised"), so that all layers learn at one speed.

Source:
    Karras et al. 2020, "Analyzing and Improving the Image Quality of StyleGAN", section 2.2 and appendix B; equalised
    weights: Karras et al. 2018, "Progressive Growing of GANs", section 4.1; key names: rosinality/stylegan2-pytorch
    model.py@bef283a1.
"""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

__all__ = ["EqualLinear", "PixelNorm", "StyledConv", "ToRGB", "activate"]

LEAK = 0.2
GAIN = math.sqrt(2)  # what a leaky ReLU takes from the signal's strength
BLUR = (1.0, 3.0, 3.0, 1.0)
EPSILON = 1e-8


def activate(x: Tensor) -> Tensor:
    """Leaky ReLU that keeps the strength of the signal."""
    return F.leaky_relu(x, LEAK) * GAIN


class PixelNorm(nn.Module):
    """Brings each latent to mean square 1."""

    def forward(self, z: Tensor) -> Tensor:
        """(N, C) to (N, C)."""
        return z * torch.rsqrt(z.square().mean(dim=1, keepdim=True) + EPSILON)


class EqualLinear(nn.Module):
    """A fully connected layer with equalised weights.

    Args:
        c_in: Numbers in.
        c_out: Numbers out.
        bias: What every bias starts at.
        rate: How much slower than the others it learns.
        activated: Whether `activate` follows.
    """

    def __init__(
        self, c_in: int, c_out: int, *, bias: float = 0.0, rate: float = 1.0, activated: bool = False
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(c_out, c_in) / rate)
        self.bias = nn.Parameter(torch.full((c_out,), bias))
        self.scale, self.rate, self.activated = rate / math.sqrt(c_in), rate, activated

    def forward(self, x: Tensor) -> Tensor:
        """(N, c_in) to (N, c_out)."""
        x = F.linear(x, self.weight * self.scale, self.bias * self.rate)
        return activate(x) if self.activated else x


class Blur(nn.Module):
    """Smooths what a transposed convolution left, one pixel smaller on both axes.

    A transposed convolution with stride 2 writes some pixels more often than others; the blur evens that out.
    """

    kernel: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("kernel", _doubling_kernel())

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, 2H + 1, 2W + 1) to (N, C, 2H, 2W)."""
        channels = x.shape[1]
        kernel = self.kernel.to(x.dtype).expand(channels, 1, -1, -1)
        return F.conv2d(x, kernel, padding=1, groups=channels)


class Upsample(nn.Module):
    """Doubles a picture: a zero beside every pixel, then the blur."""

    kernel: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("kernel", _doubling_kernel())

    def forward(self, picture: Tensor) -> Tensor:
        """(N, C, H, W) to (N, C, 2H, 2W)."""
        channels = picture.shape[1]
        kernel = self.kernel.to(picture.dtype).expand(channels, 1, -1, -1)
        return F.conv_transpose2d(picture, kernel, stride=2, padding=1, groups=channels)


class ModulatedConv(nn.Module):
    """A convolution whose input channels are weighed by a latent.

    Written as scale, convolve, scale: the same numbers as a kernel of its own for every picture, with one kernel for
    the whole batch.

    Args:
        c_in: Channels in.
        c_out: Channels out.
        kernel: Side of the kernel.
        latent: Length of a latent.
        demodulate: Bring every output channel back to the strength it would have without the weighing.
        doubled: Double the picture on the way.
    """

    def __init__(
        self,
        c_in: int,
        c_out: int,
        kernel: int,
        latent: int,
        *,
        demodulate: bool = True,
        doubled: bool = False,
    ) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, c_out, c_in, kernel, kernel))
        self.modulation = EqualLinear(latent, c_in, bias=1.0)
        if doubled:
            self.blur = Blur()
        self.scale = 1 / math.sqrt(c_in * kernel**2)
        self.demodulate, self.doubled = demodulate, doubled

    def forward(self, x: Tensor, latent: Tensor) -> Tensor:
        """(N, c_in, H, W) and (N, latent) to (N, c_out, H, W), or twice as large."""
        style = self.modulation(latent)  # (N, c_in)
        weight = self.weight[0] * self.scale  # (c_out, c_in, k, k)
        x = x * style[:, :, None, None].to(x.dtype)
        if self.doubled:
            x = self.blur(F.conv_transpose2d(x, weight.transpose(0, 1), stride=2))
        else:
            x = F.conv2d(x, weight, padding=weight.shape[-1] // 2)
        if not self.demodulate:
            return x
        power = style.square() @ weight.square().sum(dim=(2, 3)).T  # (N, c_out)
        return x * torch.rsqrt(power + EPSILON)[:, :, None, None].to(x.dtype)


class NoiseInjection(nn.Module):
    """Adds one noise picture to all channels, as strongly as was learnt."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor, noise: Tensor) -> Tensor:
        """(N, C, H, W) and (N or 1, 1, H, W) to (N, C, H, W)."""
        return x + (self.weight * noise).to(x.dtype)


class BiasedActivation(nn.Module):
    """A bias per channel, then `activate`."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W), same out."""
        return activate(x + self.bias[:, None, None].to(x.dtype))


class StyledConv(nn.Module):
    """One step of drawing: modulated 3x3 convolution, noise, bias, activation."""

    def __init__(self, c_in: int, c_out: int, latent: int, *, doubled: bool = False) -> None:
        super().__init__()
        self.conv = ModulatedConv(c_in, c_out, 3, latent, doubled=doubled)
        self.noise = NoiseInjection()
        self.activate = BiasedActivation(c_out)

    def forward(self, x: Tensor, latent: Tensor, noise: Tensor) -> Tensor:
        """(N, c_in, H, W), (N, latent) and noise of the outcome's size to (N, c_out, H, W), or twice as large."""
        drawn: Tensor = self.activate(self.noise(self.conv(x, latent), noise))
        return drawn


class ToRGB(nn.Module):
    """Adds to the picture so far, doubled, what these features say; the first one has nothing to add to."""

    def __init__(self, c_in: int, latent: int, *, first: bool = False) -> None:
        super().__init__()
        if not first:
            self.upsample = Upsample()
        self.conv = ModulatedConv(c_in, 3, 1, latent, demodulate=False)
        self.bias = nn.Parameter(torch.zeros(1, 3, 1, 1))

    def forward(self, x: Tensor, latent: Tensor, picture: Tensor | None = None) -> Tensor:
        """(N, c_in, H, W), (N, latent) and (N, 3, H/2, W/2) to (N, 3, H, W)."""
        change: Tensor = self.conv(x, latent) + self.bias
        return change if picture is None else change + self.upsample(picture)


def _doubling_kernel() -> Tensor:
    """The blur as (4, 4), times 4: of four pixels of a doubled picture one is there, three are zeros."""
    line = torch.tensor(BLUR)
    return line[:, None] * line * (4 / line.sum().square())
