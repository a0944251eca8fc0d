"""Memory that nobody needs any more goes back to the system."""

import ctypes
import sys

__all__ = ["give_back"]


def give_back() -> None:
    """Asks the C library to hand freed memory back; else a server stays as large as it was in its busiest minute.

    Only Linux's library keeps so much of it, and only there something is done.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
