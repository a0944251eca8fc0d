"""The published CartoonGAN generator, layer for layer.

| stage | layers | channels | size |
|---|---|---|---|
| first | red and blue exchanged; 7x7 | 3 > 64 | 1/1 |
| down_2, down_4 | 3x3 stride 2, 3x3 each | 64 > 128 > 256 | 1/2, 1/4 |
| block_1 to block_8 | two 3x3 with a shortcut each | 256 | 1/4 |
| up_2, up_1 | transposed 3x3 stride 2, 3x3 each | 256 > 128 > 64 | 1/2, 1/1 |
| out | 7x7, tanh; blue and red exchanged back | 64 > 3 | 1/1 |

The published network was trained on BGR pictures. Fed with RGB it paints all the same, only in wrong colours, and
nothing warns. So the exchange is part of the first and the last stage, and the network takes and gives RGB like
every other.

The 7x7 and the blocks are padded by reflection, the others by zeros. The normalisation is an instance normalisation
with a scale and a shift per channel and an epsilon of 1e-9. 94 tensors, 11,129,667 parameters, 54.4 GMAC at 256x256;
attribute names are those of the published checkpoints (`conv04_1.weight`, `in04_1.scale`), so that these load as they
are.

Source:
    Chen, Lai and Liu 2018; Yijunmaverick/CartoonGAN-Test-Pytorch-Torch network/Transformer.py@e0414a32.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from animegan.models.generator import PHOTO, Generator, Read, Stage

__all__ = ["CartoonGAN"]

STRIDE = 4  # two halvings
LEAST_SIDE = 8  # reflection at 1/4 of the size needs two pixels there
BLOCKS = 8
FIRST_BLOCK = 4  # the number of the first block in the key names
EPSILON = 1e-9
CONVOLUTIONS = (  # key, channels in and out, kernel, stride
    ("conv01_1", 3, 64, 7, 1),
    ("conv02_1", 64, 128, 3, 2),
    ("conv02_2", 128, 128, 3, 1),
    ("conv03_1", 128, 256, 3, 2),
    ("conv03_2", 256, 256, 3, 1),
    ("deconv01_2", 128, 128, 3, 1),
    ("deconv02_2", 64, 64, 3, 1),
    ("deconv03_1", 64, 3, 7, 1),  # a plain convolution for all its name
)
DOUBLINGS = (("deconv01_1", 256, 128), ("deconv02_1", 128, 64))
NORMS = (("in01_1", 64), ("in02_1", 128), ("in03_1", 256), ("in12_1", 128), ("in13_1", 64))


class InstanceNorm(nn.InstanceNorm2d):
    """Mean 0 and variance 1 per picture and channel (the biased variance), then a learnt scale and shift."""

    def __init__(self, channels: int) -> None:
        super().__init__(channels, EPSILON)
        self.scale = nn.Parameter(torch.ones(channels))
        self.shift = nn.Parameter(torch.zeros(channels))

    def forward(self, x: Tensor) -> Tensor:
        """(N, C, H, W), same shape back."""
        return F.instance_norm(x, weight=self.scale, bias=self.shift, eps=self.eps)


class Exchange(nn.Module):
    """RGB to BGR, or back."""

    def forward(self, picture: Tensor) -> Tensor:
        """(N, 3, H, W), its first and last channel exchanged."""
        return picture.flip(1)


class CartoonGAN(Generator):
    """The generator of CartoonGAN: one network, one style; RGB outside, BGR inside."""

    stride = STRIDE
    least_side = LEAST_SIDE
    styles = 1

    def __init__(self) -> None:
        super().__init__()
        for key, c_in, c_out, kernel, stride in CONVOLUTIONS:
            padding = 1 if kernel == 3 else 0
            self.add_module(key, nn.Conv2d(c_in, c_out, kernel, stride, padding))
        for key, c_in, c_out in DOUBLINGS:
            self.add_module(key, nn.ConvTranspose2d(c_in, c_out, 3, 2, 1, output_padding=1))
        for key, channels in NORMS:
            self.add_module(key, InstanceNorm(channels))
        for number in range(FIRST_BLOCK, FIRST_BLOCK + BLOCKS):
            for half in (1, 2):
                self.add_module(f"conv{number:02}_{half}", nn.Conv2d(256, 256, 3))
                self.add_module(f"in{number:02}_{half}", InstanceNorm(256))

    def plan(self) -> tuple[Stage, ...]:
        """Three steps in, eight blocks, three steps out; nothing but the blocks' shortcuts leaves the main stream."""
        last = f"block_{BLOCKS}"
        halved, doubled = "3x3 that halves, 3x3", "transposed 3x3 that doubles, 3x3"
        first = (Exchange(), nn.ReflectionPad2d(3), *self._layers("conv01_1", "in01_1"), nn.ReLU())
        out = (nn.ReflectionPad2d(3), *self._layers("deconv03_1"), nn.Tanh(), Exchange())
        return (
            _stage("first", PHOTO, "RGB to BGR, 7x7", *first),
            _stage("down_2", "first", halved, *self._layers("conv02_1", "conv02_2", "in02_1"), nn.ReLU()),
            _stage("down_4", "down_2", halved, *self._layers("conv03_1", "conv03_2", "in03_1"), nn.ReLU()),
            *(self._block(number) for number in range(1, BLOCKS + 1)),
            _stage("up_2", last, doubled, *self._layers("deconv01_1", "deconv01_2", "in12_1"), nn.ReLU()),
            _stage("up_1", "up_2", doubled, *self._layers("deconv02_1", "deconv02_2", "in13_1"), nn.ReLU()),
            _stage("out", "up_1", "7x7, tanh, BGR to RGB", *out),
        )

    def _block(self, number: int) -> Stage:
        key = f"{number - 1 + FIRST_BLOCK:02}"
        layers = nn.Sequential(
            nn.ReflectionPad2d(1),
            *self._layers(f"conv{key}_1", f"in{key}_1"),
            nn.ReLU(),
            nn.ReflectionPad2d(1),
            *self._layers(f"conv{key}_2", f"in{key}_2"),
        )
        name, source = f"block_{number}", "down_4" if number == 1 else f"block_{number - 1}"
        return Stage(
            name=name,
            does="two 3x3 with shortcut",
            reads=(Read(source), Read(source, name)),
            run=lambda x, shortcut: layers(x) + shortcut,
            parts=(layers,),
        )

    def _layers(self, *keys: str) -> tuple[nn.Module, ...]:
        return tuple(self.get_submodule(key) for key in keys)


def _stage(name: str, source: str, does: str, *layers: nn.Module) -> Stage:
    chain = nn.Sequential(*layers)
    return Stage(name=name, does=does, reads=(Read(source),), run=chain, parts=(chain,))
