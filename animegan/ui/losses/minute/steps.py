"""What the room that trains does with the engine: it runs this, and shows its source."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from animegan.types import PhotoU8

__all__ = ["painted_by"]


def painted_by(weights: bytes, photo: "PhotoU8") -> "PhotoU8":
    """What the small network with the weights of that file makes of a photo."""
    from animegan.losslab.mixing.family import paint_with
    from animegan.losslab.short_run.trained import open_trained

    return paint_with(open_trained(weights), photo)
