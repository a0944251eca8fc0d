"""SqueezeNet 1.0 up to its last fire module: the teacher of the lab's perceptual network.

| index | layer                      | grid | channels |
|-------|----------------------------|------|----------|
| 0, 1  | 7x7 convolution, ReLU      | 1/2  | 96       |
| 3-5   | fire2, fire3, fire4        | 1/4  | 128, 128, 256 |
| 7-10  | fire5, fire6, fire7, fire8 | 1/8  | 256, 384, 384, 512 |
| 12    | fire9                      | 1/16 | 512      |

Attribute names are those of torchvision's `squeezenet1_0().features`, so such files load as they are.
"""

from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

__all__ = ["SqueezeNetFeatures"]


class SqueezeNetFeatures(nn.Sequential):
    """The layers of SqueezeNet 1.0 that PerceptualNet learns to predict.

    Args:
        aligned: True pads the first convolution and the pools so that every grid is ceil(size / s), as the student's
            is; False is the published network, whose grids lose a border.

    Source:
        Iandola et al. 2016, table 1; weights: songhan/SqueezeNet-Deep-Compression (BSD-2).
    """

    LEVEL_INDEX: ClassVar[dict[str, int]] = {"relu1": 1, "fire3": 4, "fire6": 8, "fire9": 12}

    def __init__(self, *, aligned: bool = True) -> None:
        self.aligned = aligned
        super().__init__(
            nn.Conv2d(3, 96, 7, stride=2),
            nn.ReLU(),
            _pool(aligned),
            _Fire(96, 16, 64),
            _Fire(128, 16, 64),
            _Fire(128, 32, 128),
            _pool(aligned),
            _Fire(256, 32, 128),
            _Fire(256, 48, 192),
            _Fire(384, 48, 192),
            _Fire(384, 64, 256),
            _pool(aligned),
            _Fire(512, 64, 256),
        )

    def forward(self, picture: Tensor) -> dict[str, Tensor]:
        """Looks at a picture.

        Args:
            picture: (N, 3, H, W) float in [-1, 1], RGB.

        Returns:
            One map per level of LEVEL_INDEX, after its ReLU.
        """
        x = self.first_layer(picture)
        wanted = {index: name for name, index in self.LEVEL_INDEX.items()}
        found = {}
        for index, layer in enumerate(self):
            x = layer(x) if index else x
            if index in wanted:
                found[wanted[index]] = x
        return found

    def first_layer(self, picture: Tensor) -> Tensor:
        """The answers of the first convolution, before any ReLU: (N, 96, ceil(H/2), ceil(W/2)) where aligned.

        Args:
            picture: As for `forward`.
        """
        x = (picture + 1) / 2  # the file expects 0..1: mean and channel order are folded into the first layer
        if self.aligned:
            x = F.pad(x, (3, 3, 3, 3), mode="replicate")
        convolve: nn.Module = self[0]
        answers: Tensor = convolve(x)
        return answers


def _pool(aligned: bool) -> nn.MaxPool2d:
    """Halves the grid: to ceil(size / 2), or as published, which leaves out part of the border."""
    return nn.MaxPool2d(3, stride=2, padding=1) if aligned else nn.MaxPool2d(3, stride=2, ceil_mode=True)


class _Fire(nn.Module):
    """A 1x1 squeeze, then 1x1 and 3x3 expansions side by side."""

    def __init__(self, before: int, squeezed: int, expanded: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(before, squeezed, 1)
        self.expand1x1 = nn.Conv2d(squeezed, expanded, 1)
        self.expand3x3 = nn.Conv2d(squeezed, expanded, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """(N, before, H, W) to (N, 2 * expanded, H, W)."""
        x = F.relu(self.squeeze(x))
        return F.relu(torch.cat((self.expand1x1(x), self.expand3x3(x)), 1))
