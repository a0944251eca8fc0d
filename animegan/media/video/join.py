"""The short files of a film and the clip's sound, put together as one MP4 that plays everywhere.

Nothing is compressed again: the pictures' data are copied as they are.
"""

import heapq
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import av

from animegan.errors import InputError
from animegan.media.video.clip import Clip, open_container
from animegan.media.video.sound import sound_packets

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

__all__ = ["join"]


def join(
    segments: Sequence[Path], out: Path, *, sound_of: Clip | None, start: Fraction, end: Fraction | None
) -> None:
    """Writes one MP4, whole or not at all.

    Args:
        segments: The files of `SegmentWriter`, in order; times begin at 0.
        out: The MP4; one that is there is replaced.
        sound_of: The clip whose sound goes along; None for none.
        start: The second of the clip, in its file's own times, at which the film begins.
        end: The second at which its sound stops; None for all of it.

    Raises:
        InputError: `out` cannot be written.
    """
    part = out.with_name(f"{out.name}.part")
    try:
        with ExitStack() as stack:
            target = stack.enter_context(
                av.open(f"file:{part.resolve()}", "w", format="mp4", options={"movflags": "+faststart"})
            )
            tracks: list[Iterator[Packet[Any]]] = [_pictures(segments, target, stack)]
            if sound_of is not None and sound_of.sound is not None:
                clip = stack.enter_context(open_container(sound_of.path))
                tracks.append(sound_packets(clip, target, start=start, end=end))
            # by time, so that a player gets both together and no track has to be held in memory
            for packet in heapq.merge(*tracks, key=_time):
                target.mux(packet)
        part.replace(out)
    except OSError as error:
        raise InputError(
            f"{out} cannot be written: {error.strerror}.", hint="Give another place, or make room there."
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _pictures(
    segments: Sequence[Path], target: "OutputContainer", stack: ExitStack
) -> "Iterator[Packet[VideoStream]]":
    """The pictures' packets of all files; adds their stream to `target` at once."""
    first = stack.enter_context(open_container(segments[0]))
    source = first.streams.video[0]
    stream = target.add_stream_from_template(source)
    stream.time_base = source.time_base
    return _packets(first, segments[1:], stream)


def _packets(
    first: "InputContainer", others: Sequence[Path], stream: "VideoStream"
) -> "Iterator[Packet[VideoStream]]":
    yield from _of_one(first, stream)
    for path in others:
        with open_container(path) as container:
            yield from _of_one(container, stream)


def _of_one(container: "InputContainer", stream: "VideoStream") -> "Iterator[Packet[VideoStream]]":
    for packet in container.demux(container.streams.video[0]):
        if packet.pts is not None:  # the last one is empty and says that there are no more
            packet.dts = packet.pts  # the same, without B-frames; some short files do not say so
            packet.stream = stream
            yield packet


def _time(packet: "Packet[Any]") -> Fraction:
    return (packet.dts or 0) * packet.time_base
