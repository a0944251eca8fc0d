"""One line for everybody who wants the network: bounded, first come first served, and each knows the place.

Thirty browsers that press a button together would otherwise run thirty forwards at once: slower for all, and several
gigabytes of activations. In a line, the page stays alive and the machine keeps its memory.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from animegan.errors import BackendError

FIRST_LOOK_S = 0.1  # a shorter wait is not worth a message
POLL_S = 0.5  # how often a waiting page is told its place, and may notice that its visitor has left


class Gate:
    """Lets a few jobs run at once; the others wait in line.

    Args:
        slots: Jobs that may run together. One network call already uses every core.
        longest_line: Jobs that may wait before the next one is turned away.
    """

    def __init__(self, *, slots: int = 1, longest_line: int = 60) -> None:
        self._slots = slots
        self._longest_line = longest_line
        self._line: deque[object] = deque()  # the first `slots` of it are running
        self._moved = threading.Condition()

    @contextmanager
    def turn(self, on_wait: Callable[[int], object] | None = None) -> Iterator[None]:
        """Waits for a turn, holds it for the `with` block, and always gives it back.

        Args:
            on_wait: Called about twice a second with the number of jobs ahead. A page draws it; drawing is also
                where Streamlit aborts a page whose visitor has clicked on or left, which frees the place here.

        Raises:
            BackendError: The line is full.
        """
        ticket = self._join()
        patience_s = FIRST_LOOK_S
        try:
            while (ahead := self._wait(ticket, patience_s)) > 0:
                patience_s = POLL_S
                if on_wait is not None:
                    on_wait(ahead)
            yield
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def _join(self) -> object:
        with self._moved:
            waiting = len(self._line) - self._slots
            if waiting >= self._longest_line:
                raise BackendError(
                    f"{waiting} pictures are already waiting for this computer.",
                    hint="Try again in a minute.",
                )
            ticket = object()
            self._line.append(ticket)
            return ticket

    def _wait(self, ticket: object, patience_s: float) -> int:
        """Sleeps until it is this ticket's turn or patience ends; returns how many jobs are still ahead."""

        def ahead() -> int:
            return max(0, self._line.index(ticket) - self._slots + 1)

        with self._moved:
            self._moved.wait_for(lambda: ahead() == 0, timeout=patience_s)
            return ahead()
