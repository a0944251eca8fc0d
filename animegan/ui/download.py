"""A finished picture to take home, as large as the photo it was made from."""

from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, get_args

import streamlit as st

from animegan.media.image import DecodedPhoto, FileFormat, encode
from animegan.types import PhotoU8
from animegan.ui.photo import ChosenPhoto
from animegan.ui.sheet import contact_sheet

if TYPE_CHECKING:
    from animegan.inference import Result

__all__ = ["download_buttons", "encode_result", "save_sheet"]

SUFFIXES: dict[FileFormat, str] = {"PNG": "png", "JPEG": "jpg", "WebP": "webp"}


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
    result: "Result[PhotoU8]", photo: ChosenPhoto, decoded: DecodedPhoto, *, key: str
) -> None:
    """Draws a button for each format; the file is made when one is pressed, not before."""
    stem = f"{PurePath(photo.file_name).stem}-{result.style}"
    for file_format in get_args(FileFormat):
        suffix = SUFFIXES[file_format]
        st.download_button(
            file_format,
            data=partial(encode_result, result, photo, decoded, file_format),
            file_name=f"{stem}.{suffix}",
            mime=f"image/{file_format.lower()}",
            key=f"{key}_{suffix}",
            icon=":material/download:",
            on_click="ignore",
        )


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
