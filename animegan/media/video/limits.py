"""How long and how large a clip may be: for whoever runs the lab alone, and for a class that shares one computer."""

from dataclasses import dataclass

from animegan.errors import InputError
from animegan.limits import the_limits

__all__ = ["ANY_CLIP", "PAGE_CLIP", "VideoLimits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoLimits:
    """What is refused before any frame is painted.

    Attributes:
        longest_s: Seconds of the part that is to be painted.
        most_pixels: Pixels of one frame as it is stored.
        most_frames: Frames of the part that is to be painted.
    """

    longest_s: float
    most_pixels: int
    most_frames: int = 10_000_000

    def check_size(self, height: int, width: int) -> None:
        """Raises InputError for a frame that is too large."""
        if height * width > self.most_pixels:
            raise InputError(
                f"Its frames have {width} x {height} pixels; the limit is {self.most_pixels / 1e6:.0f} megapixels.",
                hint="Save a smaller copy: the frames are reduced before they are painted anyway.",
            )

    def check_length(self, seconds: float) -> None:
        """Raises InputError for a part that is too long."""
        if seconds > self.longest_s:
            raise InputError(
                f"That is {seconds:.0f} seconds of video; the limit is {self.longest_s:.0f}.",
                hint="Choose a shorter part, or cut the clip first.",
            )

    def check_frames(self, frames: int) -> None:
        """Raises InputError for a part with too many frames."""
        if frames > self.most_frames:
            raise InputError(
                f"That is {frames} frames of video; the limit is {self.most_frames}.",
                hint="Choose a shorter part, or fewer frames a second.",
            )

    @property
    def in_words(self) -> str:
        """Reads on after "a clip of"."""
        minutes = self.longest_s / 60
        length = f"{minutes:g} minutes" if minutes >= 2 else f"{self.longest_s:g} seconds"
        return f"at most {length} and {self.most_pixels / 1e6:.0f} megapixels a frame"


ANY_CLIP = VideoLimits(
    longest_s=12 * 3600, most_pixels=8192 * 4320
)  # 8K; a decoder holds several such frames
PAGE_CLIP = VideoLimits(  # others wait in line meanwhile
    longest_s=the_limits().clip_seconds,
    most_pixels=the_limits().clip_megapixels * 1_000_000,
    most_frames=the_limits().clip_frames,
)
