"""The tools to change channels with: which ones, where, and how."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.embed import component
from animegan.ui.inside.changes import Change, keep
from animegan.ui.inside.experiments import channels_in_order
from animegan.ui.inside.look import Look
from animegan.ui.inside.tiles import show_tiles

if TYPE_CHECKING:
    from animegan.explain.edits import Action

__all__ = ["change_tools"]

CELLS = 32  # on the longer side of what is painted
EVERYWHERE, PAINTED = "everywhere", "where I paint"
ACTIONS: "dict[Action, tuple[str, str]]" = {
    "mute": ("Mute", ":material/volume_off:"),
    "boost": ("Boost", ":material/volume_up:"),
    "invert": ("Invert", ":material/invert_colors:"),
}


def change_tools(look: Look) -> None:
    """Draws the channels of the stage to choose from, and beside them what can be done to them."""
    left, right = st.columns([7, 5], gap="large")
    with left:
        chosen = _choose_channels(look)
    with right:
        _act(look, chosen)


def _choose_channels(look: Look) -> tuple[int, ...]:
    features, ordered, ranges = channels_in_order(look.base, look.stage, "energy", "channel")
    selection = f"selected {look.settings.weights} {look.stage}"
    chosen: tuple[int, ...] = st.session_state.get(selection, ())

    def select(picked: Sequence[int]) -> None:
        st.session_state[selection] = tuple(c for c in picked if 0 <= c < len(features))

    show_tiles(
        look,
        features,
        ordered,
        ranges,
        chosen=chosen,
        on_pick=select,
        key="selected",
        note="the loudest first, each on its own colours. Choose one or more: click, or arrow keys and Space.",
        multiple=True,
        tallest="38vh",
    )
    return chosen


def _act(look: Look, chosen: tuple[int, ...]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        where = st.segmented_control(
            "Where", (EVERYWHERE, PAINTED), default=EVERYWHERE, required=True, key="where"
        )
        factor = st.slider("Boost by", 1.5, 8.0, 3.0, 0.5, key="factor", width=180)
    cells, shape = "", _grid(look)
    if where == PAINTED:
        cells = _paint(look, shape)
    ready = bool(chosen) and (where == EVERYWHERE or "1" in cells)
    with st.container(horizontal=True):
        for action, (title, icon) in ACTIONS.items():
            change = Change(
                stage=look.stage, channels=chosen, action=action, factor=factor, cells=cells, grid=shape
            )
            st.button(
                title,
                key=action,
                icon=icon,
                disabled=not ready,
                on_click=keep,
                args=(look.settings.weights, change),
            )
    if not ready:
        missing = "Choose one or more channels first." if not chosen else "Paint on the photo first."
        st.markdown(f":material/info: {missing}")


def _grid(look: Look) -> tuple[int, int]:
    """(rows, columns) of the cells to paint, which are about square."""
    height, width = look.base.size
    return max(1, round(CELLS * height / max(height, width))), max(
        1, round(CELLS * width / max(height, width))
    )


def _paint(look: Look, shape: tuple[int, int]) -> str:
    rows, columns = shape
    state = f"cells {rows} {columns}"

    def take() -> None:
        painted = st.session_state["paint"].painted
        if painted is not None and len(painted) == rows * columns and set(painted) <= {"0", "1"}:
            st.session_state[state] = painted

    cells: str = st.session_state.get(state, "0" * (rows * columns))
    component("paint")(
        data={
            "picture": look.url("photo", lambda: look.base.photo),
            "label": "The photo to paint on",
            "ratio": look.base.size[1] / look.base.size[0],
            "rows": rows,
            "columns": columns,
            "cells": cells,
        },
        key="paint",
        on_painted_change=take,
    )
    return cells
