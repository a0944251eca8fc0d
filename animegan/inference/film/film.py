"""Three threads make a film: one reads frames, one paints them, one writes; each waits for the slower one beside it.

The painting thread is the caller's. Reading and writing happen in FFmpeg's libraries, which let Python's lock go, so
on two cores they cost next to nothing: the network alone sets the pace.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from animegan.errors import InputError
from animegan.inference.backends.openvino import physical_cores
from animegan.inference.film.held import HeldMemory
from animegan.inference.film.memory import Memory
from animegan.inference.film.pipe import Hand, Pipe
from animegan.inference.film.plan import FilmPlan
from animegan.inference.film.reel import Part, Reel, reel_folder
from animegan.inference.film.report import STAGES, FilmReport, Unrest
from animegan.inference.film.writing import Shot, write_parts
from animegan.inference.preprocess import resize
from animegan.media.video.clip import Clip
from animegan.media.video.frames import Frame, FrameReader
from animegan.media.video.join import join
from animegan.media.video.limits import ANY_CLIP, VideoLimits
from animegan.media.video.segments import Encoding
from animegan.media.video.sound import what_becomes_of
from animegan.types import PhotoU8, Progress

__all__ = ["Film"]

AHEAD = 4  # frames between two threads: enough for an uneven pace, and at 1080p 25 MB
PART_FRAMES = 120  # what a broken run loses at most: some seconds
NOTHING: Mapping[str, object] = MappingProxyType({})


class Film:
    """A clip on its way to a painted one.

    Args:
        clip: What is painted.
        out: The MP4 to write; the parts lie beside it until it is whole.
        plan: How.
        paint: Gives the picture of a frame, (h, w, 3) uint8 in and out; brought to the film's size if need be.
        made_by: What paints, in words: with another painter a broken run is not gone on with.
        limits: What is refused.
        part_frames: Frames of a part film.

    Attributes:
        report: The figures, once `run` has come to its end.
        latest: The newest frame and its picture, for whoever watches; None before the first.

    Raises:
        InputError: The clip is too long, the plan does not suit it, or `out` is the clip itself.
    """

    def __init__(
        self,
        clip: Clip,
        out: Path,
        plan: FilmPlan,
        paint: Callable[[PhotoU8], PhotoU8],
        *,
        made_by: Mapping[str, object] = NOTHING,
        limits: VideoLimits = ANY_CLIP,
        part_frames: int = PART_FRAMES,
    ) -> None:
        limits.check_length(plan.length_s(clip))
        limits.check_frames(plan.frames(clip))
        if out.exists() and out.samefile(clip.path):
            raise InputError(f"{out} is the clip itself.", hint="Give the film another name.")
        self.clip, self.out, self.plan = clip, out, plan
        self.report: FilmReport | None = None
        self.latest: tuple[PhotoU8, PhotoU8] | None = None
        self._size, self._part_frames = plan.film_size(clip), part_frames
        self._total = plan.frames(clip)
        self._paint = paint
        self._made_by = made_by
        self._stopped = threading.Event()
        self._spent_s = dict.fromkeys(STAGES, 0.0)
        self._unrest = Unrest(), Unrest()
        self._held = HeldMemory()
        self._done = self._painted = self._resumed = 0

    def stop(self) -> None:
        """Ends `run` after the frame in hand, from any thread; what is done becomes a film that plays."""
        self._stopped.set()

    def run(self, *, resume: bool = False) -> Iterator[Progress]:
        """Makes the film.

        Args:
            resume: Whether to go on from the parts of a run that broke off.

        Yields:
            After each frame: frames done and in all; `values` holds "fps" and "left_s".

        Raises:
            InputError: Nothing can be decoded, a place cannot be written to, or the parts are of another film.
        """
        self._started = time.perf_counter()
        reel = Reel(reel_folder(self.out), self._identity(), resume=resume)
        self._done = self._resumed = sum(part.frames for part in reel.parts)
        self._painted = sum(part.painted for part in reel.parts)
        self._total = max(self._total, self._done)
        memory = Memory(self._timed_paint, steady=self.plan.steady)
        memory.restore(reel.memory())
        reader = self._reader(reel)
        frames, shots = Pipe[Frame](AHEAD), Pipe[Shot](AHEAD)
        reading = Hand(lambda: _read(reader, frames))
        writing = Hand(lambda: write_parts(shots, reel, self._encoding(), self._spent_s))
        try:
            yield from self._paint_all(frames, shots, memory)
        finally:
            frames.close()
            shots.end()
            reading.join()
            writing.join()
        self._finish(reel, writing.outcome(), reader)

    def _paint_all(self, frames: Pipe[Frame], shots: Pipe[Shot], memory: Memory) -> Iterator[Progress]:
        for frame in frames:
            began, network_s = time.perf_counter(), self._spent_s["network"]
            picture, is_old = memory.picture_of(frame.photo)
            network_s = self._spent_s["network"] - network_s
            self._spent_s["compare"] += time.perf_counter() - began - network_s
            self._done += 1
            self._painted += not is_old
            ends_part = self._done % self._part_frames == 0
            shot = Shot(
                picture=picture, frame=frame, is_new=not is_old, memory=memory.state() if ends_part else None
            )
            if not shots.put(shot):
                return  # the writing thread has failed and says why
            for unrest, seen in zip(self._unrest, (frame.photo, picture), strict=True):
                unrest.see(seen)
            self.latest = frame.photo, picture
            self._held.see(float(frame.time))
            yield self._progress()
            if self._stopped.is_set():
                return

    def _timed_paint(self, photo: PhotoU8) -> PhotoU8:
        began = time.perf_counter()
        picture = resize(self._paint(photo), self._size)
        self._spent_s["network"] += time.perf_counter() - began
        return picture

    def _finish(self, reel: Reel, tail: Part | None, reader: FrameReader) -> None:
        """Puts the parts together, and says what became of it."""
        parts = [*reel.parts, *([tail] if tail else [])]
        complete = not self._stopped.is_set()
        if not parts and complete:
            raise InputError(
                "There is no frame in that part of the clip.", hint="Choose an earlier start or a later end."
            )
        began = time.perf_counter()
        if parts:
            begins, last = self.clip.begins, parts[-1]
            whole = complete and self.plan.end is None
            join(
                [part.path for part in parts],
                self.out,
                sound_of=self.clip if self.plan.sound else None,
                start=begins + parts[0].first,
                end=None if whole else begins + last.last + last.length,
            )
        if complete:
            reel.remove()
        self.report = self._report(parts, complete, reader, time.perf_counter() - began)

    def _report(self, parts: list[Part], complete: bool, reader: FrameReader, join_s: float) -> FilmReport:
        seconds = time.perf_counter() - self._started
        made = self._done - self._resumed
        spent = self._spent_s | reader.spent_s
        film_s = parts[-1].last + parts[-1].length - parts[0].first if parts else Fraction(0)
        return FilmReport(
            complete=complete, size=self._size, frames=self._done, painted=self._painted, resumed=self._resumed,
            film_s=float(film_s), seconds=seconds, fps=made / seconds,
            stages_ms={stage: spent[stage] / max(1, made) * 1000 for stage in STAGES}, join_ms=join_s * 1000,
            unrest_in=self._unrest[0].mean, unrest_out=self._unrest[1].mean, damaged=reader.damaged,
            cores=physical_cores(), load=os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
            sound=what_becomes_of(self.clip.sound) if self.plan.sound else None,
            memory_mb=self._held.by_minute_mb,
        )  # fmt: skip

    def _progress(self) -> Progress:
        self._total = max(self._total, self._done)
        fps = (self._done - self._resumed) / (time.perf_counter() - self._started)
        left_s = (self._total - self._done) / fps
        return Progress(
            done=self._done, total=self._total, message="painting", values={"fps": fps, "left_s": left_s}
        )

    def _reader(self, reel: Reel) -> FrameReader:
        plan = self.plan
        return FrameReader(
            clip=self.clip,
            size=plan.read_size(self.clip),
            start=Fraction(plan.start),
            end=None if plan.end is None else Fraction(plan.end),
            most_fps=plan.most_fps_exact,
            after=reel.parts[-1].last if reel.parts else None,
        )

    def _encoding(self) -> Encoding:
        rate = min(self.clip.frames_per_s, self.plan.most_fps or self.clip.frames_per_s)
        return Encoding(
            size=self._size, time_base=self.clip.time_base, frames_per_s=rate, quality=self.plan.quality
        )

    def _identity(self) -> dict[str, object]:
        status = self.clip.path.stat()
        return {
            "bytes": status.st_size,
            "changed": status.st_mtime_ns,
            "plan": asdict(self.plan),
            "made_by": dict(self._made_by),
            "part_frames": self._part_frames,
        }


def _read(reader: FrameReader, frames: Pipe[Frame]) -> None:
    """Reads until the end of the clip, or until nobody wants more."""
    try:
        for frame in reader:
            if not frames.put(frame):
                return
        frames.end()
    except BaseException as error:  # the painting thread raises it again
        frames.end(error)
