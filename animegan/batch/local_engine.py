"""Workers that are processes of this machine, each with its own cores.

A worker is a fresh process with a line to this one. It is given one task, answers, and is given the next. The line of
a process that dies breaks, whatever it died of; that is how a loss is noticed. A worker whose parent is gone ends by
itself.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from animegan.batch.engine import TRIES, Workshop, attempt, given_up, open_workshop
from animegan.batch.work import Failure, Outcome, Painted, Task, Work
from animegan.errors import BackendError, InputError

__all__ = ["TASK_LIMIT_S", "LocalEngine", "core_groups", "default_workers"]

TASK_LIMIT_S = (
    1800.0  # a piece of film with faces on a slow laptop takes minutes; beyond half an hour a task hangs
)
CORES_EACH = 2
_END_S = 5.0


@dataclass(slots=True, eq=False)
class _Worker:
    """A process and what it has in hand; nothing until it says that it is ready."""

    cores: frozenset[int]
    process: SpawnProcess
    line: Connection
    ready: bool = False
    task: Task | None = None
    until: float = inf

    @property
    def is_free(self) -> bool:
        return self.ready and self.task is None


class LocalEngine:
    """Processes; see `animegan.batch.engine.Engine`.

    Args:
        workers: How many; the cores of this machine are shared out evenly.
        limit_s: A worker that needs longer for one task is ended, and counts as lost.

    Raises:
        InputError: No workers are wanted.
    """

    def __init__(self, workers: int, *, limit_s: float = TASK_LIMIT_S) -> None:
        if workers < 1:
            raise InputError(f"{workers} workers cannot paint.", hint="Give --workers 1 or more.")
        self._groups, self._limit_s = core_groups(workers), limit_s

    def run(self, workshop: Workshop, tasks: Iterator[Task]) -> Iterator[Outcome]:
        """Yields the outcome of every task; see `Engine`."""
        shift = _Shift(workshop, self._groups, self._limit_s)
        try:
            yield from shift.work(tasks)
        finally:
            shift.end()


class _Shift:
    """The workers of one run."""

    def __init__(self, workshop: Workshop, groups: Sequence[frozenset[int]], limit_s: float) -> None:
        self._workshop, self._limit_s = workshop, limit_s
        self._again: deque[Task] = deque()  # whose worker was lost
        self._tries: dict[str, int] = {}
        self._false_starts = 0
        self._workers = [self._start(group) for group in groups]

    def work(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        more = True
        while True:
            for worker in self._workers:
                if worker.is_free and (task := self._next(tasks) if more or self._again else None):
                    self._hand_out(worker, task)
                elif worker.is_free:
                    more = False
            if not more and not self._again and not any(worker.task for worker in self._workers):
                return
            yield from self._hear()

    def end(self) -> None:
        """Ends every worker; those at work at once."""
        for worker in self._workers:
            worker.line.close()  # an idle worker takes this as the end of its day
            if not worker.is_free:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(_END_S)
            _bury(worker)

    def _next(self, tasks: Iterator[Task]) -> Task | None:
        return self._again.popleft() if self._again else next(tasks, None)

    def _hand_out(self, worker: _Worker, task: Task) -> None:
        self._tries[task.name] = self._tries.get(task.name, 0) + 1
        worker.task, worker.until = task, time.monotonic() + self._limit_s
        with suppress(OSError):  # it has died; `_hear` finds out the same way as for any other
            worker.line.send(task.work)

    def _hear(self) -> Iterator[Outcome]:
        """Waits until a worker says something, breaks down, or takes too long."""
        soonest = min(worker.until for worker in self._workers)
        patience = None if soonest == inf else max(0.0, soonest - time.monotonic())
        spoken = wait([worker.line for worker in self._workers], patience)
        for place, worker in enumerate(self._workers):
            if worker.line in spoken:
                yield from self._answer(place, worker)
            elif time.monotonic() > worker.until:
                yield from self._lose(place, worker)

    def _answer(self, place: int, worker: _Worker) -> Iterator[Outcome]:
        try:
            said: Painted | Failure | None = worker.line.recv()
        except (EOFError, OSError):
            yield from self._lose(place, worker)
            return
        if worker.task is not None and said is not None:
            name, worker.task, worker.until = worker.task.name, None, inf
            del self._tries[name]
            yield Outcome(name=name, answer=said)
        elif isinstance(said, Failure):
            raise BackendError(said.message, hint=said.hint)
        else:
            worker.ready = True

    def _lose(self, place: int, worker: _Worker) -> Iterator[Outcome]:
        """Puts a new worker in the place of a lost one, and its task back in line unless it had its tries."""
        _bury(worker)
        worker.line.close()
        if not worker.ready:
            self._count_false_start()
        self._workers[place] = self._start(worker.cores)
        if (task := worker.task) is None:
            return
        if self._tries[task.name] < TRIES:
            self._again.append(task)
        else:
            yield Outcome(name=task.name, answer=given_up(self._tries.pop(task.name)))

    def _count_false_start(self) -> None:
        self._false_starts += 1
        if self._false_starts >= TRIES:
            raise BackendError(
                f"{TRIES} workers died while they were starting.",
                hint="Perhaps memory ran out: give --workers 1.",
            )

    def _start(self, cores: frozenset[int]) -> _Worker:
        context = multiprocessing.get_context("spawn")  # a forked process would share locks that threads hold
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self._workshop, cores), daemon=True)
        process.start()
        there.close()  # the process has its own end; ours would keep the line open after its death
        return _Worker(cores, process, here)


def _bury(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def default_workers() -> int:
    """One worker for every two cores: a network gains less from a third core than a second picture does."""
    return max(1, len(_cores()) // CORES_EACH)


def core_groups(workers: int) -> tuple[frozenset[int], ...]:
    """The cores of each worker: neighbours, as even as can be; at least one, shared where there are more workers."""
    cores = _cores()
    share = max(1, len(cores) // workers)
    groups = [frozenset(cores[number * share : (number + 1) * share]) for number in range(workers)]
    return tuple(group or frozenset(cores) for group in groups)


def _cores() -> list[int]:
    return (
        sorted(os.sched_getaffinity(0))
        if hasattr(os, "sched_getaffinity")
        else list(range(os.cpu_count() or 1))
    )


def _serve(line: Connection, workshop: Workshop, cores: frozenset[int]) -> None:
    """The life of a worker: opens the workshop, then answers one task after the other."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent says what happens
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, cores)  # the networks take as many threads as they see cores
    paint = open_workshop(workshop)
    if isinstance(paint, Failure):
        line.send(paint)
        return
    line.send(None)
    while True:
        try:
            work: Work = line.recv()
        except EOFError:
            return
        line.send(attempt(paint, work))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
