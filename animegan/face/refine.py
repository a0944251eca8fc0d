"""The optional stage between painting a face's crop and putting it back: a network that redraws its features."""

from typing import Protocol

from animegan.types import PhotoU8

__all__ = ["Refiner"]


class Refiner(Protocol):
    """Redraws a painted crop more crisply; any number of threads may call it at once."""

    @property
    def name(self) -> str:
        """The weights that do it."""

    def __call__(self, painted: PhotoU8, photo: PhotoU8) -> PhotoU8:
        """Redraws one crop.

        Args:
            painted: (S, S, 3) uint8, the crop as the generator painted it.
            photo: (S, S, 3) uint8, the same crop of the photo.

        Returns:
            (S, S, 3) uint8, an array of its own.
        """


def open_refiner() -> Refiner | None:
    """The lab's own refiner; None as long as no weights of one are in the catalog."""
    return None
