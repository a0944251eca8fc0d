"""What lies on the table of the loss lab: the visitor's photo at the size that the rooms work with."""

from dataclasses import dataclass
from pathlib import PurePath

from animegan.types import PhotoU8
from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import photo_url, working_photo
from animegan.ui.settings import INSIDE_SIZE

__all__ = ["Desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every room is about.

    Attributes:
        photo: The visitor's photo.
        size: Short side of the working picture, pixels.
    """

    photo: ChosenPhoto
    size: int = INSIDE_SIZE

    @property
    def pixels(self) -> PhotoU8:
        """(H, W, 3) uint8: the photo as the networks see it."""
        return working_photo(self.photo, size=self.size)

    @property
    def url(self) -> str:
        """The same for a component."""
        return photo_url(self.photo, size=self.size)

    @property
    def stem(self) -> str:
        """The beginning of the names of files made here."""
        return f"{PurePath(self.photo.file_name).stem}-losses"
