"""A folder on the disk that only this program may read, and that goes when nobody holds it any more."""

import shutil
import tempfile
import weakref
from pathlib import Path

__all__ = ["PrivateFolder"]


class PrivateFolder:
    """A temporary folder; removed when this object is, at the latest when the program ends.

    Visits end without a word, so nobody could be asked to tidy up: what a visit held is let go, and its files with it.
    """

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="animegan-"))  # for this user alone
        self._removal = weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)

    def remove(self) -> None:
        """Removes it now, with all that is in it."""
        self._removal()
