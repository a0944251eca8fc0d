"""A camera's frames, painted while they come: always the newest one, and no line of older ones behind it.

A camera gives 30 frames a second, the network paints fewer. Painting them all in order would show a picture that is
older with every second. So a frame waits in a place for one: a newer frame takes its place, and the one that nobody
has painted is dropped. What is seen is never older than one frame that was being painted and one that was waiting.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from animegan.errors import AnimeganError
from animegan.inference.film.pipe import Hand
from animegan.types import PhotoU8

__all__ = ["LiveFigures", "LivePainter", "LivePicture"]

logger = logging.getLogger(__name__)
T = TypeVar("T")
WINDOW_S = (
    3.0  # frames a second are counted over this long: steady enough to read, quick enough to follow a change
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LivePicture:
    """A painted frame.

    Attributes:
        picture: (h, w, 3) uint8.
        number: 1 for the first one.
        age_ms: Milliseconds from the frame's arrival to its picture.
    """

    picture: PhotoU8
    number: int
    age_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFigures:
    """How fast it goes.

    Attributes:
        came: Frames that have come, in all.
        painted: How many of them were painted.
        dropped: How many were not, since a newer one had come.
        came_fps: Frames that come in a second, over the last seconds.
        fps: Pictures painted in a second, over the last seconds.
        paint_ms: Milliseconds that painting the newest one took.
        age_ms: Milliseconds from its frame's arrival to its picture.
    """

    came: int
    painted: int
    dropped: int
    came_fps: float
    fps: float
    paint_ms: float
    age_ms: float


class LivePainter(Generic[T]):
    """Paints the newest frame on a thread of its own, until it is stopped.

    Args:
        paint: Makes a picture, (h, w, 3) uint8, of a frame of whatever kind.
        clock: Seconds.

    Attributes:
        problem: Why the newest frame could not be painted; None while all goes well.
    """

    def __init__(self, paint: Callable[[T], PhotoU8], *, clock: Callable[[], float] = time.monotonic) -> None:
        self.problem: AnimeganError | None = None
        self._paint = paint
        self._clock = clock
        self._moved = threading.Condition()
        self._waiting: tuple[T, float] | None = None
        self._newest: LivePicture | None = None
        self._stopped = False
        self._came = self._dropped = 0
        self._paint_ms = 0.0
        self._came_at, self._painted_at = _Pace(), _Pace()
        self._hand: Hand[None] | None = None  # begins with the first frame

    @property
    def is_stopped(self) -> bool:
        """Whether it paints no more."""
        return self._stopped

    def give(self, frame: T) -> None:
        """Takes a frame in, at once; the one that waits is dropped for it."""
        with self._moved:
            if self._stopped:
                return
            self._hand = self._hand or Hand(self._work)
            self._came += 1
            self._dropped += self._waiting is not None
            self._waiting = frame, self._clock()
            self._came_at.tick(self._waiting[1])
            self._moved.notify_all()

    def change(self, paint: Callable[[T], PhotoU8]) -> None:
        """Paints otherwise from the next frame on."""
        self._paint = paint

    def picture_after(self, number: int, *, timeout_s: float | None = None) -> LivePicture | None:
        """Waits for a picture that is newer than that one.

        Returns:
            The newest picture of all, also where several were painted meanwhile; None where none came in that time,
            or where none will ever come.
        """

        def is_newer() -> bool:
            return self._newest is not None and self._newest.number > number

        with self._moved:
            self._moved.wait_for(lambda: self._stopped or is_newer(), timeout=timeout_s)
            return self._newest if is_newer() and not self._stopped else None

    def look(self) -> LiveFigures:
        """How fast it goes, from any thread."""
        with self._moved:
            now, newest = self._clock(), self._newest
            return LiveFigures(
                came=self._came, painted=newest.number if newest else 0, dropped=self._dropped,
                came_fps=self._came_at.per_second(now), fps=self._painted_at.per_second(now),
                paint_ms=self._paint_ms, age_ms=newest.age_ms if newest else 0.0,
            )  # fmt: skip

    def stop(self) -> None:
        """Ends it, from any thread; the frame in hand is painted for nothing."""
        with self._moved:
            self._stopped, self._waiting = True, None
            self._moved.notify_all()

    def join(self) -> None:
        """Waits until the thread has ended, if there ever was one."""
        if self._hand is not None:
            self._hand.join()

    def _work(self) -> None:
        try:
            while (taken := self._take()) is not None:
                try:
                    self._paint_one(*taken)
                except AnimeganError as problem:  # such as a line that is full: the next frame may go better
                    self.problem = problem
        except BaseException:
            logger.exception("painting a live frame failed")
            self.problem = AnimeganError(
                "The live picture broke off by a mistake in the lab.",
                hint="The log of the program that serves it says more.",
            )
        finally:
            self.stop()

    def _take(self) -> tuple[T, float] | None:
        with self._moved:
            self._moved.wait_for(lambda: self._stopped or self._waiting is not None)
            taken, self._waiting = self._waiting, None
            return taken

    def _paint_one(self, frame: T, came_at: float) -> None:
        began = self._clock()
        picture = self._paint(frame)
        with self._moved:
            done = self._clock()
            number = self._newest.number + 1 if self._newest else 1
            self._newest = LivePicture(picture=picture, number=number, age_ms=(done - came_at) * 1000)
            self._paint_ms = (done - began) * 1000
            self._painted_at.tick(done)
            self.problem = None
            self._moved.notify_all()


class _Pace:
    """Counts what has happened in the last seconds."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def tick(self, now: float) -> None:
        self._times.append(now)
        self._forget(now)

    def per_second(self, now: float) -> float:
        """0 before there were two; then over the time they took, or up to now where the last one is long ago."""
        self._forget(now)
        if len(self._times) < 2:
            return 0.0
        usual = (self._times[-1] - self._times[0]) / (len(self._times) - 1)
        span = max(self._times[-1] - self._times[0], now - usual - self._times[0])
        return (len(self._times) - 1) / span if span else 0.0

    def _forget(self, now: float) -> None:
        while self._times and now - self._times[0] > WINDOW_S:
            self._times.popleft()
