"""`python -m animegan export`: a network in OpenVINO's own form, for the fast start of the lab or other programs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.catalog import WeightsEntry, get_weights
from animegan.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from animegan.training.photos import TrainingPhoto
    from animegan.types import PhotoU8

NAME = "export"
HELP = "Write a network in OpenVINO's own form (.xml and .bin): any picture size, 8-bit pixels in and out."

CALIBRATION_PHOTOS = 60
JUDGED_BY = 12  # photos, of those that no network of the lab has learnt from
SHORT_SIDE = 256  # pixels


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `export`."""
    parser.add_argument("weights", metavar="NAME", help="weights of the catalog, such as anime_unet")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="folder to write to")
    parser.add_argument(
        "--int8",
        action="store_true",
        help="in whole numbers of 8 bits, from --photos; needs requirements-train.txt. Refused under 35 dB to fp32",
    )
    parser.add_argument("--photos", type=Path, metavar="DIR", help="photos of your own, for --int8")
    parser.add_argument(
        "--count",
        type=int,
        default=CALIBRATION_PHOTOS,
        help="how many of them to look at (default: %(default)s)",
    )
    parser.add_argument(
        "--size", type=int, default=SHORT_SIDE, metavar="PX", help="their short side (default: %(default)s)"
    )


def run(args: argparse.Namespace) -> None:
    """Writes both files and says what the catalog would have to know of them."""
    entry = get_weights(args.weights)
    if args.int8:
        _run_int8(entry, args)
        return
    from animegan.inference.backends.export import export_openvino  # here: it brings torch

    written = export_openvino(entry, args.out)
    _say(written.path, written.sha256)


def _run_int8(entry: WeightsEntry, args: argparse.Namespace) -> None:
    from animegan.inference.backends.precision import NEAR_DB
    from animegan.inference.backends.quantise import quantise, save_quantised, style_psnr
    from animegan.training.photos import list_photos, spread

    if args.photos is None or args.count < 1:
        raise InputError(
            "Quantising needs photos to look at.", hint="Pass --photos DIR, and --count 1 or more."
        )
    photos = list_photos(args.photos)
    unseen = [photo for photo in photos if photo.held_out]
    if not unseen or len(unseen) == len(photos):
        hint = "Pass more photos: one in ten, by its name, is kept to judge by."
        raise InputError(f"{args.photos} has photos to learn from or to judge by, not both.", hint=hint)
    seen = spread([photo for photo in photos if not photo.held_out], args.count)
    quantised = quantise(entry, [_read(photo, args.size) for photo in seen])
    judged = style_psnr(
        quantised, [_read(photo, args.size) for photo in spread(unseen, JUDGED_BY)], len(entry.styles)
    )
    _say_judged(entry, judged)
    if judged.min() < NEAR_DB:
        hint = (
            "Leave more of its layers as they are (KEPT_LAYERS in animegan/inference/backends/quantise.py)."
        )
        raise InputError(
            f"A picture is only {judged.min():.1f} dB from fp32; {NEAR_DB:g} are needed.", hint=hint
        )
    _say(*save_quantised(quantised, entry, args.out))


def _read(photo: "TrainingPhoto", size: int) -> "PhotoU8":
    from animegan.inference.preprocess import resize, working_size
    from animegan.media.image import decode

    pixels = decode(photo.path.read_bytes()).photo
    return resize(pixels, working_size(pixels.shape[:2], size))


def _say_judged(entry: WeightsEntry, judged: "NDArray[np.float64]") -> None:
    for style, row in zip(entry.styles, judged, strict=True):
        print(
            f"{style}: {row.mean():.1f} dB to fp32 on {row.size} photos it was not made from, {row.min():.1f} at worst"
        )


def _say(path: Path, sha256: str) -> None:
    print(f"{path} and {path.with_suffix('.bin').name}, SHA-256 of both {sha256}")
