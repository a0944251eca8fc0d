"""Threads that work hand in hand, and what connects two of them: a short line of things, with an end and a stop."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

__all__ = ["Hand", "Pipe"]

T = TypeVar("T")


class Hand(threading.Thread, Generic[T]):
    """A thread that does one thing and says what came of it; it never keeps a program from ending.

    Args:
        work: What it does, at once.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        super().__init__(daemon=True, name="film")
        self._work = work
        self._outcome: T
        self._error: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Does the work; for the thread itself."""
        try:
            self._outcome = self._work()
        except BaseException as error:  # raised again where the outcome is asked for
            self._error = error

    def outcome(self) -> T:
        """Waits for the end; returns what came of it, or raises what went wrong."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._outcome


class Pipe(Generic[T]):
    """A bounded line from one thread to another.

    Args:
        room: How many things may wait in it; the giving thread is held up by more, so memory stays flat.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._line: deque[T] = deque()
        self._moved = threading.Condition()
        self._ended = False  # nothing more will be put in
        self._closed = False  # nothing more will be taken out
        self._error: BaseException | None = None

    def put(self, thing: T) -> bool:
        """Adds a thing as soon as there is room; False where the taker has closed and wants no more."""
        with self._moved:
            self._moved.wait_for(lambda: self._closed or len(self._line) < self._room)
            if not self._closed:
                self._line.append(thing)
                self._moved.notify_all()
            return not self._closed

    def end(self, error: BaseException | None = None) -> None:
        """The giver has finished; with an error, the taker gets that after what is in the line."""
        with self._moved:
            self._ended, self._error = True, error
            self._moved.notify_all()

    def close(self) -> None:
        """The taker wants no more: what waits is dropped, and the giver hears of it."""
        with self._moved:
            self._closed = True
            self._line.clear()
            self._moved.notify_all()

    def __iter__(self) -> Iterator[T]:
        """Takes one thing after the other until the end; raises the giver's error."""
        while True:
            with self._moved:
                self._moved.wait_for(lambda: bool(self._line) or self._ended or self._closed)
                if not self._line:
                    if self._error is not None:
                        raise self._error
                    return
                thing = self._line.popleft()
                self._moved.notify_all()
            yield thing
