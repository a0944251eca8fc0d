"""Parses the command line and hands over to one verb.

Each verb is a module with `NAME`, `HELP`, `add_arguments(parser)` and `run(args)`. Heavy imports belong inside
`run`, so that `--help` answers at once.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import Protocol

from animegan import __version__
from animegan.cli import (
    batch,
    bench,
    compare,
    evaluate,
    evaluate_faces,
    export,
    face2paint,
    fit_lens,
    measure_family,
    paint,
    serve,
    styles,
    stylize,
    train,
    video,
    weights,
)
from animegan.errors import AnimeganError

EXIT_MISUSE = 2  # what argparse uses too: the request was wrong, the program was not


class Verb(Protocol):
    """What a verb module offers."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser, /) -> None:
        """Declares the verb's own options."""

    def run(self, args: argparse.Namespace, /) -> None:
        """Does the work; raises AnimeganError for whatever the user can mend."""


VERBS: tuple[Verb, ...] = (
    stylize,
    face2paint,
    paint,
    styles,
    train,
    weights,
    video,
    batch,
    serve,
    evaluate,
    evaluate_faces,
    fit_lens,
    measure_family,
    bench,
    compare,
    export,
)


def build_parser() -> argparse.ArgumentParser:
    """The parser of `python -m animegan`, with one sub-parser per verb."""
    parser = argparse.ArgumentParser(
        prog="python -m animegan", description="A photo becomes anime on your CPU."
    )
    parser.add_argument("--version", action="version", version=__version__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        sub = verbs.add_parser(verb.NAME, help=verb.HELP, description=verb.HELP)
        verb.add_arguments(sub)
        sub.set_defaults(run=verb.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb and returns the exit status: 0, or 2 with message and hint on stderr."""
    parser = build_parser()
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments:  # argparse would only say that a VERB is missing, not which there are
        parser.print_help(sys.stderr)
        return EXIT_MISUSE
    args = parser.parse_args(arguments)
    try:
        args.run(args)
    except AnimeganError as error:
        print(f"error: {error.message}\nhint: {error.hint}", file=sys.stderr)
        return EXIT_MISUSE
    except KeyboardInterrupt:
        return 130  # the shell's own status for Ctrl-C
    return 0
