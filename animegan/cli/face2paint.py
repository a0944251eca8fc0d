"""`python -m animegan face2paint`: photos become anime, and every face in them is painted by itself."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.cli.options import add_network_arguments, add_picture_arguments, parse_mix
from animegan.cli.photo_run import run_photos
from animegan.cli.pictures import write_file
from animegan.errors import InputError

if TYPE_CHECKING:
    from animegan.cli.photo_run import Painted, Painter
    from animegan.face.painting import FacePainting
    from animegan.media.image import DecodedPhoto
    from animegan.types import PhotoU8

NAME = "face2paint"
HELP = "Turn photos into anime and paint every face by itself: found, set upright, enlarged, put back."

DETAIL = 2  # a photo is read with this many times the pixels of the picture: faces are cut from them


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `face2paint`."""
    add_picture_arguments(parser)
    add_network_arguments(parser)
    parser.add_argument(
        "--blend",
        choices=("poisson", "mixed", "alpha", "paste"),
        default="poisson",
        help="how a face is put back (default: %(default)s)",
    )
    parser.add_argument(
        "--strength",
        type=float,
        default=1.0,
        help="1 puts the faces in fully, 0 leaves the whole photo's picture (default: %(default)s)",
    )
    parser.add_argument(
        "--no-refine", action="store_true", help="leave out the network that redraws features"
    )
    parser.add_argument(
        "--stages", type=Path, metavar="DIR", help="also write there what each stage made of each face"
    )


def run(args: argparse.Namespace) -> None:
    """Paints every photo."""
    run_photos(args, lambda first: _prepare(args, first), detail=DETAIL)


def _prepare(args: argparse.Namespace, first: "DecodedPhoto") -> "Painter":
    """Loads what is needed and tries it on the first photo, whose time then counts like the others'."""
    from animegan.face.face2paint import face2paint
    from animegan.face.refine import open_refiner
    from animegan.face.settings import FaceSettings
    from animegan.inference import Stylizer
    from animegan.inference.preprocess import resize, working_size

    mix = None if args.mix is None else parse_mix(args.mix)
    settings = FaceSettings(size=args.size, mix=mix, blend=args.blend, strength=args.strength)
    working_size((64, 64), args.size)  # says now if the size is out of range
    stylizer = Stylizer.load(
        next(iter(mix)) if mix else args.style,
        backend=args.backend,
        precision=args.precision,
        device=args.device,
    )
    refiner = None if args.no_refine else open_refiner()
    with suppress(InputError):  # what is wrong with this photo is said when its turn comes
        face2paint(first.photo, stylizer, settings=settings, refiner=refiner)

    def paint(photo: "DecodedPhoto", name: str) -> "Painted":
        painting = face2paint(photo.photo, stylizer, settings=settings, refiner=refiner)
        if args.stages:
            _write_stages(args.stages, name, painting, photo.photo)
        picture = resize(painting.picture, photo.original_size) if args.keep_size else painting.picture
        return picture, painting.summary() | {"notes": [_note(painting)]}

    return paint


def _note(painting: "FacePainting") -> str:
    """What became of the faces; reads on after "the photo"."""
    painted, left = len(painting.faces), len(painting.left_alone)
    if not painted and not left:
        return "has no face that was found; it was painted as a whole"
    faces = "1 face painted by itself" if painted == 1 else f"{painted} faces painted by themselves"
    return f"has {faces}" + (f", {left} more left alone as too small or too many" if left else "")


def _write_stages(folder: Path, name: str, painting: "FacePainting", photo: "PhotoU8") -> None:
    """`NAME-found.png`, and for each face `NAME-face1-1-crop.png` and so on, in the order of the stages."""
    from animegan.face.stages import draw_faces, stages_of
    from animegan.media.image import encode

    pictures = {f"{name}-found": draw_faces(photo, [face.face for face in painting.faces])}
    for number, face in enumerate(painting.faces, start=1):
        for order, (stage, picture) in enumerate(stages_of(painting, face).items(), start=1):
            pictures[f"{name}-face{number}-{order}-{stage}"] = picture
    for file, picture in pictures.items():
        write_file(folder / f"{file}.png", encode(picture, file_format="PNG"))
