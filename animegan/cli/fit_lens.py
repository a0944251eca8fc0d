"""`python -m animegan fit-lens WEIGHTS`: fits the read-outs that show the picture in the middle of the network."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.cli.options import DEFAULT_SIZE
from animegan.types import PhotoU8

if TYPE_CHECKING:
    from animegan.catalog import WeightsEntry
    from animegan.explain import Lens
    from animegan.training.photos import TrainingPhoto

NAME = "fit-lens"
HELP = "Fit the stage lens of trained weights: a read-out per stage, by least squares."

SHOWN_EVERY = 20  # photos
CARD = """\
# {file}

What each stage of `{weights}` says about the finished picture in the plainest way: per stage and style a 1x1 read-out
from the stage's channels to red, green and blue, by least squares. The feature map page shows them as a film strip.

    {command}

Fitted to {fitted} photos and tested on {tested} others that are held out from training by their file name, short side
{size} px. The weights it belongs to have the SHA-256 `{sha256}`; for any others it is refused. Licence: as the weights.

**R2**: the share of the finished picture's variance, at the stage's resolution, that the read-out gets right on the
held-out photos. 1 is all of it, 0 is as good as a grey card. A low value says that the picture is not there *in plain
sight*, not that the stage does not know it.

| stage | {styles}
|---|{rule}
{rows}
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `fit-lens`."""
    parser.add_argument("weights", metavar="WEIGHTS", help="a name of the catalog")
    parser.add_argument("--photos", type=Path, required=True, metavar="DIR", help="folder of photos")
    parser.add_argument(
        "--limit", type=int, default=300, metavar="N",
        help="N photos, evenly spread over the folder (default: %(default)s)",
    )  # fmt: skip
    parser.add_argument(
        "--tiers", nargs="+", metavar="TIER", help="only photos whose CSV names one of these tiers"
    )
    parser.add_argument(
        "--size", type=int, default=DEFAULT_SIZE // 2, metavar="PX", help="short side (default: %(default)s)"
    )
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for lens and card (default: weights/)"
    )


def run(args: argparse.Namespace) -> None:
    """Fits, shows progress on stderr, writes WEIGHTS.lens.safetensors and its card WEIGHTS.lens.md."""
    from animegan.catalog import get_weights, weights_dir
    from animegan.explain import fit_lens, save_lens
    from animegan.training.photos import list_photos

    entry = get_weights(args.weights)
    found = list_photos(args.photos, tiers=tuple(args.tiers) if args.tiers else None)
    step = max(1, len(found) / max(1, args.limit))
    photos = [found[int(i * step)] for i in range(min(args.limit, len(found)))]
    job = fit_lens(entry, _read(photos, args.size), total=len(photos), size=args.size)
    while True:
        try:
            progress = next(job)
        except StopIteration as finished:
            lens: Lens = finished.value
            break
        if progress.done % SHOWN_EVERY == 0 or progress.done == progress.total:
            print(f"{progress.message} {progress.done}/{progress.total}", file=sys.stderr, flush=True)
    path = (args.out or weights_dir()) / f"{entry.name}.lens.safetensors"
    save_lens(lens, path)
    card = path.with_name(f"{entry.name}.lens.md")
    card.write_text(_card(lens, entry, path.name, args), encoding="utf-8")
    print(f"{path}\n{card}")


def _read(photos: "Sequence[TrainingPhoto]", size: int) -> Iterator[tuple[PhotoU8, bool]]:
    from animegan.media.image import decode

    for photo in photos:
        yield decode(photo.path.read_bytes(), at_least=size).photo, photo.held_out


def _card(lens: "Lens", entry: "WeightsEntry", file: str, args: argparse.Namespace) -> str:
    rows = [
        f"| {stage} | " + " | ".join(f"{value:.3f}" for value in values) + " |"
        for stage, values in lens.r2.items()
    ]
    tiers = f" --tiers {' '.join(args.tiers)}" if args.tiers else ""
    options = f"--photos PHOTOS --limit {args.limit} --size {args.size}{tiers}"
    return CARD.format(
        file=file,
        weights=entry.file,
        command=f"python -m animegan fit-lens {entry.name} {options}",
        fitted=lens.photos[0],
        tested=lens.photos[1],
        size=lens.size,
        sha256=lens.weights_sha256,
        styles=" | ".join(lens.styles) + " |",
        rule="---|" * len(lens.styles),
        rows="\n".join(rows),
    )
