"""VGG19 up to its fourth block: the features of the published AnimeGAN losses, for those who have the weights.

| before its ReLU | after it | grid | channels | index of both in torchvision's `vgg19().features` |
|-----------------|----------|------|----------|---------------------------------------------------|
| conv1_2         | relu1_2  | 1/1  | 64       | 2, 3                                              |
| conv2_2         | relu2_2  | 1/2  | 128      | 7, 8                                              |
| conv3_4         | relu3_4  | 1/4  | 256      | 16, 17                                            |
| conv4_4         | relu4_4  | 1/8  | 512      | 25, 26                                            |

This module knows where torchvision leaves the weights on disk; it never fetches them.
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from animegan.errors import InputError, WeightsError

__all__ = ["VGG19_FILE", "Vgg19Features", "find_vgg19_weights"]

VGG19_FILE = "vgg19-dcbb9e9d.pth"  # torchvision's name; the end of it begins the file's SHA-256
LEVEL_INDEX = {
    **{"conv1_2": 2, "conv2_2": 7, "conv3_4": 16, "conv4_4": 25},
    **{"relu1_2": 3, "relu2_2": 8, "relu3_4": 17, "relu4_4": 26},
}
USUAL_LEVELS = ("relu1_2", "relu2_2", "relu3_4", "conv4_4")
PLAN = (64, 64, "pool", 128, 128, "pool", 256, 256, 256, 256, "pool", 512, 512, 512, 512)
IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Vgg19Features(nn.Module):
    """Chosen layers of VGG19, fixed.

    Args:
        weights: The state dict of torchvision's `vgg19()` or of its `features`; names after conv4_4 are ignored.
        levels: Which maps `forward` returns, any of the table; AnimeGANv2 uses conv4_4 alone.

    Raises:
        InputError: No level is chosen, or one that is not in the table.
        WeightsError: A layer is missing or of another shape.

    Source:
        Simonyan and Zisserman 2015, table 1, column E; conv4_4 without activation:
        TachibanaYoshino/AnimeGANv2 tools/vgg19.py.
    """

    mean: Tensor
    std: Tensor

    def __init__(self, weights: Mapping[str, Tensor], *, levels: tuple[str, ...] = USUAL_LEVELS) -> None:
        super().__init__()
        if not levels or not set(levels) <= LEVEL_INDEX.keys():
            raise InputError(
                f"Feature levels {levels} are not all of VGG19.",
                hint=f"Choose from {', '.join(LEVEL_INDEX)}.",
            )
        self.level_at = {LEVEL_INDEX[name]: name for name in levels}
        self.features = _layers()
        self.register_buffer("mean", torch.tensor(IMAGENET_MEAN).reshape(1, 3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(IMAGENET_STD).reshape(1, 3, 1, 1), persistent=False)
        short = {name.removeprefix("features."): value for name, value in weights.items()}
        needed = self.features.state_dict()
        try:
            self.features.load_state_dict({name: short[name] for name in needed})
        except (KeyError, RuntimeError) as error:
            raise WeightsError(
                f"These are not the weights of VGG19: {error}.",
                hint=f"torchvision calls the file {VGG19_FILE}.",
            ) from error
        self.eval().requires_grad_(False)

    def forward(self, picture: Tensor) -> dict[str, Tensor]:
        """Looks at a picture.

        Args:
            picture: (N, 3, H, W) float in [-1, 1], RGB; H and W at least 8.

        Returns:
            One map per level, the finest first, (N, C, floor(H / s), floor(W / s)).
        """
        x = ((picture + 1) / 2 - self.mean) / self.std
        found = {}
        for index, layer in enumerate(self.features[: max(self.level_at) + 1]):
            x = layer(x)
            if index in self.level_at:
                found[self.level_at[index]] = x
        return found


def find_vgg19_weights() -> Path | None:
    """The weights that torchvision has left in its cache on this machine; None if it has not."""
    path = Path(torch.hub.get_dir()) / "checkpoints" / VGG19_FILE
    return path if path.is_file() else None


def _layers() -> nn.Sequential:
    """The layers in torchvision's numbering, up to relu4_4."""
    layers: list[nn.Module] = []
    channels = 3
    for step in PLAN:
        if isinstance(step, int):
            # not in place: a level's map must not change after it was handed out
            layers += [nn.Conv2d(channels, step, 3, padding=1), nn.ReLU()]
            channels = step
        else:
            layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers)
