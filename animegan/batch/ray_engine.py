"""Workers that are actors of a Ray cluster: of this machine, or of many.

Ray starts the actors, moves the bytes, notices which are lost and starts them anew; here it is only said how many, and
each is given one task at a time.
"""

import importlib.util
import os
from collections.abc import Iterator, Sequence
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
            yield from _work(ray, self._hire(ray, workshop), tasks)
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

    def _hire(self, ray: Any, workshop: Workshop) -> list[Any]:
        """The actors, which start by themselves as soon as there is room for them."""
        cores = len(self._groups[0])
        room = int(ray.cluster_resources().get("CPU", cores)) // cores
        count = self._workers or max(1, room)
        actor = ray.remote(num_cpus=cores, max_restarts=-1, max_task_retries=TRIES - 1)(_Worker)
        return [actor.remote(workshop, number, cores) for number in range(count)]


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


def _work(ray: Any, actors: Sequence[Any], tasks: Iterator[Task]) -> Iterator[Outcome]:
    """One task at a time for each actor, the first one once it says that it can work."""
    in_hand: dict[Any, tuple[Any, Task | None]] = {actor.opened.remote(): (actor, None) for actor in actors}
    more = True
    while more or any(task for _, task in in_hand.values()):
        (answered,), _ = ray.wait(list(in_hand), num_returns=1)
        actor, task = in_hand.pop(answered)
        if task is not None:
            yield Outcome(name=task.name, answer=_answer(ray, answered))
        else:
            _check_opened(ray, answered)
        if (following := next(tasks, None) if more else None) is None:
            more = False
        else:
            in_hand[actor.answer.remote(following.work)] = (actor, following)


def _answer(ray: Any, answered: Any) -> Painted | Failure:
    try:
        answer: Painted | Failure = ray.get(answered)
    except ray.exceptions.RayError:  # Ray has tried it on new actors, and these were lost too
        return given_up(TRIES)
    return answer


def _check_opened(ray: Any, answered: Any) -> None:
    try:
        failure: Failure | None = ray.get(answered)
    except ray.exceptions.RayError as error:
        raise BackendError(
            f"A Ray actor cannot start: {error}",
            hint="Install the same version of the lab on every node, and give fewer --workers if memory ran out.",
        ) from error
    if failure is not None:
        raise BackendError(failure.message, hint=failure.hint)
