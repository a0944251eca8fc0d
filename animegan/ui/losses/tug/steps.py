"""What the tug room does with the engine: it runs these functions, and shows their source."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from animegan.losslab.tug import TugOfWar
    from animegan.training.config import TrainConfig
    from animegan.training.objective import Eyes
    from animegan.types import PhotoU8

__all__ = ["begin_tug", "go_on"]


def begin_tug(
    photo: "PhotoU8", example: "PhotoU8", config: "TrainConfig", start: "PhotoU8", eyes: "Eyes"
) -> "TugOfWar":
    """A picture at its start, with the photo's and the painting's terms to pull on it."""
    from animegan.losslab.case import open_case
    from animegan.losslab.tug import TugOfWar

    return TugOfWar(open_case(photo, example, config, eyes), start)


def go_on(tug: "TugOfWar", steps: int) -> None:
    """Lets the terms pull so many times."""
    for _ in range(steps):
        tug.step()
