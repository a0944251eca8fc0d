"""Workers that are actors of a Ray cluster: of this machine, or of many.

Ray finds room for the actors, moves the bytes and notices which are lost. Here each is given one task at a time, and a
new one is asked for in the place of a lost one.
"""

import importlib.util
import os
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from animegan.batch.engine import TRIES, Workshop, attempt, given_up, open_workshop
from animegan.batch.local_engine import core_groups, default_workers
from animegan.batch.work import Failure, Outcome, Painted, Task, Work
from animegan.errors import BackendError

__all__ = ["RayEngine"]

INSTALL = "pip install -r requirements-cluster.txt"
# Ray's switch against firewall questions on other systems; off, it takes the loopback address for its own anywhere
LOOPBACK_ONLY = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"
STORE_BYTES = 256 * 2**20  # inputs and outputs on their way; a local Ray would take a third of the memory


class RayEngine:
    """Ray actors; see `animegan.batch.engine.Engine`.

    Args:
        workers: How many actors; None for as many as the cluster has room for, with two cores each.
        address: Of a running cluster, such as "auto" or "10.0.0.5:6379"; None starts Ray on this machine alone, on the
            loopback address, and ends it afterwards.

    Raises:
        BackendError: Ray is not installed.
        InputError: No workers are wanted.
    """

    def __init__(self, workers: int | None = None, *, address: str | None = None) -> None:
        if importlib.util.find_spec("ray") is None:
            raise BackendError(
                "Ray is not installed.", hint=f"Install it with {INSTALL}, or use --engine local."
            )
        self._groups = core_groups(workers or default_workers())
        self._workers, self._address = workers, address

    def run(self, workshop: Workshop, tasks: Iterator[Task]) -> Iterator[Outcome]:
        """Yields the outcome of every task; see `Engine`."""
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # nothing is reported to anybody
        if self._address is None:
            os.environ[LOOPBACK_ONLY] = "0"
        import ray

        self._connect(ray)
        try:
            yield from _Shift(ray, *self._crew(ray, workshop)).work(tasks)
        finally:
            ray.shutdown()

    def _connect(self, ray: Any) -> None:
        here = {
            "address": "local",
            "num_cpus": sum(len(group) for group in self._groups),
            "object_store_memory": STORE_BYTES,
            "include_dashboard": False,
        }
        options = {"address": self._address} if self._address else here
        try:
            ray.init(**options, log_to_driver=False, logging_level="ERROR")
        except Exception as error:  # Ray raises ConnectionError, RuntimeError and bare Exceptions for this
            ray.shutdown()
            raise BackendError(
                f"Ray cannot be started or reached at {self._address or 'this machine'}: {error}",
                hint="Check the address; on a busy machine Ray may need a second attempt to start.",
            ) from error

    def _crew(self, ray: Any, workshop: Workshop) -> tuple[Callable[[int], Any], int]:
        """What starts the actor of a number as soon as there is room for it, and how many there are to be."""
        cores = len(self._groups[0])
        room = int(ray.cluster_resources().get("CPU", cores)) // cores
        actor = ray.remote(num_cpus=cores, max_restarts=0, max_task_retries=0)(_Worker)
        return (lambda number: actor.remote(workshop, number, cores)), self._workers or max(1, room)


class _Worker:
    """What an actor does."""

    def __init__(self, workshop: Workshop, number: int, cores: int) -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(
                0, _share(number, cores)
            )  # the networks take as many threads as they see cores
        self._paint = open_workshop(workshop)

    def opened(self) -> Failure | None:
        """Why the actor cannot work; None where it can."""
        return self._paint if isinstance(self._paint, Failure) else None

    def answer(self, work: Work) -> Painted | Failure:
        """Does one piece of work."""
        return self._paint if isinstance(self._paint, Failure) else attempt(self._paint, work)


def _share(number: int, cores: int) -> frozenset[int]:
    """The cores of an actor; Ray says how many, not which, so they are dealt out by its number."""
    groups = core_groups(max(1, len(os.sched_getaffinity(0)) // cores))
    return groups[number % len(groups)]


class _Shift:
    """The actors of one run.

    Ray could start a lost actor anew by itself and repeat its task, but where a machine is gone for good there may be
    no room for it, and the task would wait for ever. So the task goes to whoever is free next.
    """

    def __init__(self, ray: Any, hire: Callable[[int], Any], count: int) -> None:
        self._ray, self._hire = ray, hire
        self._in_hand: dict[
            Any, tuple[Any, int, Task | None]
        ] = {}  # by what is waited for; no task: it is starting
        self._idle: list[tuple[Any, int]] = []
        self._again: deque[Task] = deque()  # whose actor was lost
        self._tries: dict[str, int] = {}
        self._false_starts = 0
        for number in range(count):
            self._start(number)

    def work(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        more = True
        while more or self._again or any(task for _, _, task in self._in_hand.values()):
            (answered,), _ = self._ray.wait(list(self._in_hand), num_returns=1)
            actor, number, task = self._in_hand.pop(answered)
            try:
                answer: Painted | Failure | None = self._ray.get(answered)
            except self._ray.exceptions.RayError as error:
                yield from self._lose(number, task, error)
            else:
                if task is not None and answer is not None:
                    yield Outcome(name=task.name, answer=answer)
                elif isinstance(answer, Failure):
                    raise BackendError(answer.message, hint=answer.hint)
                self._idle.append((actor, number))
            while self._idle and (more or self._again):
                following = self._again.popleft() if self._again else next(tasks, None)
                more = more and following is not None
                if following is not None:
                    self._hand_out(following)

    def _start(self, number: int) -> None:
        actor = self._hire(number)
        self._in_hand[actor.opened.remote()] = actor, number, None

    def _hand_out(self, task: Task) -> None:
        actor, number = self._idle.pop()
        self._tries[task.name] = self._tries.get(task.name, 0) + 1
        self._in_hand[actor.answer.remote(task.work)] = actor, number, task

    def _lose(self, number: int, task: Task | None, error: Exception) -> Iterator[Outcome]:
        """Asks for a new actor in the place of a lost one; its task is back in line unless it had its tries."""
        if task is None:
            self._false_starts += 1
            if self._false_starts >= TRIES:
                raise BackendError(
                    f"A Ray actor cannot start: {error}",
                    hint="Install the same version of the lab on every node; give fewer --workers if memory ran out.",
                ) from error
        elif self._tries[task.name] < TRIES:
            self._again.append(task)
        else:
            yield Outcome(name=task.name, answer=given_up(TRIES))
        self._start(number)
