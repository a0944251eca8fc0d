"""The sound of a clip on its way into an MP4: copied where players know it there, else made AAC anew."""

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

import av.error

from animegan.media.video.clip import sound_stream

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet

__all__ = ["sound_packets", "what_becomes_of"]

COPIED = ("aac", "mp3", "opus", "flac")  # what browsers play inside an MP4
BIT_RATE = 160_000  # of AAC: music in stereo sounds right


def what_becomes_of(codec: str | None) -> str | None:
    """How the sound gets into an MP4, "copied" or "converted", by its codec; None where there is no sound."""
    if codec is None:
        return None
    return "copied" if codec in COPIED else "converted"


def sound_packets(
    container: "InputContainer", out: "OutputContainer", *, start: Fraction, end: Fraction | None
) -> "Iterator[Packet[AudioStream]]":
    """The sound of a part of a clip, ready to be written; adds its stream to `out` at once.

    Args:
        container: The clip.
        out: Where it goes.
        start: Seconds, in the clip's own times, that become 0; with what is before it cut off if above 0.
        end: Seconds where it stops; None for all.
    """
    source = sound_stream(container)
    assert source is not None  # the clip says so
    if what_becomes_of(source.codec_context.name) == "copied":
        target = out.add_stream_from_template(source)
        return _copied(container, source, target, start, end)
    converted = out.add_stream("aac", rate=source.codec_context.sample_rate or 48_000)
    converted.bit_rate = BIT_RATE
    converted.layout = "stereo"
    return _converted(container, source, converted, start, end)


def _copied(
    container: "InputContainer",
    source: "AudioStream",
    target: "AudioStream",
    start: Fraction,
    end: Fraction | None,
) -> "Iterator[Packet[AudioStream]]":
    for packet in _packets(container, source):
        if packet.pts is None or packet.dts is None:
            continue
        begins = packet.pts * packet.time_base
        if start > 0 and begins < start:
            continue
        if end is not None and begins >= end:
            return
        shift = round(start / packet.time_base)
        packet.pts, packet.dts = packet.pts - shift, packet.dts - shift
        packet.stream = target
        yield packet


def _converted(
    container: "InputContainer",
    source: "AudioStream",
    target: "AudioStream",
    start: Fraction,
    end: Fraction | None,
) -> "Iterator[Packet[AudioStream]]":
    for packet in _packets(container, source):
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            continue  # a crack in the sound is no reason to lose the film
        for frame in frames:
            if frame.pts is None or frame.time_base is None:
                continue
            begins = frame.pts * frame.time_base
            if start > 0 and begins < start:
                continue
            if end is not None and begins >= end:
                yield from target.encode(None)
                return
            frame.pts -= round(start / frame.time_base)
            yield from target.encode(frame)
    yield from target.encode(None)


def _packets(container: "InputContainer", source: "AudioStream") -> "Iterator[Packet[AudioStream]]":
    """Up to where the file ends or breaks off."""
    packets = container.demux(source)
    while True:
        try:
            yield next(packets)
        except (StopIteration, av.error.FFmpegError):
            return
