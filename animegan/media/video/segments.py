"""Pictures to a short H.264 file: a film is written as many of these, so that a broken run loses only the last one.

No B-frames: every frame's data then stand in the order of their times, and files put behind each other need no new
reckoning. It costs about a tenth in size. Each file begins with a key frame, so a player can jump there.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import av

from animegan.media.video.colour import tag_colours, to_yuv
from animegan.types import PhotoU8

__all__ = ["SEGMENT_SUFFIX", "Encoding", "SegmentWriter"]

SEGMENT_SUFFIX = ".nut"  # FFmpeg's own container: keeps any time base and any first time as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How pictures are compressed.

    Attributes:
        size: (height, width), both even.
        time_base: The unit of frame times, in seconds.
        frames_per_s: On average, as a hint for players.
        quality: x264's constant rate factor: 18 is hardly told from the original, 23 is its default; 6 more halves
            the size.
        preset: x264's trade of time for size. "veryfast" takes 3 ms for 512 x 288 pixels.
    """

    size: tuple[int, int]
    time_base: Fraction
    frames_per_s: float
    quality: int = 19
    preset: str = "veryfast"


class SegmentWriter:
    """Writes one file; the pictures of a film go through several, one after the other.

    Args:
        path: Where, ending in SEGMENT_SUFFIX.
        encoding: The same for every file of a film.
    """

    def __init__(self, path: Path, encoding: Encoding) -> None:
        self._size, self._time_base = encoding.size, encoding.time_base
        self._container = av.open(f"file:{path.resolve()}", "w", format="nut")
        options = {"crf": str(encoding.quality), "preset": encoding.preset, "bf": "0"}
        rate = Fraction(encoding.frames_per_s).limit_denominator(1001)
        self._stream = self._container.add_stream("libx264", rate=rate, options=options)
        self._stream.height, self._stream.width = encoding.size
        self._stream.pix_fmt = "yuv420p"
        self._stream.codec_context.thread_count = (
            1  # the network has the cores; more threads cost more than they give
        )
        self._stream.codec_context.time_base = self._stream.time_base = encoding.time_base
        tag_colours(self._stream.codec_context)

    def write(self, picture: PhotoU8, time: Fraction, length: Fraction) -> None:
        """Adds a picture.

        Args:
            picture: (H, W, 3) uint8 RGB; brought to the film's size where it has another.
            time: Seconds since the film's beginning, later than that of the picture before.
            length: Seconds it is shown; 0 where it is not known.
        """
        frame = to_yuv(picture, self._size)
        frame.pts, frame.time_base = round(time / self._time_base), self._time_base
        frame.duration = round(length / self._time_base)
        self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Writes what is still in the encoder, and closes the file."""
        try:
            self._container.mux(self._stream.encode(None))
        finally:
            self._container.close()

    def __enter__(self) -> "SegmentWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
