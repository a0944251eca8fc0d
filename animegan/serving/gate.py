"""The gate in front of every run of a network: bounded, fair, and each knows the place and the time it will take.

Thirty browsers that press a button together would otherwise run thirty forwards at once: slower for all, and several
gigabytes of activations. In a line, the pages stay alive and the machine keeps its memory.

    with the_gate().turn(session, on_wait=tell):                # one job of this session, in its turn
        result = stylizer(photo)

    result = the_gate().once(session, key, make, on_wait=tell)  # the same, and identical jobs run once
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import TypeVar

from animegan.errors import BusyError, Superseded
from animegan.limits import the_limits
from animegan.serving.line import Line, Ticket, Wait

__all__ = ["Figures", "Gate", "Turn", "the_gate"]

T = TypeVar("T")
FIRST_LOOK_S = 0.1  # a shorter wait is not worth a message
POLL_S = 0.5  # how often a waiting job is told its place, and may notice that nobody wants it any more
RECENT = 20  # jobs whose mean says how long one takes
GUESS_S = 1.0  # for one job, before the first one has ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How the gate stands.

    Attributes:
        running: Jobs that run now.
        waiting: Jobs that wait now.
        served: Jobs that ran to their end, since the start.
        shared: Jobs that got the answer of an identical one.
        refused: Jobs that were turned away because the line was full or they had waited too long.
        mean_s: What the last jobs took on average, in seconds; 0 before the first.
    """

    running: int
    waiting: int
    served: int
    shared: int
    refused: int
    mean_s: float


class Turn:
    """A job that has its turn; a long one may ask now and then whether anybody still wants it."""

    def __init__(self, ticket: Ticket, cancelled: Callable[[], bool] | None) -> None:
        self._ticket, self._cancelled = ticket, cancelled

    @property
    def unwanted(self) -> bool:
        """Whether its session has asked for something newer, or has left."""
        return self._ticket.replaced or (self._cancelled is not None and self._cancelled())


