"""Thirty visitors bring a photo each in the same moment. What do they get, how long do they wait, is it fair?

    python -m tests.load                       # 30 sessions, three times
    python -m tests.load --sessions 8 --repeats 1 --json load.json

The visitors open the page first, as a class does, and then press together. Each checks that it got the picture of its
own photo. The server's memory is measured before, at its highest, and after everybody has left.
"""

import argparse
import asyncio
import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from tests.load.fairness import unfairness
from tests.load.photos import Who, is_painted_from, is_the_photo, photo_file, pixels_of
from tests.load.server import LEFT_FOR_S, Server
from tests.load.visitor import Visitor

MB = 2**20
STYLE = "sakura"  # what the page opens with
MOST_S, MOST_UNFAIR, MOST_MB, MOST_KEPT = 60.0, 1.5, 2560, 1.10  # what is demanded


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round of visitors has measured.

    Attributes:
        waits_s: From the press to the own picture, by visitor.
        places: Visitors that were before, as the page has said first; 0 where it said nothing.
        problems: What went wrong, each with its visitor.
        wrong_pictures: Visitors who got a picture that is not that of their photo.
        rss_mb: The server's memory after all have left.
    """

    waits_s: list[float]
    places: list[int]
    problems: list[str]
    wrong_pictures: list[int]
    rss_mb: float

    @property
    def unfairness(self) -> float:
        """See `fairness`."""
        return unfairness(self.places, self.waits_s)


async def one_round(server: Server, sessions: int, stylizer: object, turn: int) -> Round:
    """All come, all press together, all leave."""
    people = [Who(number, sessions, turn) for number in range(sessions)]
    visitors = [Visitor(server.base) for _ in people]
    for who, visitor in zip(people, visitors, strict=True):
        await visitor.open()
        await visitor.upload(f"photo-{who.number}.jpg", photo_file(who))
    await asyncio.gather(*(visitor.choose_photo() for visitor in visitors))
    waits_s = await asyncio.gather(*(visitor.photo_is_drawn() for visitor in visitors))
    places = [_first_place(visitor) for visitor in visitors]
    problems = [f"{number}: {text}" for number, visitor in enumerate(visitors) for text in visitor.problems]
    for visitor in visitors:
        await visitor.rest()
    for visitor in visitors:
        await visitor.leave()
    wrong = [who.number for who, v in zip(people, visitors, strict=True) if not _is_own(v, who, stylizer)]
    rss_mb = await _after_leaving(server)
    print(
        f"{sessions} sessions: longest wait {max(waits_s):.1f} s, {rss_mb:.0f} MB after",
        file=sys.stderr,
        flush=True,
    )
    return Round(waits_s=list(waits_s), places=places, problems=problems, wrong_pictures=wrong, rss_mb=rss_mb)


def _first_place(visitor: Visitor) -> int:
    said = (re.search(r"^(\d+) pictures? (is|are) before yours", text) for _, text in visitor.said)
    return next((int(found[1]) for found in said if found), 0)


def _is_own(visitor: Visitor, who: Who, stylizer: object) -> bool:
    shown = visitor.shown["compare"]
    before, after = pixels_of(str(shown["before"])), pixels_of(str(shown["after"]))
    return is_the_photo(before, who) and is_painted_from(after, who, stylizer)


async def _after_leaving(server: Server) -> float:
    """Streamlit forgets those who have left when the next one comes or goes: so somebody does."""
    await asyncio.sleep(LEFT_FOR_S + 1)
    for _ in range(2):
        last = Visitor(server.base)
        await last.open()
        await last.rest()
        await last.leave()
        await asyncio.sleep(1)
    return server.rss_bytes() / MB


async def _run(server: Server, sessions: int, repeats: int) -> tuple[float, list[Round]]:
    from animegan.inference import Stylizer

    stylizer = Stylizer.load(STYLE)
    await one_round(server, 1, stylizer, 0)  # the first picture loads the network, and whatever else stays
    before_mb = await _after_leaving(server)
    return before_mb, [await one_round(server, sessions, stylizer, turn) for turn in range(1, repeats + 1)]


def _report(before_mb: float, peak_mb: float, rounds: list[Round]) -> list[str]:
    """Says what was measured; returns what was demanded and missed."""
    missed = []

    def line(name: str, value: str, holds: bool) -> None:
        print(f"{name:<46} {value:>22}  {'ok' if holds else 'MISSED'}")
        if not holds:
            missed.append(name)

    for number, found in enumerate(rounds, 1):
        print(f"Round {number}, {len(found.waits_s)} sessions")
        line("  problems", str(len(found.problems)), not found.problems)
        line("  wrong pictures", str(len(found.wrong_pictures)), not found.wrong_pictures)
        middle, last = median(found.waits_s), max(found.waits_s)
        line("  wait: median, longest, s", f"{middle:.2f}, {last:.2f}", last <= MOST_S)
        line(
            "  longest wait : median at that place",
            f"{found.unfairness:.2f}",
            found.unfairness <= MOST_UNFAIR,
        )
        kept = found.rss_mb / before_mb
        line("  memory after leaving, MB", f"{found.rss_mb:.0f} ({kept:.0%} of before)", kept <= MOST_KEPT)
        for problem in found.problems[:5]:
            print("    ", problem)
    print(f"Memory before, MB {before_mb:.0f}")
    line("Memory at its highest, MB", f"{peak_mb:.0f}", peak_mb <= MOST_MB)
    return missed


def main() -> int:
    """Runs it; 1 where something that is demanded was missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    wishes = parser.parse_args()
    server = Server()
    try:
        server.start()
        before_mb, rounds = asyncio.run(_run(server, wishes.sessions, wishes.repeats))
    finally:
        server.stop()
    peak_mb = server.peak_bytes / MB
    missed = _report(before_mb, peak_mb, rounds)
    if "Traceback" in server.log():
        print(server.log())
        missed.append("the log")
    if wishes.json:
        figures = {"before_mb": before_mb, "peak_mb": peak_mb, "rounds": [asdict(each) for each in rounds]}
        wishes.json.write_text(json.dumps(figures, indent=1))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
