"""How much memory this process holds, and has held at most since it began."""

import sys
from pathlib import Path

import psutil

__all__ = ["held_bytes", "peak_bytes"]

STATUS = Path("/proc/self/status")


def held_bytes() -> int:
    """The resident size now, in bytes."""
    return int(psutil.Process().memory_info().rss)


def peak_bytes() -> int:
    """The greatest resident size so far, in bytes.

    Linux keeps it per program; what `getrusage` says there may come from the program that started this one.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return int(psutil.Process().memory_info().peak_wset)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on a Mac
