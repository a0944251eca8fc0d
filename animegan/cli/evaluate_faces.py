"""`python -m animegan evaluate-faces`: does painting faces by themselves help, and which way of putting them back?"""

import argparse
import json
import sys
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from animegan.cli.options import DEFAULT_STYLE, style_name
from animegan.types import Progress

if TYPE_CHECKING:
    from animegan.evaluation.face_ablation import AblationReport, AblationRow

NAME = "evaluate-faces"
HELP = "Measure what face2paint does to faces, way by way, beside painting the whole photo once."

SIZE = 256  # the faces of a portrait are then about as small as in a group picture
COLUMNS = ("way", "refined", "found", "shift", "eyes", "seam", "seamless", "neck")
LINE = "{:<18}{:>8}{:>9}{:>8}{:>8}{:>8}{:>10}{:>8}"
NOTES = """\
found: faces found again. shift: of their five points, in distances between the eyes.
eyes: sharpness around the eyes over that of the whole photo painted once.
seam: step of lightness across the mask's contour over the photo's own, median; seamless: faces with at most 1.2 times.
neck: colour difference of the jaw to the whole photo's picture, Delta E."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `evaluate-faces`."""
    parser.add_argument(
        "--photos",
        type=Path,
        metavar="DIR",
        help="folder of photos (default: the built-in samples, all of them)",
    )
    parser.add_argument(
        "--style", type=style_name, default=DEFAULT_STYLE, help="see `styles` (default: %(default)s)"
    )
    parser.add_argument(
        "--weights", metavar="NAME", help="other weights that know the style (default: those of the style)"
    )
    parser.add_argument(
        "--size", type=int, default=SIZE, metavar="PX",
        help="short side of the pictures (default: %(default)s, where faces of portraits are small)",
    )  # fmt: skip
    parser.add_argument("--limit", type=int, metavar="N", help="N photos, evenly spread over the folder")
    parser.add_argument(
        "--all", action="store_true", help="every photo, not only those held out from training"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")


def run(args: argparse.Namespace) -> None:
    """Measures and prints; progress goes to stderr."""
    from animegan.evaluation.face_ablation import FaceAblationRequest, run_face_ablation
    from animegan.training.photos import write_samples

    with TemporaryDirectory() as folder:
        request = FaceAblationRequest(
            photos=args.photos or write_samples(Path(folder), side=2 * args.size),
            style=args.style,
            weights=args.weights,
            size=args.size,
            held_out_only=args.photos is not None and not args.all,
            limit=args.limit,
        )
        report = _follow(run_face_ablation(request))
    print(json.dumps(report.to_dict(), indent=2) if args.json else "\n".join(_text(report)))


def _follow(measuring: "Generator[Progress, None, AblationReport]") -> "AblationReport":
    while True:
        try:
            progress = next(measuring)
        except StopIteration as finished:
            report: AblationReport = finished.value
            return report
        print(f"{progress.message} {progress.done}/{progress.total}", file=sys.stderr, flush=True)


def _text(report: "AblationReport") -> list[str]:
    refiner = f", refiner {report.refiner}" if report.refiner else ", no refiner"
    return [
        f"{report.faces} faces in {report.photos} photos of {report.folder}, painted in {report.style} by "
        f"{report.weights}{refiner}",
        f"short side {report.size} px, eyes {report.eyes_px:.0f} px apart (median); {report.seconds:.0f} s",
        "",
        LINE.format(*COLUMNS),
        *(_line(row) for row in report.rows),
        "",
        *NOTES.splitlines(),
    ]


def _line(row: "AblationRow") -> str:
    shift = "-" if row.landmark_shift is None else f"{row.landmark_shift:.3f}"
    return LINE.format(
        row.way,
        "yes" if row.refined else "no",
        f"{100 * row.found_share:.1f}%",
        shift,
        f"{row.eye_sharpness:.2f}",
        f"{row.seam:.2f}",
        f"{100 * row.seamless_share:.0f}%",
        f"{row.neck_shift:.1f}",
    )
