"""The published AnimeGAN generator, the first version, layer for layer.

| stage | layers | channels | size |
|---|---|---|---|
| b1 | 3x3; 3x3; halving | 3 > 64 > 64 > 128 | 1/2 |
| b2 | 3x3; separable; halving | 128 > 128 > 256 | 1/4 |
| m | 3x3; 8 inverted residuals with a shortcut each; 3x3 | 256 | 1/4 |
| u2 | doubled; separable; separable; 3x3 | 256 > 128 | 1/2 |
| u1 | doubled; separable; 3x3; 3x3 | 128 > 128 > 64 | 1/1 |
| out | 1x1, tanh | 64 > 3 | 1/1 |

Separable: a 3x3 per channel, then a 1x1 across channels. Halving: the sum of a separable convolution of stride 2 and
one of every second pixel. Every convolution is padded by reflection, has no bias, and is followed by an instance
normalisation that learns scale and shift, and a leaky ReLU. No long skips. 129 tensors, 3,956,096 parameters,
31.1 GMAC at 256x256.

It was published in TensorFlow 1 only. The names of the blocks are its own; what is below them is named here. Halved
and doubled pictures have their samples where TensorFlow 1 puts them. PyTorch files that are called AnimeGAN elsewhere
are of another network (`encode_blocks`, `res_blocks`, `decode_blocks`) and do not fit.

Source:
    Chen, Liu and Chen 2020; TachibanaYoshino/AnimeGAN net/generator.py@3c654ca4.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import torch.nn.functional as F
from torch import Tensor, nn

from animegan.models.generator import PHOTO, Generator, Read, Stage

__all__ = ["AnimeGAN"]

STRIDE = 4  # two halvings
LEAST_SIDE = 8  # reflection at 1/4 of the size needs two pixels there
LEAK = 0.2
EXPANSION = 2
BLOCKS = 8


def _norm_act(channels: int) -> tuple[nn.Module, nn.Module]:
    return nn.InstanceNorm2d(channels, affine=True), nn.LeakyReLU(LEAK, inplace=True)


def _conv(c_in: int, c_out: int, kernel: int = 3) -> nn.Sequential:
    """Pad (0), convolution (1), normalisation (2), leaky ReLU (3)."""
    pad = nn.ReflectionPad2d((kernel - 1) // 2)
    return nn.Sequential(pad, nn.Conv2d(c_in, c_out, kernel, bias=False), *_norm_act(c_out))


def _depthwise(channels: int, stride: int = 1) -> tuple[nn.Module, nn.Module]:
    """Pad and 3x3 per channel; at stride 2 padded on the right and at the bottom only."""
    pad = nn.ReflectionPad2d((0, 1, 0, 1) if stride == 2 else 1)
    return pad, nn.Conv2d(channels, channels, 3, stride, groups=channels, bias=False)


def _separable(c_in: int, c_out: int, stride: int = 1) -> nn.Sequential:
    """Pad (0), 3x3 per channel (1), 1x1 (2), normalisation (3), leaky ReLU (4)."""
    across = nn.Conv2d(c_in, c_out, 1, bias=False)
    return nn.Sequential(*_depthwise(c_in, stride), across, *_norm_act(c_out))


class Halving(nn.Module):
    """Halves the picture in two ways and adds both."""

    def __init__(self, c_in: int, c_out: int) -> None:
        super().__init__()
        self.strided = _separable(c_in, c_out, stride=2)
        self.thinned = _separable(c_in, c_out)

    def forward(self, x: Tensor) -> Tensor:
        """(N, c_in, H, W), both sides even, to (N, c_out, H/2, W/2)."""
        picture: Tensor = self.strided(x) + self.thinned(x[..., ::2, ::2])
        return picture


class InvertedResidual(nn.Module):
    """Widen by 1x1, filter each channel by 3x3, narrow by 1x1; plus the input."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        wide = EXPANSION * channels
        self.layers = nn.Sequential(
            _conv(channels, wide, kernel=1),
            nn.Sequential(*_depthwise(wide), *_norm_act(wide)),
            nn.Conv2d(wide, channels, 1, bias=False),
            nn.InstanceNorm2d(channels, affine=True),
        )

    def forward(self, x: Tensor, shortcut: Tensor) -> Tensor:
        """(N, C, H, W), same shape back; `shortcut` is the input again, as its gate lets it through."""
        change: Tensor = self.layers(x)
        return change + shortcut


class AnimeGAN(Generator):
    """The generator of AnimeGAN: one network, one style."""

    stride = STRIDE
    least_side = LEAST_SIDE
    styles = 1

    def __init__(self) -> None:
        super().__init__()
        self.b1 = nn.Sequential(_conv(3, 64), _conv(64, 64), Halving(64, 128))
        self.b2 = nn.Sequential(_conv(128, 128), _separable(128, 128), Halving(128, 256))
        self.m = nn.Sequential(
            _conv(256, 256), *(InvertedResidual(256) for _ in range(BLOCKS)), _conv(256, 256)
        )
        self.u2 = nn.Sequential(_separable(256, 128), _separable(128, 128), _conv(128, 128))
        self.u1 = nn.Sequential(_separable(128, 128), _conv(128, 64), _conv(64, 64))
        self.out = nn.Sequential(nn.Conv2d(64, 3, 1, bias=False), nn.Tanh())

    def plan(self) -> tuple[Stage, ...]:
        """The published blocks, the middle one layer by layer; nothing but shortcuts leaves the main stream."""
        return (
            _stage("b1", PHOTO, "two 3x3, halving", self.b1),
            _stage("b2", "b1", "3x3, separable, halving", self.b2),
            *self._middle(),
            _stage("u2", f"m.{BLOCKS + 1}", "doubled, two separable, 3x3", self.u2, first=_doubled),
            _stage("u1", "u2", "doubled, separable, two 3x3", self.u1, first=_doubled),
            _stage("out", "u1", "1x1, tanh", self.out),
        )

    def _middle(self) -> Iterator[Stage]:
        source = "b2"
        for index, layer in enumerate(self.m):
            name = f"m.{index}"
            if isinstance(layer, InvertedResidual):
                stage = _stage(name, source, "inverted residual with shortcut", layer)
                yield replace(stage, reads=(*stage.reads, Read(source, name)))
            else:
                yield _stage(name, source, "3x3", layer)
            source = name


def _doubled(x: Tensor) -> Tensor:
    """Twice the size: each pixel, and between it and the next their mean; the last row and column are repeated."""
    height, width = x.shape[-2:]
    longer = F.pad(x, (0, 1, 0, 1), mode="replicate")
    size = (2 * height + 1, 2 * width + 1)
    larger = F.interpolate(longer, size=size, mode="bilinear", align_corners=True)
    return larger[..., :-1, :-1]


def _stage(
    name: str, source: str, does: str, layers: nn.Module, *, first: Callable[[Tensor], Tensor] | None = None
) -> Stage:
    run = layers if first is None else lambda x: layers(first(x))
    return Stage(name=name, does=does, reads=(Read(source),), run=run, parts=(layers,))
