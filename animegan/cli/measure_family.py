"""`python -m animegan measure-family`: what each slider of the loss lab does, in figures."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.types import PhotoU8

if TYPE_CHECKING:
    from animegan.losslab.mixing.measure import Row
    from animegan.training.photos import TrainingPhoto

NAME = "measure-family"
HELP = "Measure what raising each loss term does to the ablation family's pictures."

STYLE = "aozora"  # the family's
TITLE = (
    "| slider | at | to the photo: L1, steps of 255 | nearer | perceptual | nearer "
    "| to the paintings: Gram x1000 | nearer | discriminator's logit | higher |"
)
FACTORS = {"l1": (1, ".2f"), "perceptual": (1, ".4f"), "style": (1000, ".3f"), "adversarial": (1, ".2f")}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `measure-family`."""
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR", help="folder of photos")
    parser.add_argument(
        "--tiers", nargs="+", metavar="TIER", help="only photos whose CSV names one of these tiers"
    )
    parser.add_argument(
        "--limit", type=int, default=24, metavar="N",
        help="held-out photos, and as many paintings of others (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--size", type=int, default=256, metavar="PX", help="short side (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")


def run(args: argparse.Namespace) -> None:
    """Measures and prints a Markdown table; progress goes to stderr."""
    from animegan.losslab.case import open_eyes
    from animegan.losslab.mixing.family import load_family
    from animegan.losslab.mixing.measure import measure_family
    from animegan.losslab.yardstick import Yardstick
    from animegan.training.photos import list_photos, spread

    found = list_photos(args.photos, tiers=args.tiers)
    unseen = spread([photo for photo in found if photo.held_out], args.limit)
    painted = spread([photo for photo in found if not photo.held_out], args.limit)
    print(f"{len(unseen)} photos, {len(painted)} paintings of others", file=sys.stderr, flush=True)
    yardstick = Yardstick([_painting(photo, args.size) for photo in painted], open_eyes())
    photos = [_working(photo, args.size) for photo in unseen]
    rows = []
    for row in measure_family(load_family(), photos, yardstick):
        print(f"{row.term} at {row.share:g}", file=sys.stderr, flush=True)
        rows.append(row)
    print(json.dumps([asdict(row) for row in rows], indent=2) if args.json else "\n".join(_table(rows)))


def _working(photo: "TrainingPhoto", size: int) -> PhotoU8:
    from animegan.inference.preprocess import resize, working_size
    from animegan.media.image import decode

    pixels = decode(photo.path.read_bytes()).photo
    return resize(pixels, working_size(pixels.shape[:2], size))


def _painting(photo: "TrainingPhoto", size: int) -> PhotoU8:
    from animegan.face.detect import detect_faces
    from animegan.toon import paint

    working = _working(photo, size)
    return paint(working, STYLE, faces=tuple(face.landmarks for face in detect_faces(working)))


def _table(rows: Sequence["Row"]) -> list[str]:
    lines = [TITLE, "|" + "---|" * 10]
    for row in rows:
        cells = [row.term, f"{row.share:g}"]
        mean = asdict(row.mean)
        for figure, (factor, digits) in FACTORS.items():
            nearer = f"{row.nearer[figure]} of {row.photos}" if row.share else ""
            cells += [f"{factor * mean[figure]:{digits}}", nearer]
        lines.append("| " + " | ".join(cells) + " |")
    return lines
