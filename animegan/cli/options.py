"""The options that the verbs with pictures share, and reading what was typed into them."""

import argparse
from pathlib import Path

from animegan.catalog import STYLES
from animegan.errors import InputError

__all__ = [
    "DEFAULT_SIZE",
    "DEFAULT_STYLE",
    "add_network_arguments",
    "add_picture_arguments",
    "parse_mix",
    "style_name",
]

DEFAULT_STYLE = STYLES[0].name
DEFAULT_SIZE = 512  # the short side that the networks were trained around
_MIX_HINT = f"Write shares by style name, for example --mix {STYLES[0].name}=0.5,{STYLES[-1].name}=0.5"


def add_picture_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options about what is read and what is written."""
    parser.add_argument(
        "photos",
        nargs="+",
        type=Path,
        metavar="PHOTO",
        help="photo files, or folders of photos; sub-folders are not searched",
    )
    parser.add_argument(
        "-o",
        "--out",
        required=True,  # kept as typed: a slash at its end says "a folder"
        metavar="OUT",
        help="one photo: the file to write, .png, .jpg or .webp; several: a folder",
    )
    parser.add_argument(
        "--size",
        type=int,
        default=DEFAULT_SIZE,
        metavar="PX",
        help="short side to work at; a photo is not enlarged for it (default: %(default)s)",
    )
    parser.add_argument(
        "--format",
        choices=("png", "jpeg", "webp"),
        help="file format (default: by OUT's suffix, PNG in a folder)",
    )
    parser.add_argument(
        "--keep-size", action="store_true", help="enlarge the picture to the photo's own size before writing"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print one JSON object per photo, one per line: width and height are those of the written file, "
        "size is the [height, width] worked at, which differs with --keep-size",
    )


def add_network_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options about the network that paints."""
    names = ", ".join(style.name for style in STYLES)
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--style", type=style_name, default=DEFAULT_STYLE, help=f"one of {names} (default: %(default)s)"
    )
    which.add_argument("--mix", metavar="MIX", help="several styles at once, such as sakura=0.5,sumi=0.5")
    parser.add_argument(
        "--backend",
        choices=("auto", "torch", "openvino"),
        default="auto",
        help="what runs the network; auto takes the faster one that is installed (default: %(default)s)",
    )
    parser.add_argument(
        "--device",
        choices=("cpu", "cuda", "mps"),
        default="cpu",
        help="cuda or mps: PyTorch on a graphics card (default: %(default)s, the processor)",
    )
    parser.add_argument(
        "--precision",
        choices=("auto", "fp32", "bf16", "int8"),
        help="in which numbers; auto measures once which is fastest and near enough (default: ANIMEGAN_PRECISION)",
    )


def style_name(text: str) -> str:
    """The catalog's spelling of a style typed in any case; unchanged where there is none: the core refuses it."""
    return next((style.name for style in STYLES if style.name.casefold() == text.casefold()), text)


def parse_mix(text: str) -> dict[str, float]:
    """Style shares from `sakura=0.5,sumi=0.5`; names in any case.

    Raises:
        InputError: Not written that way, or a style named twice. Whether the styles exist is the core's to say.
    """
    mix: dict[str, float] = {}
    for part in text.split(","):
        typed, equals, share = (piece.strip() for piece in part.partition("="))
        name = style_name(typed)
        if not (name and equals):
            raise InputError(f"The mix {text!r} cannot be read at {part!r}.", hint=_MIX_HINT)
        if name in mix:
            raise InputError(f"The mix {text!r} names {name} twice.", hint=_MIX_HINT)
        try:
            mix[name] = float(share)
        except ValueError as error:
            raise InputError(f"The share {share!r} of {name} is no number.", hint=_MIX_HINT) from error
    return mix
