"""The published AnimeGANv2 generator, layer for layer: no encoder of another network, no long skips.

| stage | layers | channels | size |
|---|---|---|---|
| block_a | 7x7; 3x3 stride 2; 3x3 | 3 > 32 > 64 > 64 | 1/2 |
| block_b | 3x3 stride 2; 3x3 | 64 > 128 > 128 | 1/4 |
| block_c | 3x3; 4 inverted residuals, the last 3 with a shortcut; 3x3 | 128 > 256 > 128 | 1/4 |
| block_d | bilinear up; 3x3; 3x3 | 128 > 128 | 1/2 |
| block_e | bilinear up; 3x3; 3x3; 7x7 | 128 > 64 > 64 > 32 | 1/1 |
| out | 1x1, tanh | 32 > 3 | 1/1 |

Every convolution is padded by reflection, has no bias (but the depthwise ones) and is followed by a
normalisation over the whole picture and a leaky ReLU. 77 tensors, 2,143,552 parameters, 26.3 GMAC at 256x256;
attribute names are those of the published PyTorch checkpoints, so that these load as they are. Taps and gates see
block_c layer by layer: block_c.0 to block_c.5.

Source:
    TachibanaYoshino/AnimeGANv2 net/generator.py@94d74af0;
    key names: bryandlee/animegan2-pytorch model.py@25d7b017.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import torch.nn.functional as F
from torch import Tensor, nn

from animegan.models.generator import PHOTO, Generator, Read, Stage

__all__ = ["AnimeGANv2"]

STRIDE = 4  # two halvings
LEAST_SIDE = 8  # reflection at 1/4 of the size needs two pixels there
LEAK = 0.2
EXPANSION = 2
MIDDLE = {0: "3x3", 1: "inverted residual, 128 to 256 channels", 5: "3x3, 256 to 128 channels"}


def _reflection(kernel: int, stride: int) -> nn.ReflectionPad2d:
    """Padding that keeps the size at stride 1 and halves an even one at stride 2 (right and bottom only)."""
    reach = (kernel - 1) // 2
    return nn.ReflectionPad2d((0, reach, 0, reach) if stride == 2 else reach)


def _conv_norm_act(
    c_in: int, c_out: int, kernel: int = 3, stride: int = 1, *, depthwise: bool = False
) -> nn.Sequential:
    """Pad (0), convolution (1), normalisation over channels and picture (2), leaky ReLU (3)."""
    groups = c_in if depthwise else 1
    return nn.Sequential(
        _reflection(kernel, stride),
        nn.Conv2d(c_in, c_out, kernel, stride, groups=groups, bias=depthwise),
        nn.GroupNorm(1, c_out),
        nn.LeakyReLU(LEAK, inplace=True),
    )


class InvertedResidual(nn.Module):
    """Widen by 1x1, filter each channel by 3x3, narrow by 1x1; plus the input where the channels agree."""

    def __init__(self, c_in: int, c_out: int) -> None:
        super().__init__()
        wide = EXPANSION * c_in
        self.has_shortcut = c_in == c_out
        self.layers = nn.Sequential(
            _conv_norm_act(c_in, wide, kernel=1),
            _conv_norm_act(wide, wide, depthwise=True),
            nn.Conv2d(wide, c_out, 1, bias=False),
            nn.GroupNorm(1, c_out),
        )

    def forward(self, x: Tensor, shortcut: Tensor | None = None) -> Tensor:
        """(N, c_in, H, W) to (N, c_out, H, W); `shortcut` is the input again, as its gate lets it through."""
        change: Tensor = self.layers(x)
        return change if shortcut is None else change + shortcut


class AnimeGANv2(Generator):
    """The generator of AnimeGANv2: one network, one style.

    Args:
        align_corners: How the bilinear steps place their samples. Published checkpoints are shown with True;
            neither setting equals TensorFlow 1, in which the first ones were trained.
    """

    stride = STRIDE
    least_side = LEAST_SIDE
    styles = 1

    def __init__(self, *, align_corners: bool = True) -> None:
        super().__init__()
        self.align_corners = align_corners
        self.block_a = nn.Sequential(
            _conv_norm_act(3, 32, kernel=7), _conv_norm_act(32, 64, stride=2), _conv_norm_act(64, 64)
        )
        self.block_b = nn.Sequential(_conv_norm_act(64, 128, stride=2), _conv_norm_act(128, 128))
        self.block_c = nn.Sequential(
            _conv_norm_act(128, 128),
            InvertedResidual(128, 256),
            InvertedResidual(256, 256),
            InvertedResidual(256, 256),
            InvertedResidual(256, 256),
            _conv_norm_act(256, 128),
        )
        self.block_d = nn.Sequential(_conv_norm_act(128, 128), _conv_norm_act(128, 128))
        self.block_e = nn.Sequential(
            _conv_norm_act(128, 64), _conv_norm_act(64, 64), _conv_norm_act(64, 32, kernel=7)
        )
        self.out_layer = nn.Sequential(nn.Conv2d(32, 3, 1, bias=False), nn.Tanh())

    def plan(self) -> tuple[Stage, ...]:
        """The published blocks, the middle one layer by layer; nothing but shortcuts leaves the main stream."""
        return (
            _stage("block_a", PHOTO, "7x7, 3x3 that halves, 3x3", self.block_a),
            _stage("block_b", "block_a", "3x3 that halves, 3x3", self.block_b),
            *self._middle(),
            _stage("block_d", "block_c.5", "doubled, two 3x3", self.block_d, first=self._double),
            _stage("block_e", "block_d", "doubled, two 3x3, 7x7", self.block_e, first=self._double),
            _stage("out", "block_e", "1x1, tanh", self.out_layer),
        )

    def _middle(self) -> Iterator[Stage]:
        source = "block_b"
        for index, layer in enumerate(self.block_c):
            name = f"block_c.{index}"
            stage = _stage(name, source, MIDDLE.get(index, "inverted residual with shortcut"), layer)
            shortcut = isinstance(layer, InvertedResidual) and layer.has_shortcut
            yield replace(stage, reads=(*stage.reads, Read(source, name))) if shortcut else stage
            source = name

    def _double(self, x: Tensor) -> Tensor:
        height, width = x.shape[-2:]
        size = (2 * height, 2 * width)
        return F.interpolate(x, size=size, mode="bilinear", align_corners=self.align_corners)


def _stage(
    name: str, source: str, does: str, layers: nn.Module, *, first: Callable[[Tensor], Tensor] | None = None
) -> Stage:
    run = layers if first is None else lambda x: layers(first(x))
    return Stage(name=name, does=does, reads=(Read(source),), run=run, parts=(layers,))
