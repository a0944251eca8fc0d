"""One process that opens files by their numbers, one a line, and says what came of each as a line of JSON."""

import json
import logging
import resource
import sys
import time
import traceback
import warnings
from collections.abc import Callable

from animegan.errors import AnimeganError

ADDRESSES_MB = 12_000  # what the libraries reserve without using it counts here; what is used is measured


def main() -> None:
    """Opens what is asked for until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES_MB * 2**20, ADDRESSES_MB * 2**20))
    warnings.simplefilter("ignore")  # the readers comment on odd tags
    logging.disable()
    from tests.hostile.cases import case
    from tests.hostile.doors import DOORS

    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        wanted = case(int(line))
        told = {"number": int(line), "door": wanted.door, "name": wanted.name}
        print(json.dumps(told | open_file(DOORS[wanted.door], wanted.make())), flush=True)


def open_file(door: Callable[[bytes], str], data: bytes) -> dict[str, object]:
    """What comes of the bytes behind a door, how long it computes, and how far memory grows."""
    began, before = time.process_time(), _peak_mb()
    told: dict[str, object] = {"bytes": len(data)}
    try:
        told |= {"state": "used", "as": door(data)}
    except AnimeganError as error:
        sound = bool(error.message.strip() and error.hint.strip())
        told |= {"state": "refused" if sound else "mute", "why": error.message}
    except BaseException:
        told |= {"state": "mistake", "why": traceback.format_exc()}
    peak = _peak_mb()
    return told | {
        "cpu_s": round(time.process_time() - began, 3), "peak_mb": peak, "grew_mb": peak - before
    }  # fmt: skip


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
