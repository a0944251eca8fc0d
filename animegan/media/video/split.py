"""A clip in pieces that can be decoded apart: cut at key frames, nothing compressed again.

A piece holds the data from its own key frame up to the next piece's. Frames of an "open" group, which stand after a
key frame in the file but are shown before it, need both groups: so the next key frame and those frames are added to the
end of a piece, and the same frames at the next piece's beginning are left out by their time.

A clip is not cut where a packet has no time of its own (some AVI files), so it is painted as one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING, Any

import av
import av.error

from animegan.errors import InputError
from animegan.media.video.clip import Clip, open_container, picture_stream

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.stream import VideoStream

__all__ = ["PIECE_FRAMES", "Piece", "split"]

PIECE_FRAMES = 120  # at least; then up to the next key frame. What a lost worker costs: some seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a clip.

    Attributes:
        data: A video file of its own.
        later: Seconds to add to a time in that file for the clip's own time in its file.
        start: Second of the clip at which it begins.
        end: Second at which the next one begins; None for the last one.
    """

    data: bytes
    later: Fraction
    start: Fraction
    end: Fraction | None


def split(clip: Clip, *, piece_frames: int = PIECE_FRAMES) -> Iterator[Piece]:
    """Cuts a clip at key frames, as it is read; a clip that cannot be cut comes as one piece, its own file.

    Raises:
        InputError: The file cannot be opened any more, or breaks off where it did not before.
    """
    with open_container(clip.path) as container:
        stream = picture_stream(container)
        pieces = _cut(_packets(container.demux(stream)), stream, piece_frames)
        first = next(pieces, None) if _has_times(clip) else None
        if first is not None:
            yield first
            yield from pieces
            return
    yield Piece(data=clip.path.read_bytes(), later=Fraction(0), start=Fraction(0), end=None)


def _has_times(clip: Clip) -> bool:
    """Whether every packet says when it is shown, and the first one needs none before it."""
    with open_container(clip.path) as container:
        packets = _packets(container.demux(picture_stream(container)))
        first = next(packets, None)
        timed = first is not None and first.is_keyframe and None not in (first.pts, first.dts)
        return timed and all(packet.pts is not None and packet.dts is not None for packet in packets)


def _packets(packets: "Iterable[Packet[VideoStream]]") -> "Iterator[Packet[VideoStream]]":
    """The packets up to where the file ends or breaks off."""
    source = iter(packets)
    while True:
        try:
            packet = next(source)
        except (StopIteration, av.error.FFmpegError):
            return
        if packet.size:  # the last one is empty and says that there are no more
            yield packet


def _cut(
    packets: "Iterator[Packet[VideoStream]]", stream: "VideoStream", piece_frames: int
) -> Iterator[Piece]:
    """Pieces of at least `piece_frames` packets."""
    inside: list[Packet[VideoStream]] = []
    start = Fraction(0)
    for packet in packets:
        if packet.is_keyframe and len(inside) >= piece_frames:
            end = ((packet.pts or 0) - (stream.start_time or 0)) * packet.time_base
            group = [packet, *_leading(packet, packets)]
            yield _piece([*inside, *group], stream, start, end)
            inside, start = group, end
        else:
            inside.append(packet)
    if inside:
        yield _piece(inside, stream, start, None)


def _leading(
    key: "Packet[VideoStream]", packets: "Iterator[Packet[VideoStream]]"
) -> "Iterator[Packet[VideoStream]]":
    """What stands after a key frame and is shown before it, with the first packet that is not."""
    for packet in packets:
        yield packet
        if (packet.pts or 0) >= (key.pts or 0):
            return


def _piece(
    packets: "Sequence[Packet[VideoStream]]", stream: "VideoStream", start: Fraction, end: Fraction | None
) -> Piece:
    """Packets as a NUT file, which keeps any time base; its times begin at 0, since it has none below.

    Raises:
        InputError: They cannot be written so.
    """
    earliest = packets[0].dts or 0
    buffer = BytesIO()
    try:
        with av.open(buffer, "w", format="nut") as container:
            target = container.add_stream_from_template(stream)
            target.time_base = stream.time_base
            for packet in packets:
                container.mux(_copy(packet, target, earliest))
    except (av.error.FFmpegError, ValueError) as error:
        raise InputError(
            f"The clip cannot be cut into pieces: {error}.", hint="Save it as MP4 with H.264 elsewhere."
        ) from error
    later = earliest * packets[0].time_base
    return Piece(data=buffer.getvalue(), later=later, start=start, end=end)


def _copy(packet: "Packet[VideoStream]", target: "VideoStream", earliest: int) -> "Packet[VideoStream]":
    """A packet may belong to two pieces, and writing one changes it."""
    copy: Packet[Any] = av.Packet(bytes(packet))
    copy.pts, copy.dts = (packet.pts or 0) - earliest, (packet.dts or 0) - earliest
    copy.time_base, copy.duration = packet.time_base, packet.duration
    copy.is_keyframe, copy.stream = packet.is_keyframe, target
    return copy
