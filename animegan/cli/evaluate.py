"""`python -m animegan evaluate WEIGHTS`: how good trained weights are, in figures."""

import argparse
import json
import sys
import time
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from animegan.cli.options import DEFAULT_SIZE, style_name
from animegan.types import Progress

if TYPE_CHECKING:
    from animegan.evaluation.report import EvaluationReport, StyleReport

NAME = "evaluate"
HELP = "Measure trained weights on photos they never saw, beside the painter they learnt from."

SHOWN_EVERY = 10  # photos
LINE = "{:<22}{:>10}{:>10}{:>10}"
NOTES = """\
output, photo, painter: the network's picture, the untouched photo, the painter's own picture.
PSNR, SSIM, perceptual and kernel distance compare with the painter's pictures; ratio is output over photo.
Faces: those found in the photos, however small. Landmark shift: in distances between the eyes, the painter's is meant.
Flicker: change of the picture over change of the photo, moved by a pixel and with 1% noise;
contrast is what a picture that moved along exactly would have in `moved by a pixel`."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `evaluate`."""
    parser.add_argument("weights", metavar="WEIGHTS", help="a name of the catalog, or a .safetensors file")
    parser.add_argument(
        "--photos",
        type=Path,
        metavar="DIR",
        help="folder of photos (default: the built-in samples, all of them)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of tables")
    parser.add_argument(
        "--all", action="store_true", help="every photo, not only the ones that are held out from training"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="N photos, evenly spread over the folder")
    parser.add_argument(
        "--style", type=style_name, nargs="+", metavar="NAME", help="only these styles of the weights"
    )
    parser.add_argument(
        "--tiers", nargs="+", metavar="TIER", help="only photos whose CSV names one of these tiers"
    )
    parser.add_argument(
        "--size", type=int, default=DEFAULT_SIZE, metavar="PX",
        help="short side to work at; a photo is not enlarged for it (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--sheets",
        type=Path,
        metavar="DIR",
        help="write a contact sheet per style there: photo beside picture",
    )
    parser.add_argument("--seed", type=int, default=7, help="of noise and splits (default: %(default)s)")


def run(args: argparse.Namespace) -> None:
    """Measures and prints; progress goes to stderr."""
    from animegan.evaluation.evaluate import evaluate
    from animegan.evaluation.request import EvaluationRequest
    from animegan.training.photos import write_samples

    with TemporaryDirectory() as folder:
        request = EvaluationRequest(
            weights=args.weights,
            photos=args.photos or write_samples(Path(folder), side=args.size),
            tiers=tuple(args.tiers) if args.tiers else None,
            held_out_only=args.photos is not None and not args.all,
            limit=args.limit,
            styles=tuple(args.style) if args.style else None,
            size=args.size,
            sheets=args.sheets,
            seed=args.seed,
        )
        report = _follow(evaluate(request))
    print(json.dumps(report.to_dict(), indent=2) if args.json else "\n".join(_text(report)))


def _follow(measuring: "Generator[Progress, None, EvaluationReport]") -> "EvaluationReport":
    started = time.monotonic()
    while True:
        try:
            progress = next(measuring)
        except StopIteration as finished:
            report: EvaluationReport = finished.value
            return report
        if progress.done % SHOWN_EVERY == 0 or progress.done in (1, progress.total):
            seconds = time.monotonic() - started
            print(
                f"{seconds:7.0f}s {progress.message} {progress.done}/{progress.total}",
                file=sys.stderr, flush=True,
            )  # fmt: skip


def _text(report: "EvaluationReport") -> list[str]:
    which = "held-out photos" if report.held_out_only else "photos, seen ones among them"
    lines = [
        f"{report.weights} ({report.architecture}), SHA-256 {report.sha256}",
        f"{report.photos} {which} of {report.folder} with {report.faces} faces, short side {report.size} px or less; "
        f"seed {report.seed}, torch {report.torch}, {report.seconds:.0f} s",
    ]
    for style in report.styles:
        lines += ["", *_table(style)]
    return [*lines, "", *NOTES.splitlines()]


def _table(style: "StyleReport") -> list[str]:
    output, photo, flicker = style.output, style.photo, style.flicker
    faces, painter = style.faces, style.painter_faces
    kernel = _thousand(style.kernel_distance), _thousand(style.photo_kernel_distance)
    rows: list[tuple[str, str, str, str]] = [
        (style.style, "output", "photo", "painter"),
        ("PSNR", f"{output.psnr_db:.2f} dB", f"{photo.psnr_db:.2f} dB", ""),
        ("SSIM", f"{output.ssim:.3f}", f"{photo.ssim:.3f}", ""),
        ("perceptual distance", f"{output.perceptual:.4f}", f"{photo.perceptual:.4f}", ""),
        ("  ratio", _number(style.perceptual_ratio), "", ""),
        ("kernel distance x1000", *kernel, ""),
        ("faces still found", _percent(faces.found_share), "", _percent(painter.found_share)),
        ("  of 48 px or more", _percent(faces.large_found_share), "", _percent(painter.large_found_share)),
        ("landmark shift", _number(faces.landmark_shift), "", _number(painter.landmark_shift)),
        ("flicker", _number(flicker.all), "", ""),
        ("  moved by a pixel", _number(flicker.moved), "", ""),
        ("  contrast", _number(flicker.contrast), "", ""),
        ("  1% noise", _number(flicker.noisy), "", ""),
    ]
    return [LINE.format(*row).rstrip() for row in rows]


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _thousand(value: float | None) -> str:
    return "-" if value is None else f"{1000 * value:.2f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}%"
