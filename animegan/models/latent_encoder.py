"""From a photo of a face to W+: a small residual network with one head per latent, of this project's own design.

| stage | side (of 128) | channels | what it is |
|---|---|---|---|
| look_64 | 1/2 | 24 | 4x4 convolution, stride 2 |
| look_32 ... look_4 | 1/4 ... 1/32 | 48, 96, 192, 192 | residual blocks: 3x3, averaged over 2x2, 3x3; beside it 1x1 |
| latents | 1 | latents * latent | 1x1 that narrows; one fully connected head per latent over all 4x4 places |

The heads read every place for itself: averaged over places, the network could not say where the mouth is. There is no
normalisation, so that a batch of faces is read as each face alone would be.

Source:
    One head per latent: Richardson et al. 2021, "Encoding in Style" (pSp), whose encoder has 267 million parameters
    with the generator; residual blocks: He et al. 2016.
"""

import math
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

__all__ = ["LatentEncoder"]

LAST_SIDE = 4
LEAK = 0.2
SQUEEZED = 64  # channels that the heads read


class LatentEncoder(nn.Module):
    """Reads an aligned face.

    Args:
        size: Side of the crop, a power of two from 16 on.
        latents: How many heads.
        latent: Length of a latent.
        width: Channels of the first layer; they double with every halving.
        widest: Channels at most.

    Shape:
        (N, 3, size, size) in [-1, 1] -> (N, latents, latent).
    """

    def __init__(self, size: int, latents: int, latent: int, width: int = 24, widest: int = 192) -> None:
        super().__init__()
        halvings = size.bit_length() - LAST_SIDE.bit_length()
        widths = [min(width * 2**k, widest) for k in range(halvings)]
        self.stem = nn.Conv2d(3, width, 4, stride=2, padding=1)
        self.blocks = nn.ModuleList(_Block(before, after) for before, after in pairwise(widths))
        self.squeeze = nn.Conv2d(widths[-1], SQUEEZED, 1)
        self.heads = nn.ModuleList(nn.Linear(SQUEEZED * LAST_SIDE**2, latent) for _ in range(latents))
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):  # PyTorch's default would shrink the signal twofold per stage
                nn.init.kaiming_normal_(layer.weight, LEAK)
        self.sides = tuple(size // 2 ** (k + 1) for k in range(halvings))

    def look(self, number: int, x: Tensor) -> Tensor:
        """One halving: the first reads the picture, the others the features before, (N, C, H, W)."""
        x = self.blocks[number - 1](x) if number else self.stem(x)
        return F.leaky_relu(x, LEAK)

    def features(self, face: Tensor) -> Tensor:
        """(N, C, 4, 4): what the heads read from."""
        for number in range(len(self.sides)):
            face = self.look(number, face)
        return face

    def read(self, features: Tensor) -> Tensor:
        """(N, C, 4, 4) to W+, (N, latents, latent)."""
        x = F.leaky_relu(self.squeeze(features), LEAK).flatten(1)
        return torch.stack([head(x) for head in self.heads], dim=1)

    def forward(self, face: Tensor) -> Tensor:
        """W+ of a batch of faces; see the class."""
        return self.read(self.features(face))


class _Block(nn.Module):
    """Halves the picture; what is learnt is the difference to a plain average."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(before, before, 3, padding=1)
        self.second = nn.Conv2d(before, after, 3, padding=1)
        self.beside = nn.Conv2d(before, after, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """(N, before, H, W) to (N, after, H/2, W/2), not yet activated."""
        change = self.second(F.avg_pool2d(F.leaky_relu(self.first(x), LEAK), 2))
        sum_: Tensor = change + self.beside(F.avg_pool2d(x, 2))
        return sum_ / math.sqrt(2)
