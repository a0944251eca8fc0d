"""What is wanted of a film."""

from dataclasses import dataclass
from fractions import Fraction

from animegan.errors import InputError
from animegan.inference.preprocess import working_size
from animegan.media.video.clip import Clip

__all__ = ["DEFAULT_FILM_SIZE", "FilmPlan"]

DEFAULT_FILM_SIZE = 360  # short side in pixels: half the work of 512, and still a picture to look at


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPlan:
    """How a clip is painted.

    Attributes:
        size: Short side of the film in pixels; a clip is not enlarged for it.
        most_fps: Frames painted for a second at most, the others are left out; None for all.
        steady: Whether what does not change in the clip keeps still in the film.
        start: Second of the clip where the film begins.
        end: Second where it ends; None for the end of the clip.
        detail: Frames are read at this many times the film's size, for a painter that looks closer.
        sound: Whether the clip's sound goes along.
        quality: See `Encoding`.
    """

    size: int = DEFAULT_FILM_SIZE
    most_fps: float | None = None
    steady: bool = False
    start: float = 0.0
    end: float | None = None
    detail: int = 1
    sound: bool = True
    quality: int = 19

    def __post_init__(self) -> None:
        if self.most_fps is not None and not 0 < self.most_fps <= 240:
            raise InputError(f"{self.most_fps} frames a second cannot be made.", hint="Use 1 to 240.")
        if self.start < 0 or (self.end is not None and self.end <= self.start):
            raise InputError(
                f"From second {self.start} to {self.end} there is nothing to paint.",
                hint="Let the start be 0 or more, and the end later.",
            )

    def film_size(self, clip: Clip) -> tuple[int, int]:
        """(height, width) of the film, both even as H.264 wants them. Raises InputError."""
        height, width = working_size(clip.size, self.size)
        return _even(height), _even(width)

    def read_size(self, clip: Clip) -> tuple[int, int]:
        """(height, width) of the frames that are painted: `detail` times the film's, as far as the clip has them."""
        height, width = self.film_size(clip)
        factor = min(self.detail, max(1.0, min(clip.size) / min(height, width)))
        return _even(round(height * factor)), _even(round(width * factor))

    def length_s(self, clip: Clip) -> float:
        """Seconds of the part that is painted. Raises InputError where it lies behind the clip's end."""
        if self.start >= clip.seconds:
            raise InputError(
                f"The clip is {clip.seconds:.1f} s long; there is nothing at second {self.start:g}.",
                hint="Choose an earlier start.",
            )
        return min(clip.seconds, self.end or clip.seconds) - self.start

    def frames(self, clip: Clip) -> int:
        """About how many frames there are to paint, at least 1."""
        rate = min(clip.frames_per_s, self.most_fps or clip.frames_per_s)
        return max(1, round(self.length_s(clip) * rate))

    @property
    def most_fps_exact(self) -> Fraction | None:
        """`most_fps` as a fraction, so that 29.97 is 30000/1001."""
        return None if self.most_fps is None else Fraction(self.most_fps).limit_denominator(1001)


def _even(side: int) -> int:
    return max(2, side // 2 * 2)
