"""Pictures on their way into a page's own components."""

import base64
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from animegan.media.image import FileFormat, encode
from animegan.types import PhotoU8

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray
    from streamlit.components.v2.types import ComponentRenderer

__all__ = ["component", "data_url"]

COMPONENTS = Path(__file__).with_name("components")
SCREEN_QUALITY = 92  # what is looked at through a loupe must not show JPEG's own blocks


@cache
def component(name: str) -> "ComponentRenderer":
    """Registers the component kept in `components/NAME.html`, `.css` and `.js`, once in a process."""
    html, css, js = (
        (COMPONENTS / f"{name}.{suffix}").read_text(encoding="utf-8") for suffix in ("html", "css", "js")
    )
    return st.components.v2.component(f"animegan_{name}", html=html, css=css, js=js)


def data_url(picture: PhotoU8, *, alpha: "NDArray[uint8] | None" = None) -> str:
    """The picture as text that an `<img>` shows, without a file and without a request.

    Args:
        picture: (H, W, 3) uint8 RGB.
        alpha: (h, w) uint8 opacity of the photo it was made from, any size; None where all is opaque.

    Returns:
        A `data:` URL: JPEG, or WebP where there is transparency to keep.
    """
    file_format: FileFormat = "JPEG" if alpha is None else "WebP"
    data = encode(picture, file_format=file_format, alpha=alpha, quality=SCREEN_QUALITY)
    return f"data:image/{file_format.lower()};base64,{base64.b64encode(data).decode('ascii')}"
