"""`python -m animegan bench`: how fast this machine paints."""

import argparse
import json
import sys
from collections.abc import Generator
from pathlib import Path

from animegan.cli.bench_table import bench_table
from animegan.cli.options import style_name
from animegan.errors import InputError
from animegan.inference.backends import CPU, DEVICES
from animegan.inference.bench import BenchSettings, bench
from animegan.inference.timing import BenchReport
from animegan.types import Progress

NAME = "bench"
HELP = "Time every backend, beside the published network and what this machine could do at best."

DEFAULTS = BenchSettings()
PLOTS = (".png", ".svg")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `bench`."""
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument(
        "--plot",
        type=Path,
        metavar="FILE",
        help="also draw the ratios and how cost grows with size; .png or .svg",
    )
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
        help="sides of the square pictures (default: 256 512 1024); above 1792 in the default way only",
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
    parser.add_argument(
        "--device", choices=DEVICES, default=CPU, help="also time PyTorch on a graphics card (default: none)"
    )
    parser.add_argument(
        "--warm-only",
        action="store_true",
        help="leave out cold starts and memory, which take a process for each row",
    )


def run(args: argparse.Namespace) -> None:
    """Measures and prints; progress goes to stderr."""
    settings = BenchSettings(
        style=args.style,
        sizes=tuple(args.sizes),
        repeats=args.repeats,
        published_up_to=args.published_up_to,
        cold=not args.warm_only,
        device=args.device,
    )
    if args.plot and args.plot.suffix.lower() not in PLOTS:
        raise InputError(f"{args.plot} is no plot.", hint=f"Use a name that ends with {' or '.join(PLOTS)}.")
    report = _follow(bench(settings))
    print(json.dumps(report.to_dict(), indent=2) if args.json else "\n".join(bench_table(report)))
    if args.plot:
        from animegan.cli.bench_plot import draw_bench  # here: it brings matplotlib

        draw_bench(report, args.plot)
        print(f"{args.plot} drawn", file=sys.stderr)


def _follow(measuring: Generator[Progress, None, BenchReport]) -> BenchReport:
    while True:
        try:
            print(next(measuring).message, file=sys.stderr, flush=True)
        except StopIteration as finished:
            report: BenchReport = finished.value
            return report
