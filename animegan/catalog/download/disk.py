"""The disk's part of a download: room, locks, and what to say when writing fails."""

import errno
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from animegan.catalog.installed import DOWNLOADS_VARIABLE, downloads_dir
from animegan.errors import WeightsError

__all__ = ["check_room", "only_one", "writing"]

MEGABYTE = 1_000_000
SPARE_BYTES = 20 * MEGABYTE
FULL = (errno.ENOSPC, errno.EDQUOT)


def check_room(folder: Path, needed_bytes: int) -> None:
    """Refuses, by WeightsError, what will not fit on the disk of a folder."""
    free = shutil.disk_usage(folder).free
    if free < needed_bytes + SPARE_BYTES:
        needed = f"{(needed_bytes + SPARE_BYTES) / MEGABYTE:.0f} MB"
        raise WeightsError(
            f"Too little room in {folder}: {free / MEGABYTE:.0f} MB are free, {needed} are needed.",
            hint=_room_hint(),
        )


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Puts an OSError of the block, which writes to `path`, into words."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise WeightsError(f"The disk of {path.parent} is full.", hint=_room_hint()) from error
        hint = f"Choose a folder that you may write to: set {DOWNLOADS_VARIABLE}."
        raise WeightsError(f"{path} cannot be written: {error.strerror or error}.", hint=hint) from error


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Keeps every other program, and every other session of this one, from the same weights.

    The operating system lets go of the lock when a program ends, however it ends.

    Raises:
        WeightsError: Somebody else is at it.
    """
    path = downloads_dir() / f"{name}.lock"
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    with file:
        if not _lock(file):
            raise WeightsError(
                f"Another program or another page is fetching or changing {name} now.",
                hint="Wait until it has finished; there is nothing to repeat then.",
            )
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _room_hint() -> str:
    return f"Make room and try again; it goes on from there. Or set {DOWNLOADS_VARIABLE} to a folder on another disk."
