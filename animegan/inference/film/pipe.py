"""What connects two threads: a short line of things to do, with an end, a stop, and errors that travel along."""

import threading
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

__all__ = ["Pipe"]

T = TypeVar("T")


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
