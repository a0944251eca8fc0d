"""A finished picture to take home, as large as the photo it was made from."""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, get_args

import streamlit as st

from animegan.media.image import DecodedPhoto, FileFormat, encode
from animegan.types import PhotoU8
from animegan.ui.mix import whole_percents
from animegan.ui.photo import ChosenPhoto
from animegan.ui.settings import DEFAULT_SIZE, StylizeSettings
from animegan.ui.sheet import contact_sheet

if TYPE_CHECKING:
    from animegan.inference import Result

__all__ = ["download_buttons", "encode_result", "file_stem", "save_sheet"]

SUFFIXES: dict[FileFormat, str] = {"PNG": "png", "JPEG": "jpg", "WebP": "webp"}
UNSAFE = re.compile(r"[^\w .()-]+")  # letters of any alphabet are safe, signs are not
LONGEST_STEM = (
    80  # characters; with a mix of four styles behind it, still a third of what a file name may have
)


def encode_result(
    result: "Result[PhotoU8]", photo: ChosenPhoto, decoded: DecodedPhoto, file_format: FileFormat
) -> bytes:
    """The picture at the photo's own size, with the photo's own transparency where the format has any.

    Args:
        result: What was drawn.
        photo: The photo, decoded once more only where its transparency is needed at full size.
        decoded: The same photo, reduced, as it was drawn from.
        file_format: What to write.
    """
    alpha = None if decoded.alpha is None else photo.decode().alpha
    return encode(result.at_size(decoded.original_size), file_format=file_format, alpha=alpha)


def download_buttons(
    result: "Result[PhotoU8]",
    photo: ChosenPhoto,
    decoded: DecodedPhoto,
    settings: StylizeSettings,
    *,
    key: str,
) -> None:
    """Draws a button for each format, and what the file will be; it is made when one is pressed, not before."""
    for file_format in get_args(FileFormat):
        suffix = SUFFIXES[file_format]
        st.download_button(
            file_format,
            data=partial(encode_result, result, photo, decoded, file_format),
            file_name=f"{file_stem(photo, settings)}.{suffix}",
            mime=f"image/{file_format.lower()}",
            key=f"{key}_{suffix}",
            icon=":material/download:",
            on_click="ignore",
        )
    st.markdown(f":small[{_describe(decoded.original_size, result.size)}]")


def file_stem(photo: ChosenPhoto, settings: StylizeSettings) -> str:
    """A file name without its suffix that tells two pictures of a photo apart, and that every file system takes."""
    parts = [UNSAFE.sub("_", PurePath(photo.file_name).stem)[:LONGEST_STEM]]
    if shares := settings.shares:
        parts += ["mix", *(f"{name}{share}" for name, share in whole_percents(shares).items())]
    else:
        parts.append(settings.style)
    if settings.size != DEFAULT_SIZE:
        parts.append(f"{settings.size}px")
    if settings.strength != 1:
        parts.append(f"strength{settings.strength * 100:.0f}")
    if settings.faces:
        parts.append("faces")
    return "-".join(parts)


def _describe(file_size: tuple[int, int], drawn_size: tuple[int, int]) -> str:
    (height, width), (drawn_height, drawn_width) = file_size, drawn_size
    words = f"{width} × {height} pixels"
    if file_size == drawn_size:
        return words
    done = "enlarged" if height > drawn_height or width > drawn_width else "reduced"
    return f"{words}, {done} from {drawn_width} × {drawn_height}"


def save_sheet(pictures: Mapping[str, PhotoU8], photo: ChosenPhoto, *, key: str) -> None:
    """Draws a button that saves several pictures as one, with their names."""
    st.download_button(
        "Save this sheet (PNG)",
        data=lambda: encode(contact_sheet(pictures)),
        file_name=f"{PurePath(photo.file_name).stem}-styles.png",
        mime="image/png",
        key=key,
        icon=":material/grid_view:",
        on_click="ignore",
    )
