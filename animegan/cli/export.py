"""`python -m animegan export`: a network in OpenVINO's own form, for the fast start of the lab or other programs."""

import argparse
from pathlib import Path

from animegan.catalog import get_weights

NAME = "export"
HELP = "Write a network in OpenVINO's own form (.xml and .bin): any picture size, 8-bit pixels in and out."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `export`."""
    parser.add_argument("weights", metavar="NAME", help="weights of the catalog, such as anime_unet")
    parser.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="folder to write to")


def run(args: argparse.Namespace) -> None:
    """Writes both files and says what the catalog would have to know of them."""
    from animegan.inference.backends.export import export_openvino  # here: it brings torch

    written = export_openvino(get_weights(args.weights), args.out)
    print(f"{written.path} and {written.path.with_suffix('.bin').name}, SHA-256 of both {written.sha256}")
