"""How much memory this process has taken at most since it began."""

import os
import sys
from pathlib import Path

import psutil

__all__ = ["peak_bytes"]

STATUS = Path("/proc/self/status")


def peak_bytes() -> int:
    """The greatest resident size so far, in bytes.

    Linux keeps it per program; what `getrusage` says there may come from the program that started this one.
    """
    if STATUS.exists():
        line = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return int(psutil.Process(os.getpid()).memory_info().peak_wset)
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # bytes on a Mac
