"""Small clips made on the spot, so that what is in them is known exactly."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import av
import numpy as np

from animegan.types import PhotoU8

SIZE = (64, 96)  # (height, width); nothing smaller is painted
BASE = Fraction(1, 30000)
EVEN = 1001  # ticks of BASE: 29.97 frames a second


def grey_frames(count: int, size: tuple[int, int] = SIZE) -> list[PhotoU8]:
    """Frames that tell their number: each one step of 7 levels lighter."""
    return [np.full((*size, 3), 20 + 7 * number, np.uint8) for number in range(count)]


def numbers(frames: Sequence[PhotoU8]) -> list[int]:
    """The numbers of `grey_frames`, read back."""
    return [round((float(frame.mean()) - 20) / 7) for frame in frames]


def write_clip(
    path: Path,
    frames: Sequence[PhotoU8],
    *,
    ticks: Sequence[int] | None = None,
    codec: str = "libx264",
    sound: str | None = None,
    lossless: bool = False,
    options: Mapping[str, str] = MappingProxyType({}),
) -> Path:
    """A clip in BT.601, the narrow range; `ticks` are the frames' times in BASE, `options` go to the encoder."""
    with av.open(str(path), "w") as container:
        usual = {"crf": "0" if lossless else "12", "preset": "ultrafast"} if codec == "libx264" else {}
        stream = container.add_stream(codec, rate=Fraction(30000, EVEN), options={**usual, **options})
        stream.height, stream.width = frames[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.colorspace, stream.codec_context.color_range = 5, 1
        stream.codec_context.time_base = stream.time_base = BASE
        hearing = container.add_stream(sound, rate=48_000, layout="stereo") if sound else None
        for number, frame in enumerate(frames):
            raw = av.VideoFrame.from_ndarray(frame, "rgb24").reformat(
                format="yuv420p", dst_colorspace=5, src_color_range=2, dst_color_range=1
            )
            raw.pts, raw.time_base = (ticks[number] if ticks else number * EVEN), BASE
            container.mux(stream.encode(raw))
        container.mux(stream.encode(None))
        if hearing is not None:
            _hum(container, hearing, seconds=len(frames) * EVEN * float(BASE))
    return path


def write_planes(path: Path, yuv: tuple[int, int, int], *, matrix: int, full_range: bool) -> Path:
    """A clip of one colour whose stored numbers are given; matrix by ITU-T H.273."""
    height, width = SIZE
    planes = np.empty((height * 3 // 2, width), np.uint8)
    planes[:height], planes[height : height * 5 // 4], planes[height * 5 // 4 :] = yuv
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25, options={"qp": "0", "preset": "ultrafast"})
        stream.height, stream.width, stream.pix_fmt = height, width, "yuv420p"
        stream.codec_context.colorspace = matrix
        stream.codec_context.color_range = 2 if full_range else 1
        for number in range(3):
            raw = av.VideoFrame.from_ndarray(planes, "yuv420p")
            raw.colorspace, raw.color_range = matrix, 2 if full_range else 1
            raw.pts = number
            container.mux(stream.encode(raw))
        container.mux(stream.encode(None))
    return path


def turn_in_header(path: Path, matrix: tuple[int, ...]) -> None:
    """Writes a display matrix into an MP4's only track: what a phone held upright does."""
    data = bytearray(path.read_bytes())
    track = data.index(b"tkhd")
    values = b"".join(value.to_bytes(4, "big", signed=True) for value in matrix)
    data[track + 44 : track + 44 + 36] = values
    path.write_bytes(data)


def read_all(path: Path) -> tuple[list[Fraction], list[PhotoU8]]:
    """Times and frames of a clip as any player sees them, read without the lab's own code."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        pairs = [
            (frame.pts * stream.time_base, frame.to_ndarray(format="rgb24"))
            for frame in container.decode(video=0)
        ]
    return [moment for moment, _ in pairs], [frame for _, frame in pairs]


def sound_bytes(path: Path) -> list[bytes]:
    """The packets of a clip's sound."""
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def _hum(container: "av.container.OutputContainer", stream: "av.AudioStream", seconds: float) -> None:
    samples = np.arange(round(seconds * 48_000))
    tone = (8000 * np.sin(samples * 0.05)).astype(np.int16)
    frame = av.AudioFrame.from_ndarray(np.repeat(tone, 2)[None], format="s16", layout="stereo")
    frame.sample_rate, frame.pts = 48_000, 0
    container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
