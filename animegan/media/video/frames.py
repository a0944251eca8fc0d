"""The frames of a clip: decoded, reduced, upright, each with its own time."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

import av.error
import numpy as np

from animegan.errors import InputError
from animegan.media.video.clip import Clip, open_container, picture_stream
from animegan.media.video.colour import to_rgb
from animegan.types import PhotoU8

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

__all__ = ["Frame", "FrameReader", "frame_at"]

_WITH_INDEX = (
    "mov",
    "matroska",
)  # kinds in which a jump lands exactly on a key frame; others are read from the start
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One frame.

    Attributes:
        photo: (h, w, 3) uint8 RGB, upright.
        time: Seconds since the first frame of the clip, exact.
        length: Seconds it is shown, as the file says; 0 where it does not.
    """

    photo: PhotoU8
    time: Fraction
    length: Fraction


@dataclass(slots=True, kw_only=True)
class FrameReader:
    """Reads the frames of a part of a clip, in the order they are shown.

    Attributes:
        clip: The clip.
        size: (height, width) that the frames come at.
        start: Seconds; frames before are left out.
        end: Seconds; frames from there on are left out; None for all.
        most_fps: Frames are left out so that no more than this many are shown in a second; None for all.
        after: Frames up to this time are left out too, without any effect on which others are; for going on.
        damaged: How many packets could not be decoded, so far.
        spent_s: Seconds spent so far, by stage: "decode" and "resize".
    """

    clip: Clip
    size: tuple[int, int]
    start: Fraction = _ZERO
    end: Fraction | None = None
    most_fps: Fraction | None = None
    after: Fraction | None = None
    damaged: int = 0
    spent_s: dict[str, float] = field(default_factory=lambda: {"decode": 0.0, "resize": 0.0})

    def __iter__(self) -> Iterator[Frame]:
        """Decodes one frame after the other; raises InputError where the file cannot be opened any more."""
        slot_before: int | None = None
        skip_to = self.start if self.after is None else self.after
        for moment, raw in self._decoded(skip_to):
            if moment < self.start:
                continue
            if self.end is not None and moment >= self.end:
                return
            if self.most_fps is not None:
                slot = int((moment - self.start) * self.most_fps)
                slot_before, same_slot = slot, slot == slot_before
                if same_slot:
                    continue
            if self.after is None or moment > self.after:
                yield self._frame(moment, raw)

    def _frame(self, moment: Fraction, raw: "VideoFrame") -> Frame:
        started = time.perf_counter()
        photo = upright(raw, self.clip, self.size)
        self.spent_s["resize"] += time.perf_counter() - started
        length = (raw.duration or 0) * self.clip.time_base
        return Frame(photo=photo, time=moment, length=length)

    def _decoded(self, skip_to: Fraction) -> "Iterator[tuple[Fraction, VideoFrame]]":
        """Every frame from a little before `skip_to`, by time."""
        with open_container(self.clip.path) as container:
            stream = picture_stream(container)
            if skip_to > 0:
                _jump(container, stream, skip_to - (2 / self.most_fps if self.most_fps else 0))
            newest = Fraction(-1)
            started = time.perf_counter()
            for number, raw in enumerate(self._raw(container, stream)):
                self.spent_s["decode"] += time.perf_counter() - started
                moment = _moment(raw, stream, number, self.clip)
                if moment > newest:  # a time that goes backwards is damage, and no encoder takes it
                    newest = moment
                    yield moment, raw
                started = time.perf_counter()

    def _raw(self, container: "InputContainer", stream: "VideoStream") -> "Iterator[VideoFrame]":
        """What the decoder gives; damaged packets are counted and left out."""
        packets = container.demux(stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except av.error.FFmpegError:  # the file ends in the middle of something
                self.damaged += 1
                return
            try:
                frames = packet.decode()
            except av.error.EOFError:
                return
            except av.error.FFmpegError:
                self.damaged += 1
                continue
            yield from frames


def frame_at(clip: Clip, second: float, size: tuple[int, int]) -> PhotoU8:
    """The frame that is on the screen at a moment.

    Args:
        clip: The clip.
        second: Seconds since its beginning; the last frame stays for ever.
        size: (height, width) that it comes at.

    Returns:
        (height, width, 3) uint8 RGB.

    Raises:
        InputError: Not one frame can be decoded.
    """
    reader = FrameReader(clip=clip, size=size)
    shown: VideoFrame | None = None
    for moment, raw in reader._decoded(Fraction(second)):
        if shown is not None and moment > second:
            break
        shown = raw
    if shown is None:
        raise InputError(f"There is no frame at {second:.1f} s.", hint="Choose an earlier moment.")
    return upright(shown, clip, size)


def upright(raw: "VideoFrame", clip: Clip, size: tuple[int, int]) -> PhotoU8:
    """A decoded frame as RGB of that (height, width), turned as the file asks for."""
    stored = size[::-1] if clip.turn % 2 else size
    return np.ascontiguousarray(np.rot90(to_rgb(raw, stored), clip.turn))


def _jump(container: "InputContainer", stream: "VideoStream", moment: Fraction) -> None:
    """Goes to the key frame before a moment where the file allows it; else stays at the beginning."""
    if container.format.name.startswith(_WITH_INDEX) and stream.time_base and moment > 0:
        ticks = int(moment / stream.time_base) + (stream.start_time or 0)
        with suppress(
            av.error.FFmpegError, OverflowError
        ):  # a damaged index: the frames before are read too, then
            container.seek(ticks, stream=stream, backward=True)


def _moment(raw: "VideoFrame", stream: "VideoStream", number: int, clip: Clip) -> Fraction:
    """Seconds since the clip's first frame."""
    if raw.pts is None or not stream.time_base:  # raw streams carry no times
        return number / Fraction(clip.frames_per_s).limit_denominator(1001)
    return (raw.pts - (stream.start_time or 0)) * stream.time_base
