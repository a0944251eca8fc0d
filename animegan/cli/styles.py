"""`python -m animegan styles`: what a photo can become."""

import argparse
import dataclasses
import json

from animegan.catalog import STYLES

NAME = "styles"
HELP = "List the styles."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `styles`."""
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of a table")


def run(args: argparse.Namespace) -> None:
    """Prints every style of the catalog."""
    if args.json:
        print(json.dumps([dataclasses.asdict(style) for style in STYLES], ensure_ascii=False))
        return
    width = max(len(style.name) for style in STYLES)
    for style in STYLES:
        print(f"{style.name:<{width}}  {style.blurb}")
