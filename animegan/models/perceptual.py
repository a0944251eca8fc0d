"""A small network that sees pictures as an ImageNet classifier does: the measure inside the perceptual loss.

Plain convolutions between average pools. Each layer reads every pixel equally often (a space-to-depth stem, pools
before the convolutions instead of strides), which keeps the gradient that reaches the picture from favouring a grid
by construction; how even the learnt kernels leave it is measured in the model card.
Each level has a 1x1 head that predicts one layer of SqueezeNet 1.0, every channel divided by its standard
deviation over the training pictures, so that levels and channels weigh alike.

| level | grid | trunk             | head        | predicts                      |
|-------|------|-------------------|-------------|-------------------------------|
| relu1 | 1/2  | 12 -> 32 (4x4)    | 32 -> 96    | ReLU after the first 7x7 conv |
| fire3 | 1/4  | 32 -> 64 -> 64    | 64 -> 128   | output of fire module 3       |
| fire6 | 1/8  | 64 -> 96 -> 96    | 96 -> 384   | output of fire module 6       |
| fire9 | 1/16 | 96 -> 104 -> 104  | 104 -> 512  | output of fire module 9       |

0.65 GMAC at 256x256 and 0.49 million parameters.
"""

from dataclasses import asdict, dataclass

import torch.nn.functional as F
from torch import Tensor, nn

__all__ = ["LEVELS", "PerceptualConfig", "PerceptualNet", "stem_input"]

LEVELS = ("relu1", "fire3", "fire6", "fire9")
TEACHER_CHANNELS = (96, 128, 384, 512)
LEAK = 0.1  # slope for negative values in the trunk
HEAD_LEAK = 0.02  # nearly the teacher's ReLU; with 0 the heads die within the first fifty steps of training


@dataclass(frozen=True, slots=True, kw_only=True)
class PerceptualConfig:
    """Sizes of the network, saved beside its weights.

    Attributes:
        widths: Trunk channels at 1/2, 1/4, 1/8 and 1/16 of the picture.
    """

    widths: tuple[int, int, int, int] = (32, 64, 96, 104)

    def to_dict(self) -> dict[str, list[int]]:
        """The settings as JSON can hold them."""
        return {name: list(value) for name, value in asdict(self).items()}


class PerceptualNet(nn.Module):
    """Predicts four layers of SqueezeNet 1.0, for use as a perceptual loss and distance.

    Args:
        config: Sizes; the default is what the committed weights were trained with.

    Source:
        Iandola et al. 2016 (SqueezeNet); the idea of losses on features: Johnson et al. 2016, section 3.2.
    """

    def __init__(self, config: PerceptualConfig | None = None) -> None:
        super().__init__()
        self.config = config or PerceptualConfig()
        half, *deeper = self.config.widths
        self.stem = nn.Conv2d(3 * 4, half, 4)
        self.stages = nn.ModuleList(
            _Stage(before, width) for before, width in zip(self.config.widths, deeper, strict=False)
        )
        self.heads = nn.ModuleList(
            nn.Conv2d(width, channels, 1)
            for width, channels in zip(self.config.widths, TEACHER_CHANNELS, strict=True)
        )
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):  # PyTorch's default would shrink the signal threefold per stage
                nn.init.kaiming_normal_(layer.weight, LEAK)
                nn.init.zeros_(layer.bias)  # type: ignore[arg-type]

    def forward(self, picture: Tensor, *, activated: bool = True) -> dict[str, Tensor]:
        """Looks at a picture.

        Args:
            picture: (N, 3, H, W) float in [-1, 1], RGB; H and W at least 1.
            activated: Whether the heads' (nearly) ReLU is applied, as the teacher's layers have it. Without it a
                picture is also compared where features are silent; training has set those depths hardly at all.

        Returns:
            One map per name of LEVELS, (N, C, ceil(H / s), ceil(W / s)) with s = 2, 4, 8, 16; activated ones are
            almost never negative.
        """
        slope = HEAD_LEAK if activated else 1.0  # a leaky ReLU of slope 1 changes nothing
        height, width = picture.shape[-2:]
        even = F.pad(picture, (0, width % 2, 0, height % 2), mode="replicate")
        x = self.stem(stem_input(even))  # (N, 32, H/2, W/2)
        # The teacher's first layer is a convolution and a ReLU, so its head reads the stem before the activation.
        found = [F.leaky_relu(self.heads[0](x), slope)]
        x = F.leaky_relu(x, LEAK)
        for stage, head in zip(self.stages, list(self.heads)[1:], strict=True):
            x = stage(x)  # (N, C, H/4, W/4) and on
            found.append(F.leaky_relu(head(x), slope))
        return dict(zip(LEVELS, found, strict=True))


def stem_input(picture: Tensor) -> Tensor:
    """What the first convolution reads: 2x2 pixels folded into channels, and a border of zeros.

    Four such blocks in a row hold the seven pixels of the teacher's first convolution, at the same place.

    Args:
        picture: (N, 3, H, W), H and W even.

    Returns:
        (N, 12, H/2 + 3, W/2 + 3).
    """
    return F.pad(F.pixel_unshuffle(picture, 2), (2, 1, 2, 1))


class _Stage(nn.Module):
    """Halves the grid by averaging, then looks at it with two 3x3 convolutions."""

    def __init__(self, before: int, width: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(before, width, 3, padding=1)
        self.second = nn.Conv2d(width, width, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        """(N, before, H, W) to (N, width, ceil(H/2), ceil(W/2))."""
        x = F.avg_pool2d(x, 2, ceil_mode=True)
        x = F.leaky_relu(self.first(x), LEAK)
        return F.leaky_relu(self.second(x), LEAK)
