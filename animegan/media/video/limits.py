"""How long and how large a clip may be: for whoever runs the lab alone, and for a class that shares one computer."""

from dataclasses import dataclass

from animegan.errors import InputError

__all__ = ["ANY_CLIP", "PAGE_CLIP", "VideoLimits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoLimits:
    """What is refused before any frame is painted.

    Attributes:
        longest_s: Seconds of the part that is to be painted.
        most_pixels: Pixels of one frame as it is stored.
    """

    longest_s: float
    most_pixels: int

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

    @property
    def in_words(self) -> str:
        """Reads on after "a clip of"."""
        minutes = self.longest_s / 60
        length = f"{minutes:g} minutes" if minutes >= 2 else f"{self.longest_s:g} seconds"
        return f"at most {length} and {self.most_pixels / 1e6:.0f} megapixels a frame"


ANY_CLIP = VideoLimits(
    longest_s=12 * 3600, most_pixels=8192 * 4320
)  # 8K; a decoder holds several such frames
PAGE_CLIP = VideoLimits(longest_s=120, most_pixels=4096 * 2304)  # 4K; others wait in line meanwhile
