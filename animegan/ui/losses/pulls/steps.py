"""What the room about pulls does with the engine: it runs these functions, and shows their source."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from animegan.losslab.case import Case
    from animegan.losslab.pulls import Pulls
    from animegan.training.config import TrainConfig
    from animegan.training.objective import Eyes
    from animegan.types import PhotoU8

__all__ = ["case_of", "pulls_at"]


def case_of(photo: "PhotoU8", example: "PhotoU8", config: "TrainConfig", eyes: "Eyes") -> "Case":
    """The photo, a painting of another one, and the weights under which pictures of the photo are judged."""
    from animegan.losslab.case import open_case

    return open_case(photo, example, config, eyes)


def pulls_at(case: "Case", picture: "PhotoU8") -> "Pulls":
    """Value and gradient of every term at a picture, by the trainer's own objective."""
    import torch

    from animegan.inference.backends.pixels import pixels_to_pm1
    from animegan.losslab.pulls import pulls

    return pulls(case, pixels_to_pm1(torch.tensor(picture)[None]))
