"""Several files at once, each checked as soon as it is complete, with progress for all of them together."""

import time
from collections.abc import Generator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from animegan.catalog.download.disk import writing
from animegan.catalog.download.identity import check_identity, identify
from animegan.catalog.download.settings import TransferSettings
from animegan.catalog.download.transfer import Transfer
from animegan.catalog.published_entry import PublishedFile
from animegan.errors import WeightsError
from animegan.types import Progress

__all__ = ["Wanted", "fetch_files"]

LOOK_S = 0.1  # between two looks at the threads
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file to bring.

    Attributes:
        file: What its bytes must be.
        url: Where it lies.
        about_bytes: What it weighs, roughly where that is not published.
        known_by: Why its bytes are expected to be so: "pinned at commit ...".
        hint: What to do if they are not.
    """

    file: PublishedFile
    url: str
    about_bytes: int
    known_by: str
    hint: str

    @property
    def limit_bytes(self) -> int:
        """Where the size is not published, a file twice as long as expected is still taken."""
        return self.file.size_bytes if self.file.size_bytes is not None else 2 * self.about_bytes


class _Tally:
    """How far each file is; each thread writes its own row only."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.started = time.monotonic()
        self.here = [0] * len(wanted)
        self.total = [one.about_bytes for one in wanted]
        self.before: list[int | None] = [None] * len(wanted)
        self.complete = [False] * len(wanted)

    def put(self, row: int, here: int, total: int | None) -> None:
        if self.before[row] is None:
            self.before[row] = here
        self.here[row], self.total[row] = here, max(here, total or self.total[row])

    def finish(self, row: int, found: PublishedFile) -> None:
        size_bytes = found.size_bytes or 0
        self.put(row, size_bytes, size_bytes)
        self.total[row], self.complete[row] = size_bytes, True

    def progress(self, word: str = "") -> Progress:
        here, total = sum(self.here), sum(self.total)
        new = here - sum(self.before[row] or 0 for row in range(len(self.here)))
        speed = max(0, new) / max(time.monotonic() - self.started, LOOK_S)
        return Progress(
            done=here,
            total=total,
            message=f"{word}{sum(self.complete)} of {len(self.here)} files, {here / MEGABYTE:.1f} of "
            f"{total / MEGABYTE:.1f} MB, {speed / MEGABYTE:.1f} MB/s",
            values={"files": sum(self.complete), "bytes_per_second": speed},
        )


def fetch_files(
    wanted: Sequence[Wanted], folder: Path, *, settings: TransferSettings, cancel: Event | None
) -> Generator[Progress, None, tuple[PublishedFile, ...] | None]:
    """Brings files into a folder, under the last parts of their paths.

    Files that are complete already are read and checked, not fetched.

    Returns:
        What arrived, in the order of `wanted`; None if it was cancelled.

    Raises:
        WeightsError: The first failure; the other files stop, and what has arrived of them is kept.
    """
    tally, stop = _Tally(wanted), Event()
    with ThreadPoolExecutor(settings.threads, thread_name_prefix="download") as pool:
        futures = [
            pool.submit(_obtain, one, folder / one.file.name, settings, stop, tally, row)
            for row, one in enumerate(wanted)
        ]
        try:
            while wait(futures, timeout=LOOK_S, return_when=FIRST_EXCEPTION).not_done:
                _raise_failure(futures)
                if cancel is not None and cancel.is_set():
                    yield tally.progress("Stopped: ")
                    return None
                yield tally.progress()
            _raise_failure(futures)
        finally:
            stop.set()
            pool.shutdown(cancel_futures=True)
    yield tally.progress()
    return tuple(found for future in futures if (found := future.result()) is not None)


def _raise_failure(futures: Sequence["Future[PublishedFile | None]"]) -> None:
    for future in futures:
        if future.done() and not future.cancelled() and (error := future.exception()) is not None:
            raise error


def _obtain(
    one: Wanted, path: Path, settings: TransferSettings, stop: Event, tally: _Tally, row: int
) -> PublishedFile | None:
    """Brings and checks one file; None if it was stopped.

    What was put together from two connections and is wrong is fetched once more, from the beginning: the server may
    have changed the file between them.
    """
    if path.is_file() and (found := _checked(path, one, again=True)):
        tally.finish(row, found)
        return found
    part = path.with_name(path.name + ".part")
    while not stop.is_set():
        resumed = part.is_file()
        transfer = Transfer(
            url=one.url,
            part=part,
            limit_bytes=one.limit_bytes,
            resume_blindly=one.file.has_id,
            settings=settings,
            stop=stop,
            report=lambda here, total: tally.put(row, here, total),
        )
        whole = resumed and part.stat().st_size == one.file.size_bytes
        if not whole and not transfer.run():
            return None
        if found := _checked(part, one, again=resumed):
            with writing(path):
                part.replace(path)
            tally.finish(row, found)
            return found
    return None


def _checked(path: Path, one: Wanted, *, again: bool) -> PublishedFile | None:
    """What a complete file is. A wrong one is deleted, and refused unless it may be fetched again."""
    found = identify(path, as_path=one.file.path)
    try:
        check_identity(found, one.file, known_by=one.known_by, hint=one.hint)
    except WeightsError:
        path.unlink()
        if again:
            return None
        raise
    return found
