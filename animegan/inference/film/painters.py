"""What paints the frames of a film: the Stylizer, frame by frame."""

from collections.abc import Callable, Mapping

from animegan.inference.stylizer import Stylizer
from animegan.types import PhotoU8

__all__ = ["describe_painter", "stylizer_painter"]


def stylizer_painter(
    stylizer: Stylizer, *, mix: Mapping[str, float] | None = None
) -> Callable[[PhotoU8], PhotoU8]:
    """Paints a frame at the size it comes in."""

    def paint(photo: PhotoU8) -> PhotoU8:
        return stylizer(photo, size=min(photo.shape[:2]), mix=mix).picture

    return paint


def describe_painter(stylizer: Stylizer, *, mix: Mapping[str, float] | None = None) -> dict[str, object]:
    """All that decides what the Stylizer paints, as JSON can hold it."""
    return {
        "style": stylizer.style if mix is None else "mix",
        "mix": None if mix is None else dict(mix),
        "weights": stylizer.weights.name,
        "sha256": stylizer.weights.sha256,
        "backend": stylizer.backend.name,
        "precision": stylizer.backend.precision,
    }
