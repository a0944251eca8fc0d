"""`python -m animegan bench`: how fast this machine paints."""

import argparse
import json
import sys
from collections.abc import Generator

from animegan.cli.options import style_name
from animegan.inference.bench import BenchSettings, bench
from animegan.inference.timing import BenchReport, Row
from animegan.types import Progress

NAME = "bench"
HELP = "Time every backend, beside the published network and what this machine could do at best."

DEFAULTS = BenchSettings()
COLUMNS = ("network", "backend", "in", "px", "GMAC", "median ms", "p90 ms", "ideal ms", "x ideal")
LINE = "{:<12}{:<10}{:<6}{:>6}{:>9}{:>11}{:>9}{:>10}{:>9}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `bench`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument(
        "--style",
        type=style_name,
        default=DEFAULTS.style,
        help="whose network to time (default: %(default)s)",
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=DEFAULTS.sizes,
        metavar="PX",
        help="sides of the square pictures (default: 256 512 1024)",
    )
    parser.add_argument(
        "--repeats", type=int, default=DEFAULTS.repeats, help="rounds that count (default: %(default)s)"
    )
    parser.add_argument(
        "--published-up-to",
        type=int,
        default=DEFAULTS.published_up_to,
        metavar="PX",
        help="time the published network at sizes up to this; 10 s a picture at 1024 (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> None:
    """Measures and prints; progress goes to stderr."""
    settings = BenchSettings(
        style=args.style, sizes=tuple(args.sizes), repeats=args.repeats, published_up_to=args.published_up_to
    )
    report = _follow(bench(settings))
    if args.json:
        print(json.dumps(report.to_dict(), indent=2))
    else:
        print("\n".join(_table(report)))


def _follow(measuring: Generator[Progress, None, BenchReport]) -> BenchReport:
    while True:
        try:
            print(next(measuring).message, file=sys.stderr, flush=True)
        except StopIteration as finished:
            report: BenchReport = finished.value
            return report


def _table(report: BenchReport) -> list[str]:
    machine, rates = report.machine, report.matrix_gmac_per_s
    products = ", ".join(f"{name} {rate:.0f}" for name, rate in rates.items())
    return [
        f"{machine['cpu']}, {machine['physical_cores']} physical cores, load average {machine['load_average']}",
        f"matrix product: {products} GMAC/s; the fastest of a precision makes its ideal",
        f"median and 90th percentile of {report.repeats} rounds, measured in turns; {_threads(report)}",
        "",
        LINE.format(*COLUMNS),
        *map(_line, report.rows),
        *map(_line, report.published),
        "",
        *_ratios(report),
    ]


def _ratios(report: BenchReport) -> list[str]:
    lines = [
        f"At {size} px the published {row.network} by PyTorch as it comes (fp32) takes "
        f"{report.times_best[size]:.1f} times as long as in its fastest way here, and "
        f"{report.times_default[size]:.1f} times as long as the lab's default ({' in '.join(report.default)})."
        for size, row in report.today.items()
    ]
    skipped = sorted({row.size for row in report.rows} - {row.size for row in report.published})
    if skipped:
        sizes = ", ".join(map(str, skipped))
        lines.append(
            f"The published network was not timed at {sizes} px; --published-up-to {skipped[-1]} does it."
        )
    return lines


def _line(row: Row) -> str:
    return LINE.format(
        row.network,
        row.backend,
        row.precision,
        row.size,
        f"{row.gmac:.2f}",
        f"{row.median_ms:.1f}",
        f"{row.p90_ms:.1f}",
        f"{row.ideal_ms:.1f}",
        f"{row.times_ideal:.1f}",
    )


def _threads(report: BenchReport) -> str:
    counts = {row.backend: f"{row.backend} on {row.threads} threads" for row in report.rows}
    return ", ".join(counts.values())
