"""What a video file holds: its size, length, rate, turn, colours and sound; anything else is refused here.

    clip = read_clip(Path("holiday.mov"))
    clip.size, clip.seconds, clip.frames_per_s        # ((1080, 1920), 11.0, 29.97)

Files are opened by kind from a short list. Kinds that name other files or addresses, such as playlists, are not on it:
a stranger's upload must not make this computer read anything but that upload.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import av.error
from av.stream import Disposition

from animegan.errors import InputError
from animegan.media.video.limits import ANY_CLIP, VideoLimits

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

__all__ = ["SUFFIXES", "Clip", "open_container", "picture_stream", "read_clip", "sound_stream"]

SUFFIXES = (
    "mp4",
    "m4v",
    "mov",
    "webm",
    "mkv",
    "avi",
    "gif",
    "mpg",
    "mpeg",
    "ts",
    "mts",
    "3gp",
    "wmv",
    "flv",
    "ogv",
)
# FFmpeg's names of the kinds that hold all their data themselves
_KINDS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,mpeg,mpegts,asf,flv,ogg,nut"
_HDR_CURVES = {16: "HDR (PQ)", 18: "HDR (HLG)"}  # transfer functions, ITU-T H.273 table 3
_AROUND = 360
USUAL_RATE, MOST_RATE = 25.0, 240.0  # frames a second; some headers claim a thousand


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A video file, described.

    Attributes:
        path: Where it lies.
        stored_size: (height, width) of a frame as it is stored.
        size: (height, width) of a frame as it is shown: upright, with square pixels.
        turn: Quarter turns to the left that set a stored frame upright, 0 to 3.
        time_base: The unit of its frame times, in seconds.
        begins: The file's own time of the first frame, in seconds; sound keeps to that clock.
        seconds: Its length; 0 where it is unknown.
        frames_per_s: On average; frames may come at uneven times.
        codec: How the pictures are compressed, by FFmpeg's name.
        sound: How the sound is compressed; None where there is none.
        notes: What the user should know. Each reads on after "the clip".
    """

    path: Path
    stored_size: tuple[int, int]
    size: tuple[int, int]
    turn: int
    time_base: Fraction
    begins: Fraction
    seconds: float
    frames_per_s: float
    codec: str
    sound: str | None
    notes: tuple[str, ...]

    @property
    def frames(self) -> int:
        """About how many frames there are; at least 1."""
        return max(1, round(self.seconds * self.frames_per_s))


def read_clip(path: Path, *, limits: VideoLimits = ANY_CLIP) -> Clip:
    """Reads what a file says of itself, and decodes its first frame.

    Raises:
        InputError: Missing, empty, no video, damaged, or with frames larger than `limits` allow.
    """
    with open_container(path) as container:
        stream = picture_stream(container)
        limits.check_size(stream.height, stream.width)
        frame = _first_frame(container, stream)
        turn = _quarter_turns(frame.rotation)
        size = _square_pixels(frame, stream.sample_aspect_ratio)
        seconds, rate = _length_and_rate(container, stream)
        time_base = stream.time_base or Fraction(1, 90_000)
        sound = sound_stream(container)
        return Clip(
            path=path,
            stored_size=(frame.height, frame.width),
            size=size[::-1] if turn % 2 else size,
            turn=turn,
            time_base=time_base,
            begins=(stream.start_time or 0) * time_base,
            seconds=seconds,
            frames_per_s=rate,
            codec=stream.codec_context.name,
            sound=None if sound is None else sound.codec_context.name,
            notes=_notes(frame),
        )


@contextmanager
def open_container(path: Path) -> "Iterator[InputContainer]":
    """A file opened for reading; whatever FFmpeg has against it becomes an InputError.

    Raises:
        InputError: Missing, empty, or no video of a kind that is read here.
    """
    if not path.is_file():
        raise InputError(f"{path.name}: there is no such file.", hint="Check the name of the clip.")
    if path.stat().st_size == 0:
        raise InputError(
            "The file is empty (0 bytes).", hint="Choose it again, or fetch it again from its source."
        )
    try:
        # "file:" and the whole path, so that a name such as `concat:a|b` is only a name
        container = av.open(
            f"file:{path.resolve()}",
            container_options={"format_whitelist": _KINDS, "protocol_whitelist": "file"},
        )
    except (av.error.FFmpegError, ValueError) as error:
        raise InputError(
            "This is no video that can be read: it is of another kind, damaged, or cut short.",
            hint="Give a clip as MP4, MOV, WebM, MKV, AVI or GIF, and check that it plays elsewhere.",
        ) from error
    with container:
        yield container


def picture_stream(container: "InputContainer") -> "VideoStream":
    """The stream with the moving pictures, its decoder set to use every core.

    Raises:
        InputError: There is none, or no decoder for it.
    """
    stream = next((s for s in container.streams.video if Disposition.attached_pic not in s.disposition), None)
    if stream is None:
        raise InputError("The file holds sound only, no moving pictures.", hint="Choose a video clip.")
    if stream.codec_context is None:
        raise InputError(
            "The pictures in the file are compressed in a way that cannot be read here.",
            hint="Save the clip as MP4 with H.264 elsewhere.",
        )
    stream.thread_type = "AUTO"
    return stream


def sound_stream(container: "InputContainer") -> "AudioStream | None":
    """The first stream of sound that can be decoded; None where there is none, and the film is silent then."""
    return next((stream for stream in container.streams.audio if stream.codec_context is not None), None)


def _first_frame(container: "InputContainer", stream: "VideoStream") -> "VideoFrame":
    try:
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    return frame
            except av.error.InvalidDataError:
                continue  # damage at the very beginning; later packets may be whole
    except av.error.FFmpegError as error:
        raise _nothing_to_see() from error
    raise _nothing_to_see()


def _nothing_to_see() -> InputError:
    return InputError(
        "Not one frame of the clip can be decoded: it is damaged or cut short.",
        hint="Fetch it again from its source, or open it elsewhere and save it anew.",
    )


def _quarter_turns(degrees: int) -> int:
    """How often to turn a stored frame to the left, from FFmpeg's angle in degrees against the clock."""
    return round((degrees % _AROUND) / 90) % 4


def _square_pixels(frame: "VideoFrame", aspect: Fraction | None) -> tuple[int, int]:
    """(height, width) as shown: some camcorders store pixels that are wider than high."""
    return frame.height, max(1, round(frame.width * (aspect or 1)))


def _length_and_rate(container: "InputContainer", stream: "VideoStream") -> tuple[float, float]:
    """Seconds, and frames a second on average: from the header, or counted where the header says nothing."""
    seconds = container.duration / av.time_base if container.duration else 0.0
    if stream.duration and stream.time_base:
        seconds = float(stream.duration * stream.time_base)
    rate = float(stream.average_rate or stream.guessed_rate or USUAL_RATE)
    if seconds > 0:
        return seconds, min(rate, MOST_RATE)
    times = [
        p.pts * p.time_base for p in container.demux(stream) if p.pts is not None
    ]  # what browsers record
    length = float(max(times) - min(times)) if len(times) > 1 else 1 / rate
    return length * len(times) / max(1, len(times) - 1), max(1, len(times) - 1) / length


def _notes(frame: "VideoFrame") -> tuple[str, ...]:
    curve = _HDR_CURVES.get(int(frame.color_trc))
    return (f"was filmed in {curve}, which is not converted: its colours look paler here",) if curve else ()
