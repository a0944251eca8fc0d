"""A folder on the disk that only this program may read, and that goes when nobody holds it any more."""

import os
import shutil
import tempfile
import weakref
from functools import cache
from pathlib import Path

import psutil

__all__ = ["PrivateFolder"]

PREFIX = "animegan-visit-"


class PrivateFolder:
    """A temporary folder; removed when this object is, at the latest when the program ends or starts again.

    Visits end without a word, so nobody could be asked to tidy up: what a visit held is let go, and its files with it.
    """

    def __init__(self) -> None:
        _remove_what_was_left_behind()
        self.path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))  # for this user alone
        self._removal = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def remove(self) -> None:
        """Removes it now, with all that is in it."""
        self._removal()


@cache
def _remove_what_was_left_behind() -> None:
    """Once in a process: removes the folders of programs that were killed and could not do it themselves."""
    here = Path(tempfile.gettempdir())
    for folder in here.glob(f"{PREFIX}*-*"):
        number = folder.name.removeprefix(PREFIX).split("-")[0]
        if number.isdecimal() and not psutil.pid_exists(int(number)):
            shutil.rmtree(folder, ignore_errors=True)  # what another user left cannot be removed, and stays
