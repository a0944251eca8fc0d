"""What every engine promises: each task is answered once, whatever happens to the workers.

- A task is taken from the iterator only when a worker is free for it, so memory holds a few inputs, never a folder.
- A worker that is lost costs its task a try; after `TRIES` the task has failed. Another worker takes its place.
- An input that cannot be used, or a mistake in the program, fails that one task and is not tried again.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Protocol

from animegan.batch.work import Failure, Outcome, Painted, Task, Work
from animegan.errors import AnimeganError

__all__ = ["TRIES", "Engine", "Paint", "Workshop", "attempt", "given_up", "open_workshop"]

TRIES = 3  # one worker may be killed for another's memory, two perhaps; three times is the task's own doing

_log = logging.getLogger(__name__)

Paint = Callable[[Work], Painted]
"""Does one piece of work."""

Workshop = Callable[[], Paint]
"""Opened once by each worker; must be picklable. Loads whatever painting needs."""


class Engine(Protocol):
    """Spreads tasks over workers."""

    def run(self, workshop: Workshop, tasks: Iterator[Task]) -> Iterator[Outcome]:
        """Yields the outcome of every task, in any order.

        Raises:
            AnimeganError: No worker can be started.
        """


def attempt(paint: Paint, work: Work) -> Painted | Failure:
    """Does the work; what is wrong with it comes back as words, since not every error can travel."""
    try:
        return paint(work)
    except AnimeganError as error:
        return Failure(message=error.message, hint=error.hint)
    except Exception as error:  # one file that trips over a mistake of ours must not stop the others
        _log.exception("painting failed")
        return Failure(
            message=f"It could not be painted: {type(error).__name__}: {error}",
            hint="This is a mistake in the program; please report it with the file.",
        )


def open_workshop(workshop: Workshop) -> Paint | Failure:
    """Opens it; why it cannot be opened comes back as words."""
    try:
        return workshop()
    except AnimeganError as error:
        return Failure(message=error.message, hint=error.hint)


def given_up(tries: int) -> Failure:
    """What is said of a task whose workers were lost again and again."""
    return Failure(
        message=f"The worker was lost {tries} times over it.",
        hint="Perhaps memory ran out: give --workers 1, or a smaller --size.",
    )
