"""A figure to take home: as a picture for a slide, and as the raw numbers behind it."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

__all__ = ["npz", "save_buttons"]


def save_buttons(
    stem: str, *, png: Callable[[], bytes], arrays: Callable[[], Mapping[str, ArrayLike]], key: str
) -> None:
    """Draws two buttons beside each other; the files are made when one is pressed, not before.

    Args:
        stem: The files' name without suffix.
        png: Makes the figure's file.
        arrays: Gives the numbers behind it, by name.
        key: The beginning of the buttons' keys.
    """
    kinds: tuple[tuple[str, Callable[[], bytes], str, str], ...] = (
        ("Figure (PNG)", png, "png", "image/png"),
        ("Numbers (NPZ)", lambda: npz(arrays()), "npz", "application/octet-stream"),
    )
    with st.container(horizontal=True):
        for label, data, suffix, mime in kinds:
            st.download_button(
                label,
                data=data,
                file_name=f"{stem}.{suffix}",
                mime=mime,
                key=f"{key}_{suffix}",
                icon=":material/download:",
                on_click="ignore",
            )


def npz(arrays: Mapping[str, ArrayLike]) -> bytes:
    """The arrays as one compressed NumPy file; `np.load` reads it."""
    file = io.BytesIO()
    named: dict[str, Any] = {name: np.asarray(value) for name, value in arrays.items()}
    np.savez_compressed(file, **named)
    return file.getvalue()
