"""`python -m animegan batch`: a folder of photos and clips becomes a folder of anime."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from animegan.cli.options import DEFAULT_STYLE, style_name
from animegan.errors import InputError

if TYPE_CHECKING:
    from animegan.batch.engine import Engine
    from animegan.batch.run import FileReport
    from animegan.batch.settings import BatchSettings
    from animegan.media.encoding import FileFormat

NAME = "batch"
HELP = "Turn a folder of photos and clips into anime, on every core or on many machines; goes on after any break."

_FORMATS: "dict[str, FileFormat]" = {"png": "PNG", "jpeg": "JPEG", "webp": "WebP"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `batch`."""
    parser.add_argument(
        "folder", type=Path, metavar="IN_DIR", help="photos and clips, those in sub-folders too"
    )
    parser.add_argument(
        "-o", "--out", type=Path, required=True, metavar="OUT_DIR",
        help="folder for the outputs and batch.jsonl, the list of what is done",
    )  # fmt: skip
    parser.add_argument(
        "--engine", choices=("local", "ray"), default="local",
        help="local: processes of this machine; ray: a Ray cluster (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--address", help="of the Ray cluster, such as auto (default: Ray on this machine alone)"
    )
    parser.add_argument(
        "--workers", type=int, metavar="N", help="how many paint at a time (default: one for two cores)"
    )
    parser.add_argument(
        "--style", type=style_name, default=DEFAULT_STYLE, help="the style (default: %(default)s)"
    )
    parser.add_argument(
        "--size", type=int, metavar="PX", help="short side (default: 512 for photos, 360 for clips)"
    )
    parser.add_argument("--format", choices=tuple(_FORMATS), default="png", help="of pictures (default: png)")
    parser.add_argument("--faces", action="store_true", help="paint every face by itself too")
    parser.add_argument(
        "--backend", choices=("auto", "torch", "openvino"), default="auto", help="what runs the network"
    )
    parser.add_argument("--precision", choices=("auto", "fp32", "bf16"), help="in which numbers")
    parser.add_argument("--json", action="store_true", help="print one JSON object for each file")


def run(args: argparse.Namespace) -> None:
    """Paints the folder.

    Raises:
        InputError: At once for a wrong option; at the end for files that could not be used, the others done.
    """
    if args.address and args.engine != "ray":
        raise InputError("--address is for a Ray cluster.", hint="Add --engine ray.")
    from animegan.batch.inputs import find_inputs
    from animegan.batch.run import Batch

    settings, engine = _settings(args), _engine(args)
    inputs = find_inputs(args.folder, args.out, settings)
    reports = []
    for report in Batch(inputs, args.out, settings, engine).run():
        reports.append(report)
        _say(report, len(reports), len(inputs), as_json=args.json)
    _sum_up(reports)


def _settings(args: argparse.Namespace) -> "BatchSettings":
    from animegan.batch.settings import BatchSettings
    from animegan.inference.preprocess import working_size

    settings = BatchSettings(
        style=args.style, size=args.size, file_format=_FORMATS[args.format], faces=args.faces,
        backend=args.backend, precision=args.precision,
    )  # fmt: skip
    settings.identity()  # says now if there is no such style
    working_size((64, 64), settings.photo_size)  # or if the size is out of range
    return settings


def _engine(args: argparse.Namespace) -> "Engine":
    from animegan.batch.local_engine import LocalEngine, default_workers

    if args.engine == "local":
        return LocalEngine(default_workers() if args.workers is None else args.workers)
    from animegan.batch.ray_engine import RayEngine

    return RayEngine(args.workers, address=args.address)


def _say(report: "FileReport", number: int, total: int, *, as_json: bool) -> None:
    """One line for each file: on stdout what there is now, on stderr what there is not."""
    if as_json:
        print(json.dumps(_told(report), ensure_ascii=False), flush=True)
    elif report.failure is None:
        print(f"[{number}/{total}] {report.source} -> {report.name} ({report.state})", flush=True)
    else:
        print(f"[{number}/{total}] {report.source}: {report.failure.message}", file=sys.stderr, flush=True)


def _told(report: "FileReport") -> dict[str, Any]:
    told: dict[str, Any] = {"input": str(report.source), "output": report.name, "state": report.state}
    if report.failure is not None:
        return {**told, "error": report.failure.message, "hint": report.failure.hint}
    return {**told, **report.made}


def _sum_up(reports: "list[FileReport]") -> None:
    failed = [report for report in reports if report.failure is not None]
    painted = sum(report.state == "painted" for report in reports)
    print(
        f"{painted} painted, {len(reports) - painted - len(failed)} there already, {len(failed)} failed",
        file=sys.stderr,
    )
    if failed:
        lines = "".join(
            f"\n  {report.source}: {report.failure.message} {report.failure.hint}"
            for report in failed
            if report.failure
        )
        raise InputError(
            f"{len(failed)} of {len(reports)} files could not be painted:{lines}",
            hint="All others are done; the same command tries these again.",
        )
