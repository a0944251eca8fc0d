"""VGG19 up to conv4_4: the features of the published AnimeGAN losses, for those who have the weights.

| level   | grid | channels | index in torchvision's `vgg19().features` |
|---------|------|----------|-------------------------------------------|
| relu1_2 | 1/1  | 64       | 3                                         |
| relu2_2 | 1/2  | 128      | 8                                         |
| relu3_4 | 1/4  | 256      | 17                                        |
| conv4_4 | 1/8  | 512      | 25, before its ReLU                       |

This module knows where torchvision leaves the weights on disk; it never fetches them.
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from animegan.errors import WeightsError

__all__ = ["VGG19_FILE", "Vgg19Features", "find_vgg19_weights"]

VGG19_FILE = "vgg19-dcbb9e9d.pth"  # torchvision's name; the end of it begins the file's SHA-256
LEVEL_INDEX = {"relu1_2": 3, "relu2_2": 8, "relu3_4": 17, "conv4_4": 25}
PLAN = (64, 64, "pool", 128, 128, "pool", 256, 256, 256, 256, "pool", 512, 512, 512, 512)
IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


class Vgg19Features(nn.Module):
    """Four layers of VGG19, fixed.

    Args:
        weights: The state dict of torchvision's `vgg19()` or of its `features`; names after conv4_4 are ignored.
        levels: Which maps `forward` returns; AnimeGANv2 uses conv4_4 alone.

    Raises:
        WeightsError: A layer is missing or of another shape.

    Source:
        Simonyan and Zisserman 2015, table 1, column E; conv4_4 without activation:
        TachibanaYoshino/AnimeGANv2 tools/vgg19.py.
    """

    mean: Tensor
    std: Tensor

    def __init__(
        self, weights: Mapping[str, Tensor], *, levels: tuple[str, ...] = tuple(LEVEL_INDEX)
    ) -> None:
        super().__init__()
        self.levels = levels
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
            One map per level, (N, C, floor(H / s), floor(W / s)).
        """
        x = ((picture + 1) / 2 - self.mean) / self.std
        found = {}
        names = {index: name for name, index in LEVEL_INDEX.items()}
        for index, layer in enumerate(self.features):
            x = layer(x)
            if names.get(index) in self.levels:
                found[names[index]] = x
        return found


def find_vgg19_weights() -> Path | None:
    """The weights that torchvision has left in its cache on this machine; None if it has not."""
    path = Path(torch.hub.get_dir()) / "checkpoints" / VGG19_FILE
    return path if path.is_file() else None


def _layers() -> nn.Sequential:
    """The layers in torchvision's numbering, up to conv4_4 without the ReLU behind it."""
    layers: list[nn.Module] = []
    channels = 3
    for step in PLAN:
        if isinstance(step, int):
            # not in place: a level's map must not change after it was handed out
            layers += [nn.Conv2d(channels, step, 3, padding=1), nn.ReLU()]
            channels = step
        else:
            layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers[:-1])
