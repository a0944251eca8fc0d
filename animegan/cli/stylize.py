"""`python -m animegan stylize`: photos become anime by way of a trained network."""

import argparse
from contextlib import suppress
from typing import TYPE_CHECKING

from animegan.cli.network import add_weights_argument, open_network
from animegan.cli.options import add_network_arguments, add_picture_arguments
from animegan.cli.photo_run import run_photos
from animegan.errors import InputError

if TYPE_CHECKING:
    from animegan.cli.photo_run import Painted, Painter
    from animegan.media.image import DecodedPhoto

NAME = "stylize"
HELP = "Turn photos into anime with a trained network."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `stylize`."""
    add_picture_arguments(parser)
    add_network_arguments(parser)
    add_weights_argument(parser)
    parser.add_argument(
        "--strength",
        type=float,
        default=1.0,
        help="1 is the network's picture, 0 the photo (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> None:
    """Stylizes every photo."""
    run_photos(args, lambda first: _prepare(args, first))


def _prepare(args: argparse.Namespace, first: "DecodedPhoto") -> "Painter":
    """Loads the network and tries the options on a grey square: a wrong one is one error, not one per photo."""
    import numpy as np

    stylizer, mix = open_network(args)
    stylizer(np.full((64, 64, 3), 128, np.uint8), size=args.size, strength=args.strength, mix=mix)
    # The first pass at a new size allocates its buffers: 1255 ms against 715 ms for the next ones (OpenVINO,
    # 512 x 768). So one pass is thrown away, and the times reported are the network's own.
    with suppress(InputError):  # what is wrong with this photo is said when its turn comes
        stylizer(first.photo, size=args.size, strength=args.strength, mix=mix)

    def paint(photo: "DecodedPhoto", _name: str) -> "Painted":
        result = stylizer(photo.photo, size=args.size, strength=args.strength, mix=mix)
        picture = result.at_size(photo.original_size) if args.keep_size else result.picture
        return picture, result.summary()

    return paint
