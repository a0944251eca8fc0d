"""`python -m animegan train RECIPE`: makes the lab's weights, or yours."""

import argparse
import logging
import sys
import time
from pathlib import Path
from typing import Any

from animegan.training.recipes import RECIPES, get_recipe
from animegan.training.request import TrainRequest
from animegan.types import Landmarks, PhotoU8, Progress

NAME = "train"
HELP = "Train a network on a folder of photos."

OVERRIDES = ("steps", "batch", "crop", "precision", "seed")  # settings that have an option of their own


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `train`."""
    titles = "; ".join(f"{recipe.name}: {recipe.title}" for recipe in RECIPES)
    parser.add_argument("recipe", metavar="RECIPE", help=titles)
    parser.add_argument(
        "--photos", type=Path, required=True, metavar="DIR", help="folder of photos to learn from"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for checkpoints and weights"
    )
    parser.add_argument("--device", default="cpu", help="cpu (default), cuda or mps")
    parser.add_argument("--steps", type=int, help="optimiser steps in all")
    parser.add_argument("--batch", type=int, help="crops per step")
    parser.add_argument("--crop", type=int, help="side of a crop in pixels")
    parser.add_argument("--precision", choices=("fp32", "bf16"), help="bf16 is faster where the CPU has it")
    parser.add_argument("--seed", type=int, help="of weights and crops")
    parser.add_argument(
        "--tiers", nargs="+", metavar="TIER", help="only photos whose CSV names one of these tiers"
    )
    parser.add_argument("--teacher", type=Path, metavar="FILE", help="a teacher's weights, for `perceptual`")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")


def run(args: argparse.Namespace) -> None:
    """Runs a recipe and shows its progress on stderr."""
    recipe = get_recipe(args.recipe)
    settings: dict[str, Any] = {name: v for name in OVERRIDES if (v := getattr(args, name)) is not None}
    request = TrainRequest(
        photos=args.photos,
        out=args.out,
        device=args.device,
        resume=args.resume,
        tiers=tuple(args.tiers) if args.tiers else None,
        teacher=args.teacher,
        find_faces=_find_faces,
        settings=settings,
    )
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    started = time.monotonic()
    for progress in recipe.run(request):
        if progress.done % 50 == 0 or progress.done == progress.total:
            print(_line(progress, time.monotonic() - started), file=sys.stderr, flush=True)


def _find_faces(photo: PhotoU8) -> tuple[Landmarks, ...]:
    from animegan.face.detect import detect_faces

    return tuple(face.landmarks for face in detect_faces(photo))


def _line(progress: Progress, seconds: float) -> str:
    values = " ".join(f"{name}={value:.4g}" for name, value in progress.values.items())
    return f"{seconds:7.0f}s {progress.message} {progress.done}/{progress.total} {values}"
