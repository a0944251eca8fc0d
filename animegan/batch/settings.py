"""What is wanted of a batch."""

from dataclasses import asdict, dataclass

from animegan.catalog import get_style, get_weights
from animegan.inference.film.plan import DEFAULT_FILM_SIZE
from animegan.media.encoding import FileFormat

__all__ = ["PHOTO_SIZE", "BatchSettings"]

PHOTO_SIZE = 512  # the short side that the networks were trained around
FACES_DETAIL = 2  # with faces, a photo is read at this many times the picture's size: faces are cut from it


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSettings:
    """How everything in a batch is painted.

    Attributes:
        style: A style of the catalog.
        size: Short side in pixels; None for 512 of a photo and 360 of a clip.
        file_format: Of the pictures; clips become MP4.
        faces: Whether every face is painted by itself too.
        backend: As for `Stylizer.load`.
        precision: As for `Stylizer.load`.
    """

    style: str
    size: int | None = None
    file_format: FileFormat = "PNG"
    faces: bool = False
    backend: str = "auto"
    precision: str | None = None

    @property
    def photo_size(self) -> int:
        """Short side of a picture in pixels."""
        return self.size or PHOTO_SIZE

    @property
    def film_size(self) -> int:
        """Short side of a film in pixels."""
        return self.size or DEFAULT_FILM_SIZE

    @property
    def detail(self) -> int:
        """How many times the picture's size is read of a photo."""
        return FACES_DETAIL if self.faces else 1

    def identity(self) -> dict[str, object]:
        """All that an output depends on beside its input, as JSON can hold it; the weights by their hash.

        Raises:
            InputError: There is no such style.
        """
        return {**asdict(self), "weights": get_weights(get_style(self.style).weights).sha256}
