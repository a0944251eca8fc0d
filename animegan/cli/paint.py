"""`python -m animegan paint`: photos become anime by way of the painter's brush, without a network."""

import argparse
import time
from typing import TYPE_CHECKING

from animegan.cli.options import DEFAULT_STYLE, add_picture_arguments, style_name
from animegan.cli.photo_run import run_photos

if TYPE_CHECKING:
    from animegan.cli.photo_run import Painted, Painter
    from animegan.face.detect import Face
    from animegan.media.image import DecodedPhoto
    from animegan.types import PhotoU8

NAME = "paint"
HELP = "Draw photos with the procedural painter that taught the networks."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `paint`."""
    add_picture_arguments(parser)
    parser.add_argument(
        "--style", type=style_name, default=DEFAULT_STYLE, help="see `styles` (default: %(default)s)"
    )
    parser.add_argument(
        "--no-faces", action="store_true", help="draw faces like everything else: quicker, but no anime eyes"
    )


def run(args: argparse.Namespace) -> None:
    """Paints every photo."""
    run_photos(args, lambda _first: _prepare(args))


def _prepare(args: argparse.Namespace) -> "Painter":
    import numpy as np

    from animegan.inference.preprocess import resize, working_size
    from animegan.toon import get_style, paint

    style = get_style(args.style).name
    working_size((64, 64), args.size)  # says now if the size is out of range
    if not args.no_faces:
        _faces_in(
            np.full((64, 64, 3), 128, np.uint8)
        )  # loads the detector, so that no photo's time contains it

    def draw(photo: "DecodedPhoto", _name: str) -> "Painted":
        started = time.perf_counter()
        working = resize(photo.photo, working_size(photo.photo.shape[:2], args.size))
        faces = () if args.no_faces else _faces_in(working)
        picture = paint(working, style, faces=[face.landmarks for face in faces])
        milliseconds = round((time.perf_counter() - started) * 1000, 2)
        report: dict[str, object] = {
            "style": style,
            "size": list(picture.shape[:2]),
            "faces": [_as_json(face) for face in faces],
            "milliseconds": milliseconds,
        }
        return resize(picture, photo.original_size) if args.keep_size else picture, report

    return draw


def _faces_in(photo: "PhotoU8") -> "tuple[Face, ...]":
    from animegan.face.detect import detect_faces  # here: --no-faces should not wait for torch

    return detect_faces(photo)


def _as_json(face: "Face") -> dict[str, object]:
    """In pixels of the working picture, whose size the report gives."""
    return {
        "box": [round(edge, 1) for edge in face.box],
        "landmarks": [[round(float(x), 1), round(float(y), 1)] for x, y in face.landmarks],
        "probability": round(face.probability, 4),
    }
