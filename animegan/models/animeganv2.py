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
attribute names are those of the published PyTorch checkpoints, so that these load as they are.

Source:
    TachibanaYoshino/AnimeGANv2 net/generator.py@94d74af0;
    key names: bryandlee/animegan2-pytorch model.py@25d7b017.
"""

from collections.abc import Collection, Mapping

import torch.nn.functional as F
from torch import Tensor, nn

from animegan.errors import InputError
from animegan.models.painted import Painted, TapRecorder, pad_to_multiple, resolve_gates

__all__ = ["AnimeGANv2"]

STRIDE = 4  # two halvings
LEAST_SIDE = 8  # reflection at 1/4 of the size needs two pixels there
LEAK = 0.2
EXPANSION = 2


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

    def forward(self, x: Tensor, gain: float = 1.0) -> Tensor:
        """(N, c_in, H, W) to (N, c_out, H, W); `gain` scales the shortcut."""
        change: Tensor = self.layers(x)
        return change + gain * x if self.has_shortcut else change


class AnimeGANv2(nn.Module):
    """The generator of AnimeGANv2: one network, one style.

    Args:
        align_corners: How the bilinear steps place their samples. Published checkpoints are shown with True;
            neither setting equals TensorFlow 1, in which the first ones were trained.
    """

    stages = ("block_a", "block_b", "block_c", "block_d", "block_e", "out")
    gate_names = ("block_c.2", "block_c.3", "block_c.4")
    stride = STRIDE
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

    def forward(
        self,
        photo: Tensor,
        style: Tensor | None = None,
        *,
        gates: Mapping[str, float] | None = None,
        taps: Collection[str] = (),
    ) -> Painted:
        """Paints a photo of any size.

        Args:
            photo: (N, 3, H, W) float in [-1, 1], RGB.
            style: None, or (N, 1): the network has one style.
            gates: Gain of the shortcut of an inverted residual, by name; 1.0 is as trained, 0.0 closes it.
            taps: Stages to return as features; their size is that of the photo padded to a multiple of 4.

        Returns:
            The picture, (N, 3, H, W) in [-1, 1], and the tapped features.

        Raises:
            InputError: An unknown tap or gate, or a code for several styles.
        """
        height, width = photo.shape[-2:]
        padded = pad_to_multiple(photo, STRIDE, least=LEAST_SIDE)
        painted = self.run_padded(padded, style, gates=gates, taps=taps)
        return Painted(painted.picture[..., :height, :width], painted.features)

    def run_padded(
        self,
        photo: Tensor,
        style: Tensor | None = None,
        *,
        gates: Mapping[str, float] | None = None,
        taps: Collection[str] = (),
    ) -> Painted:
        """`forward` for photos whose sides already divide by `stride`; what a backend exports."""
        if style is not None and style.shape[-1] != self.styles:
            message = f"AnimeGANv2 has one style, the code has {style.shape[-1]}."
            raise InputError(message, hint="Give no style code, or use a network with several styles.")
        gains = resolve_gates(gates, self.gate_names)
        tap = TapRecorder(taps, self.stages)

        x = tap("block_a", self.block_a(photo))  # (N, 64, H/2, W/2)
        x = tap("block_b", self.block_b(x))  # (N, 128, H/4, W/4)
        x = tap("block_c", self._bottleneck(x, gains))
        x = tap("block_d", self.block_d(self._double(x)))  # (N, 128, H/2, W/2)
        x = tap("block_e", self.block_e(self._double(x)))  # (N, 32, H, W)
        x = tap("out", self.out_layer(x))  # (N, 3, H, W)
        return Painted(x, tap.features)

    def _bottleneck(self, x: Tensor, gains: Mapping[str, float]) -> Tensor:
        for index, layer in enumerate(self.block_c):
            name = f"block_c.{index}"
            x = layer(x, gains[name]) if name in gains else layer(x)
        return x

    def _double(self, x: Tensor) -> Tensor:
        height, width = x.shape[-2:]
        size = (2 * height, 2 * width)
        return F.interpolate(x, size=size, mode="bilinear", align_corners=self.align_corners)
