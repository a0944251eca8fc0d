"""Starts the lab behind a wall: `python -m tests.browser.walled REPORT run Home.py ...`.

Whatever would leave this computer, a connection or a question for a name, is refused and written to REPORT.
"""

import sys
from pathlib import Path
from typing import Any

NAMES, ADDRESSES = ("socket.getaddrinfo", "socket.gethostbyname"), ("socket.connect", "socket.sendto")


def is_here(place: Any) -> bool:
    """Whether a place, as Python's socket calls are given one, is this very computer."""
    host = place[0] if isinstance(place, tuple) else place
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    return host in ("localhost", "::1", "", None) or str(host).startswith(("127.", "/"))  # "/": a socket file


def build_wall(report: Path) -> None:
    """From here on, this process reaches nothing but this computer."""

    def refuse_outside(event: str, given: tuple[Any, ...]) -> None:
        if event not in NAMES and event not in ADDRESSES:
            return
        place = given[0] if event in NAMES else given[1]
        if not is_here(place):
            with report.open("a") as out:
                out.write(f"{event} {place}\n")
            raise OSError(f"There is no way out of this computer: {place}")

    sys.addaudithook(refuse_outside)


if __name__ == "__main__":
    build_wall(Path(sys.argv[1]))
    from streamlit.web.cli import main

    sys.argv = ["streamlit", *sys.argv[2:]]
    main()
