"""`python -m animegan compare`: every system on one bench, over a folder of photos."""

import argparse
import csv
import json
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.types import Progress

if TYPE_CHECKING:
    from animegan.comparison.report import ComparisonReport

NAME = "compare"
HELP = "Compare five published systems, the lab's network and the painter over a folder of photos."

DEFAULT_SIZE, DEFAULT_LIMIT, DEFAULT_REPEATS = 256, 24, 5
SHOWN_EVERY_S = 5.0
COLUMNS = {
    "system": "system",
    "weights": "weights",
    "parameters": "parameters",
    "fp32_mb": "MB, 32 bits",
    "gmac": "GMAC",
    "seconds": "seconds",
    "times_ideal": "times ideal",
    "memory_added_mb": "MB added",
    "faces_kept_share": "faces kept",
    "landmark_shift": "landmark shift",
    "style_distance_x1000": "style x1000",
    "kernel_distance_x1000": "kernel x1000",
    "psnr_db": "PSNR, dB",
    "perceptual": "perceptual",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `compare`."""
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR", help="folder of photos")
    parser.add_argument(
        "--size", type=int, default=DEFAULT_SIZE, metavar="PX",
        help="short side of the pictures, and side of the square that is timed (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--runtime", choices=("torch", "openvino"), default="torch",
        help="what runs the networks (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--repeats", type=int, default=DEFAULT_REPEATS, help="pictures timed (default: %(default)s)"
    )
    parser.add_argument(
        "--threads", type=int, metavar="N",
        help="threads for the timing; on a busy computer 1 is fairest (default: one per core)",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=int, default=DEFAULT_LIMIT, metavar="N",
        help="photos, and as many paintings of others (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--tiers", nargs="+", metavar="TIER", help="only photos whose CSV names one of these tiers"
    )
    parser.add_argument(
        "--all", action="store_true", help="every photo, not only those that are held out from training"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    how.add_argument("--csv", action="store_true", help="print CSV instead of a table")


def run(args: argparse.Namespace) -> None:
    """Measures and prints; progress goes to stderr."""
    from animegan.comparison.compare import CompareRequest, compare
    from animegan.comparison.speed.figures import SpeedSettings

    request = CompareRequest(
        photos=args.photos,
        speed=SpeedSettings(size=args.size, runtime=args.runtime, repeats=args.repeats, threads=args.threads),
        tiers=tuple(args.tiers) if args.tiers else None,
        held_out_only=not args.all,
        limit=args.limit,
    )
    report = _follow(compare(request))
    if args.json:
        print(json.dumps(report.to_dict(), indent=2))
    elif args.csv:
        _write_csv(report)
    else:
        print("\n".join(_text(report)))


def _follow(measuring: "Generator[Progress, None, ComparisonReport]") -> "ComparisonReport":
    """Drives the measurement to its end; says how far it is when that changes, at most every few seconds."""
    said, said_at = "", 0.0
    while True:
        try:
            progress = next(measuring)
        except StopIteration as finished:
            report: ComparisonReport = finished.value
            return report
        words = f"{progress.message} {progress.done}/{progress.total}"
        if words != said and time.monotonic() - said_at >= SHOWN_EVERY_S:
            print(words, file=sys.stderr, flush=True)
            said, said_at = words, time.monotonic()


def _write_csv(report: "ComparisonReport") -> None:
    lines = [row.flat() for row in report.rows]
    writer = csv.DictWriter(sys.stdout, fieldnames=list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)


def _text(report: "ComparisonReport") -> list[str]:
    """A Markdown table, so that it can be kept as it is."""
    machine, which = report.machine, "held-out photos" if report.held_out_only else "photos"
    threads = max(row.speed.threads for row in report.rows)
    lines = [
        f"{machine['cpu']}, {threads} threads, {report.runtime}, load average {machine['load_average']}; "
        f"{report.photos} {which} at {report.size} px, {report.paintings} paintings of others.",
        "",
        "| " + " | ".join(COLUMNS.values()) + " |",
        "|" + "---|" * len(COLUMNS),
    ]
    for row in report.rows:
        flat = row.flat()
        lines.append("| " + " | ".join(_cell(flat[name]) for name in COLUMNS) + " |")
    return lines


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else str(value)
