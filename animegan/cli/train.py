"""`python -m animegan train RECIPE`: makes the lab's weights, or yours."""

import argparse
import logging
import sys
import time
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from animegan.errors import TrainingError
from animegan.training.recipes import RECIPES, get_recipe
from animegan.training.request import TrainRequest
from animegan.types import Landmarks, PhotoU8, Progress

NAME = "train"
HELP = "Train a network on a folder of photos."

OVERRIDES = (  # settings that have an option of their own
    "steps", "batch", "crop", "late_crop", "learning_rate", "content_steps", "adversarial_from", "objective",
    "pairing", "game", "domain", "ema", "checkpoint_every", "precision", "seed",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `train`."""
    titles = "; ".join(f"{recipe.name}: {recipe.title}" for recipe in RECIPES)
    parser.add_argument("recipe", metavar="RECIPE", help=titles)
    parser.add_argument(
        "--photos",
        type=Path,
        metavar="DIR",
        help="folder of photos to learn from (default: the built-in samples, good for a first try)",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for checkpoints and weights"
    )
    parser.add_argument(
        "--paintings",
        type=Path,
        metavar="DIR",
        help="painted photos shared by several runs (default: in --out)",
    )
    parser.add_argument("--start", type=Path, metavar="FILE", help="weights to begin with (.safetensors)")
    parser.add_argument("--device", default="cpu", help="cpu (default), cuda or mps")
    parser.add_argument("--steps", type=int, help="optimiser steps in all")
    parser.add_argument("--batch", type=int, help="crops per step")
    parser.add_argument("--crop", type=int, help="side of a crop in pixels")
    parser.add_argument("--late-crop", type=int, help="side of a crop in the last fifth of the run")
    parser.add_argument("--learning-rate", type=float, help="peak learning rate of the generator")
    parser.add_argument(
        "--content-steps", type=int, help="first steps, in which it learns to return the photo"
    )
    parser.add_argument(
        "--adversarial-from", type=float, help="share of the steps before the discriminator joins (1: never)"
    )
    parser.add_argument("--styles", nargs="+", metavar="STYLE", help="styles to learn")
    parser.add_argument("--objective", help="article (L1, perceptual, Gram, a game) or animeganv2")
    parser.add_argument("--published", help="all settings of a published style: hayao, shinkai or paprika")
    parser.add_argument("--pairing", help="paired: the photo's own painting is the target; or unpaired")
    parser.add_argument("--game", help="adversarial game: vanilla, lsgan, ragan, ralsgan or hinge")
    parser.add_argument(
        "--loss", nargs="+", metavar="TERM=WEIGHT", help="loss weights, such as l1=20 style=0"
    )
    parser.add_argument(
        "--domain",
        type=float,
        metavar="WEIGHT",
        help="of the domain-adversarial term (DANN) of `toonify`; 0: none",
    )
    parser.add_argument(
        "--ema", type=float, help="decay per step of the averaged weights; less for a short run"
    )
    parser.add_argument("--checkpoint-every", type=int, help="steps between checkpoints with validation")
    parser.add_argument("--precision", choices=("fp32", "bf16"), help="bf16 is faster where the CPU has it")
    parser.add_argument("--seed", type=int, help="of weights and crops")
    parser.add_argument(
        "--tiers", nargs="+", metavar="TIER", help="only photos whose CSV names one of these tiers"
    )
    parser.add_argument(
        "--teacher",
        type=Path,
        metavar="NAME",
        help="whom to learn from: for `distil` any generator of the catalog, fetched ones too, by its name; for "
        "`perceptual` a weights file",
    )
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")


def run(args: argparse.Namespace) -> None:
    """Runs a recipe and shows its progress on stderr."""
    from animegan.training.photos import write_samples

    recipe = get_recipe(args.recipe)
    request = TrainRequest(
        photos=args.photos or write_samples(args.out / "photos"),
        out=args.out,
        device=args.device,
        resume=args.resume,
        tiers=tuple(args.tiers) if args.tiers else None,
        paintings=args.paintings,
        start=args.start,
        teacher=args.teacher,
        find_faces=_find_faces,
        crop_face=_crop_face,
        settings=_settings(args),
    )
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    started = time.monotonic()
    for progress in recipe.run(request):
        if progress.done % 50 == 0 or progress.done == progress.total:
            print(_line(progress, time.monotonic() - started), file=sys.stderr, flush=True)


def _settings(args: argparse.Namespace) -> dict[str, Any]:
    """The fields of the run's configuration that were named; an option beats the published recipe."""
    from animegan.training.config import LossWeights
    from animegan.training.published import published_settings

    settings = published_settings(args.published) if args.published else {}
    settings |= {name: value for name in OVERRIDES if (value := getattr(args, name)) is not None}
    if args.styles:
        settings["styles"] = tuple(args.styles)
    if args.loss:
        named = dict(_term_and_weight(text) for text in args.loss)
        try:
            settings["weights"] = replace(settings.get("weights", LossWeights()), **named)
        except TypeError as error:
            terms = ", ".join(field.name for field in fields(LossWeights))
            raise TrainingError("There is no such loss term.", hint=f"The terms are {terms}.") from error
    return settings


def _term_and_weight(text: str) -> tuple[str, float]:
    """`l1=20` as a pair."""
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError as error:
        message = f"{text!r} is not a term and its weight."
        raise TrainingError(message, hint="Write it like l1=20.") from error


def _find_faces(photo: PhotoU8) -> tuple[Landmarks, ...]:
    from animegan.face.detect import detect_faces

    return tuple(face.landmarks for face in detect_faces(photo))


def _crop_face(photo: PhotoU8, landmarks: Landmarks, side: int) -> PhotoU8:
    from animegan.face.align import align

    return align(landmarks, side=side).crop(photo)


def _line(progress: Progress, seconds: float) -> str:
    values = " ".join(f"{name}={value:.4g}" for name, value in progress.values.items())
    return f"{seconds:7.0f}s {progress.message} {progress.done}/{progress.total} {values}"
