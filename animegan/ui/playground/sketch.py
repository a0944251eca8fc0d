"""Drawing where the real points shall lie; the drawing stands in the page's address."""

import base64
import binascii

import numpy as np
import streamlit as st

from animegan.ui.embed import component, data_url

__all__ = ["from_link", "sketch", "to_link"]

KEY = "drawing"
SIDE_PX = 480
PAPER, LINE, EVERY = 250, 205, 4  # grey levels; a line every four cells


def sketch() -> str:
    """Draws the board to paint on.

    Returns:
        "0" and "1" for each cell, row by row from the top; none painted at first.
    """
    from animegan.playground.shapes import DRAWN_CELLS

    count = DRAWN_CELLS**2
    linked = from_link(str(st.query_params.get(KEY, "")), count)
    cells: str = st.session_state.get(KEY) or linked or "0" * count

    def take() -> None:
        painted = st.session_state["sketch"].painted
        if painted is not None and len(painted) == count and set(painted) <= {"0", "1"}:
            st.session_state[KEY] = painted

    component("paint")(
        data={
            "picture": _board(DRAWN_CELLS), "label": "Where the real points shall lie", "ratio": 1.0,
            "rows": DRAWN_CELLS, "columns": DRAWN_CELLS, "cells": cells,
        },
        key="sketch",
        on_painted_change=take,
    )  # fmt: skip
    if "1" in cells:
        st.query_params[KEY] = to_link(cells)
    return cells


def to_link(cells: str) -> str:
    """The cells as letters that an address may have; six cells a letter."""
    packed = np.packbits(np.frombuffer(cells.encode(), np.uint8) - ord("0"))
    return base64.urlsafe_b64encode(packed.tobytes()).decode("ascii").rstrip("=")


def from_link(text: str, count: int) -> str:
    """The cells again; empty where the text does not say so many."""
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return ""
    bits = np.unpackbits(np.frombuffer(packed, np.uint8))
    return "".join(map(str, bits)) if len(bits) == count else ""


def _board(cells: int) -> str:
    """A sheet of squared paper."""
    sheet = np.full((SIDE_PX, SIDE_PX, 3), PAPER, np.uint8)
    step = EVERY * SIDE_PX // cells
    sheet[::step], sheet[:, ::step] = LINE, LINE
    return data_url(sheet)