class Gate:
    """Lets a few jobs run at once; the others wait in line.

    Args:
        slots: Jobs that may run together. One network call already uses every core.
        longest_line: Jobs that may wait before the next one is turned away.
    """

    def __init__(self, *, slots: int = 1, longest_line: int = 60) -> None:
        self._line = Line(slots=slots)
        self._slots, self._longest_line = slots, longest_line
        self._moved = threading.Condition()
        self._took: deque[float] = deque(maxlen=RECENT)
        self._since: dict[Ticket, float] = {}  # when each running job has started
        self._threads: set[int] = set()  # those that hold a turn
        self._served = self._shared = self._refused = 0

    @contextmanager
    def turn(
        self,
        session: Hashable,
        *,
        on_wait: Callable[[Wait], object] | None = None,
        patience_s: float | None = None,
        cancelled: Callable[[], bool] | None = None,
        party: Hashable | None = None,
    ) -> Iterator[Turn]:
        """Waits for a turn, holds it for the `with` block, and always gives it back.

        Args:
            session: Who asks. A job of the same session that still waits is replaced by this one, which takes
                over its place. Who may have several jobs at once gives each a session of its own, and a `party`.
            on_wait: Called about twice a second with the place in the line. A page draws it; drawing is also
                where Streamlit aborts a page whose visitor has clicked on or left, which frees the place here.
            patience_s: The longest wait in seconds; None waits as long as it takes.
            cancelled: Asked about twice a second whether nobody wants the job any more; must be quick.
            party: Whom the order is fair to; None for the session itself.

        Raises:
            BusyError: The line is full, or patience has ended.
            Superseded: A newer job of the same session has replaced this one, or it was cancelled.
        """
        ticket = Ticket(session, session if party is None else party)
        with self._held(ticket, on_wait, patience_s, cancelled):
            yield Turn(ticket, cancelled)

    def once(
        self,
        session: Hashable,
        key: Hashable,
        make: Callable[[], T],
        *,
        on_wait: Callable[[Wait], object] | None = None,
        patience_s: float | None = None,
        cancelled: Callable[[], bool] | None = None,
        party: Hashable | None = None,
    ) -> T:
        """What `make` computes in its turn, or what an identical job that was before in the line has computed.

        Args:
            session: See `turn`, as for all that is not listed here.
            key: Everything the result depends on: the SHA-256 of the photo, all settings, what is asked for.
            make: Computes it.
            on_wait: See `turn`.
            patience_s: See `turn`.
            cancelled: See `turn`.
            party: See `turn`.

        Raises:
            BusyError: See `turn`.
            Superseded: See `turn`.
        """
        ticket = Ticket(session, session if party is None else party, key)
        with self._held(ticket, on_wait, patience_s, cancelled):
            if ticket.answer is None:
                ticket.answer = (make(),)
            value: T = ticket.answer[0]
            return value

    def figures(self) -> Figures:
        """How it stands now."""
        with self._moved:
            return Figures(
                running=len(self._line.running),
                waiting=len(self._line.waiting),
                served=self._served,
                shared=self._shared,
                refused=self._refused,
                mean_s=fmean(self._took) if self._took else 0.0,
            )

    @contextmanager
    def _held(
        self,
        ticket: Ticket,
        on_wait: Callable[[Wait], object] | None,
        patience_s: float | None,
        cancelled: Callable[[], bool] | None,
    ) -> Iterator[None]:
        thread = threading.get_ident()
        if thread in self._threads:
            raise RuntimeError("A job that has its turn asks for another one: it would wait for itself.")
        self._join(ticket)
        try:
            self._wait_for_turn(ticket, on_wait, patience_s, cancelled)
            self._threads.add(thread)
            yield
            with self._moved:
                self._served += ticket in self._since
        finally:
            with self._moved:
                self._threads.discard(thread)
                if (since := self._since.pop(ticket, None)) is not None:
                    self._took.append(time.monotonic() - since)
                self._line.leave(ticket)
                self._moved.notify_all()

    def _join(self, ticket: Ticket) -> None:
        with self._moved:
            if self._would_be_too_many(ticket):
                self._refuse(f"{pictures(len(self._line.waiting))} already waiting for this computer.")
            self._line.join(ticket)
            self._moved.notify_all()  # whoever was replaced may go

    def _would_be_too_many(self, ticket: Ticket) -> bool:
        free = self._slots - len(self._line.running)
        replaces = any(waiting.session == ticket.session for waiting in self._line.waiting)
        return not replaces and len(self._line.waiting) - free >= self._longest_line

    def _wait_for_turn(
        self,
        ticket: Ticket,
        on_wait: Callable[[Wait], object] | None,
        patience_s: float | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        end = None if patience_s is None else time.monotonic() + patience_s
        nap_s = FIRST_LOOK_S
        while (wait := self._wait(ticket, nap_s)) is not None:
            nap_s = POLL_S
            if cancelled is not None and cancelled():
                raise Superseded("The job was cancelled while it waited.", hint="Ask again if you want it.")
            if end is not None and time.monotonic() >= end:
                with self._moved:
                    self._refuse(f"The computer is busy: {pictures(wait.ahead)} still before this one.")
            if on_wait is not None:
                on_wait(wait)

    def _wait(self, ticket: Ticket, nap_s: float) -> Wait | None:
        """Sleeps until it is this ticket's turn or the nap ends; None for its turn, or for an answer."""
        with self._moved:
            self._moved.wait_for(lambda: ticket.replaced or self._is_served(ticket), timeout=nap_s)
            if ticket in self._since or ticket.answer is not None:
                return None
            if ticket.replaced:
                raise Superseded(
                    "A newer request of yours has replaced this one.", hint="Wait for the newer one."
                )
            ahead = self._line.ahead(ticket)
            return Wait(ahead, self._expected_s(ahead))

    def _is_served(self, ticket: Ticket) -> bool:
        if ticket.answer is not None:
            self._shared += 1
            return True
        if ticket.replaced or not self._line.start_if_next(ticket):
            return False
        self._since[ticket] = time.monotonic()
        return True

    def _expected_s(self, ahead: int) -> float:
        """Seconds until so many jobs have ended: those that run have part of it behind them."""
        each_s = fmean(self._took) if self._took else GUESS_S
        now = time.monotonic()
        done_s = max((min(now - since, each_s) for since in self._since.values()), default=0.0)
        return max(0.0, (ahead * each_s - done_s) / self._slots)

    def _refuse(self, what: str) -> None:
        self._refused += 1
        retry_after_s = max(1.0, self._expected_s(len(self._line.waiting) + 1))
        raise BusyError(what, hint="Try again in a minute.", retry_after_s=retry_after_s)


def pictures(count: int) -> str:
    """So many pictures, with the verb."""
    return "1 picture is" if count == 1 else f"{count} pictures are"


@cache
def the_gate() -> Gate:
    """The one gate of this process."""
    limits = the_limits()
    return Gate(slots=limits.running_jobs, longest_line=limits.waiting_jobs)
