"""Who is next: the order of a line without its threads, so that fairness can be tested by hand.

The order goes in rounds. A party that was served in this round, or has a job in it already, joins the next one; so
each party gets one turn before any gets two, however fast it asks. Within a round, first come is first served.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

__all__ = ["Line", "Ticket", "Wait"]


class Wait(NamedTuple):
    """What a waiting job is told.

    Attributes:
        ahead: Jobs that end before this one starts, or the line changes.
        expected_s: Seconds until then, by what recent jobs took; 0 before the first one has ended.
    """

    ahead: int
    expected_s: float


@dataclass(slots=True, eq=False)
class Ticket:
    """A place in the line.

    Attributes:
        session: Whose job it is: a session has one job that waits at most, and one that runs.
        party: Who gets a turn in each round; usually the session.
        key: What is computed; None where it cannot be shared.
        round: In which round it is served.
        number: Its place in the round.
        replaced: Whether a newer job of the same session has taken its place.
        answer: What another job with the same key has computed meanwhile, as a tuple of one.
    """

    session: Hashable
    party: Hashable
    key: Hashable | None = None
    round: int = 0
    number: int = 0
    replaced: bool = False
    answer: tuple[Any] | None = None


class Line:
    """The tickets that run and those that wait.

    Args:
        slots: Jobs that may run together.
    """

    def __init__(self, *, slots: int) -> None:
        self.running: list[Ticket] = []
        self.waiting: list[Ticket] = []  # in the order they will be served
        self._slots = slots
        self._round = 0
        self._latest_round: dict[Hashable, int] = {}  # of each party that is not behind the others
        self._numbers = count()

    def join(self, ticket: Ticket) -> None:
        """Adds a ticket; one of the same session that still waits gives it its place and is replaced."""
        older = next((other for other in self.waiting if other.session == ticket.session), None)
        for running in self.running:
            running.replaced |= running.session == ticket.session
        if older is not None:
            older.replaced = True
            ticket.round, ticket.number = older.round, older.number
            self.waiting[self.waiting.index(older)] = ticket
            return
        ticket.round = max(self._round, self._latest_round.get(ticket.party, -1) + 1)
        ticket.number = next(self._numbers)
        self._latest_round[ticket.party] = ticket.round
        self.waiting.append(ticket)
        self.waiting.sort(key=lambda waiting: (waiting.round, waiting.number))

    def start_if_next(self, ticket: Ticket) -> bool:
        """Starts a ticket if a slot is free and nobody who may run stands before it."""
        if len(self.running) >= self._slots:
            return False
        if ticket is not next((waiting for waiting in self.waiting if self._may_run(waiting)), None):
            return False
        self.waiting.remove(ticket)
        self.running.append(ticket)
        self._round = max(self._round, ticket.round)
        self._latest_round = {
            party: latest for party, latest in self._latest_round.items() if latest >= self._round
        }
        return True

    def leave(self, ticket: Ticket) -> None:
        """Takes a ticket out of the line; its answer, if it has one, goes to all that wait for the same."""
        if ticket in self.running:
            self.running.remove(ticket)
            if ticket.answer is not None and ticket.key is not None:
                for waiting in self.waiting:
                    if waiting.key == ticket.key:
                        waiting.answer = ticket.answer
        elif ticket in self.waiting:
            self.waiting.remove(ticket)
            if self._latest_round.get(ticket.party) == ticket.round:
                self._latest_round[ticket.party] = ticket.round - 1  # it got nothing, so it lost no turn

    def ahead(self, ticket: Ticket) -> int:
        """How many jobs must end before this one starts; at least 1 while it waits."""
        return max(1, self.waiting.index(ticket) + len(self.running) - self._slots + 1)

    def _may_run(self, ticket: Ticket) -> bool:
        """Whether neither its session nor the very same job is running already."""
        return not any(
            running.session == ticket.session or (ticket.key is not None and running.key == ticket.key)
            for running in self.running
        )
