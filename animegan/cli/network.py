"""The network that the command line asks for: that of a style, or a weights file of one's own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.cli.options import DEFAULT_STYLE, parse_mix

if TYPE_CHECKING:
    from animegan.inference import Stylizer

__all__ = ["add_weights_argument", "open_network"]


def add_weights_argument(parser: argparse.ArgumentParser) -> None:
    """Declares the option about a file of one's own."""
    parser.add_argument(
        "--weights",
        type=Path,
        metavar="FILE",
        help="a weights file of your own, such as a student of `train distil`; --style is then one of its styles",
    )


def open_network(args: argparse.Namespace) -> "tuple[Stylizer, dict[str, float] | None]":
    """The Stylizer, and the mix of styles where one was asked for.

    Raises:
        InputError: An unknown style, backend or precision, or a mix that cannot be read.
        WeightsError: The weights file is missing, altered, or none.
        BackendError: The backend asked for is not installed, or lacks the precision.
    """
    from animegan.inference import Stylizer

    mix = None if args.mix is None else parse_mix(args.mix)
    style = next(iter(mix)) if mix else args.style  # any style of the mix leads to the weights that know it
    ways = {"backend": args.backend, "precision": args.precision, "device": args.device}
    if args.weights is None:
        return Stylizer.load(style, **ways), mix
    from animegan.catalog.own import entry_of_file

    entry = entry_of_file(args.weights)
    if style == DEFAULT_STYLE and style not in entry.styles:
        style = None  # nobody has typed it: the file's first
    return Stylizer.of(entry, style, **ways), mix
