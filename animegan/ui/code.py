"""The few lines of Python that make what a page shows: the calls that ran, with the values that were chosen."""

import streamlit as st

from animegan.ui.faces.painted import DETAIL, face_wishes
from animegan.ui.faces.words import settings_call
from animegan.ui.photo import ChosenPhoto
from animegan.ui.settings import StylizeSettings

__all__ = ["show_code", "stylize_code", "where_to_run"]

FACE_IMPORTS = """\
from animegan.face.face2paint import face2paint
from animegan.face.refine import open_refiner
from animegan.face.settings import FaceSettings
"""


def show_code(code: str, *, key: str) -> None:
    """Draws a folded block of code with a copy button."""
    with st.expander("Show the code", icon=":material/code:", key=key):
        st.code(code, language="python", wrap_lines=True)


def stylize_code(settings: StylizeSettings, photo: ChosenPhoto, *, see_through: bool = False) -> str:
    """A complete program that makes the same picture, and the same file as the PNG button.

    Args:
        settings: What was chosen.
        photo: A file, which the program reads from its own folder, or a sample.
        see_through: Whether the photo has transparency to keep, at its full size.
    """
    at_least = DETAIL * settings.size if settings.faces else settings.size
    imports, source, pixels, full_size = (
        _sample_lines(photo) if photo.sample else _file_lines(photo, at_least)
    )
    alpha = ", alpha=decode(data).alpha" if see_through else ""
    of_faces = FACE_IMPORTS if settings.faces else ""
    paint = _paint_faces(settings, pixels) if settings.faces else _paint(settings, pixels)
    return f"""\
{where_to_run(photo)}
from pathlib import Path

{of_faces}from animegan.inference import Stylizer
{imports}

{source}
stylizer = Stylizer.load("{settings.leading_style}")
{paint}
picture = result.at_size({full_size})
Path("anime.png").write_bytes(encode(picture{alpha}))
"""


def where_to_run(photo: ChosenPhoto) -> str:
    """A comment for the top of a program: the folder it runs in, and the file it needs there."""
    run = "# Run it in the lab's folder"
    if photo.sample:
        return f"{run}."
    verb = "copy" if photo.on_disk else "save"
    name = " ".join(photo.file_name.splitlines())  # a comment ends where its line ends
    return f"{run}; {verb} your photo there as {name} first."


def _sample_lines(photo: ChosenPhoto) -> tuple[str, str, str, str]:
    imports = "from animegan.media.image import encode\nfrom animegan.media.samples import load_sample"
    return imports, f'photo = load_sample("{photo.sample}")', "photo", "photo.shape[:2]"


def _file_lines(photo: ChosenPhoto, at_least: int) -> tuple[str, str, str, str]:
    read = f"data = Path({photo.file_name!r}).read_bytes()\nphoto = decode(data, at_least={at_least})"
    return "from animegan.media.image import decode, encode", read, "photo.photo", "photo.original_size"


def _paint(settings: StylizeSettings, pixels: str) -> str:
    return f"result = stylizer({pixels}, {_arguments(settings)})"


def _paint_faces(settings: StylizeSettings, pixels: str) -> str:
    return f"""\
settings = {settings_call(face_wishes(settings))}
result = face2paint({pixels}, stylizer, settings=settings, refiner=open_refiner())"""


def _arguments(settings: StylizeSettings) -> str:
    parts = [f"size={settings.size}"]
    if settings.strength != 1:
        parts.append(f"strength={settings.strength:g}")
    if settings.mix:
        parts.append(
            "mix={" + ", ".join(f'"{name}": {weight:g}' for name, weight in settings.mix if weight) + "}"
        )
    return ", ".join(parts)
