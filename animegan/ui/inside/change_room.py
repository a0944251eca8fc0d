"""Change channels, everywhere or where one paints, and watch what becomes of the picture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.code import show_code
from animegan.ui.embed import component
from animegan.ui.inside.changes import Change, clear, keep, kept_changes, undo
from animegan.ui.inside.colours import difference_map
from animegan.ui.inside.experiments import change_channels, channels_in_order, mean_difference
from animegan.ui.inside.look import Look, enlarge
from animegan.ui.inside.questions import ask_what_muting_does
from animegan.ui.inside.save import save_buttons
from animegan.ui.inside.scale import show_scale
from animegan.ui.inside.tiles import show_tiles
from animegan.ui.loupe import shared_loupe
from animegan.ui.resources import figure_url, kept

if TYPE_CHECKING:
    from animegan.explain.edits import Action

__all__ = ["change_room"]

CELLS = 32  # on the longer side of what is painted
EVERYWHERE, PAINTED = "everywhere", "where I paint"
ACTIONS: "dict[Action, tuple[str, str]]" = {
    "mute": ("Mute", ":material/volume_off:"),
    "boost": ("Boost", ":material/volume_up:"),
    "invert": ("Invert", ":material/invert_colors:"),
}


def change_room(look: Look) -> None:
    """Draws the room: the pictures above, the tools below, so that both fit on the screen."""
    changes = kept_changes(look.settings.weights)
    _show(look, changes, _changed(look, changes))
    _tools(look)
    _take_home(look, changes)
    ask_what_muting_does(look)


def _tools(look: Look) -> None:
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
        missing = "Choose one or more channels above." if not chosen else "Paint on the photo where."
        st.markdown(f":material/arrow_upward: {missing}")


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


def _changed(look: Look, changes: tuple[Change, ...]) -> PhotoU8:
    """The picture with the changes, kept with the photo."""
    if not changes:
        return look.base.picture
    edits = [change.edit() for change in changes]
    return kept(look.photo, (look.settings, changes), lambda: change_channels(look.base, edits))


def _show(look: Look, changes: tuple[Change, ...], picture: PhotoU8) -> None:
    before = look.base.picture
    differences, highest = difference_map(before, picture)
    done, moved = "**No change yet**: choose channels below, then mute, boost or invert them.", ""
    if changes:
        done = "**Changed:** " + "; then ".join(change.words() for change in changes) + "."
        moved = f"**{mean_difference(before, picture):.2f}** of 255 steps on average"
        moved = f"The picture moves by {moved}{_inside(before, picture, changes)}."
    with st.container(horizontal=True, vertical_alignment="center"):
        off, args = not changes, (look.settings.weights,)
        st.button("Undo", key="undo", icon=":material/undo:", disabled=off, on_click=undo, args=args)
        st.button(
            "Start over", key="clear", icon=":material/restart_alt:", disabled=off, on_click=clear, args=args
        )
        st.markdown(f"{done} {moved}")
    urls = {
        "As trained": figure_url(look.photo, (look.settings, "picture"), lambda: enlarge(before)),
        "Changed": figure_url(look.photo, (look.settings, changes, "picture"), lambda: enlarge(picture)),
        "Difference": figure_url(look.photo, (look.settings, changes, "apart"), lambda: enlarge(differences)),
    }
    shared_loupe(urls, size=look.base.size, key="changed", columns=3)
    show_scale(0, highest, of="Difference: steps of 255, mean of red, green and blue")


def _take_home(look: Look, changes: tuple[Change, ...]) -> None:
    before, after = look.base.picture, _changed(look, changes)
    save_buttons(
        f"{look.stem}-changed",
        png=lambda: encode(enlarge(np.hstack([before, after, difference_map(before, after)[0]]))),
        arrays=lambda: {"before": before, "after": after},
        key="save_changed",
    )
    edits = "".join(f"\n    {change.code()}," for change in changes)
    call = (
        f"import numpy as np\n\nfrom animegan.explain import ChannelEdit\n\nedits = [{edits}\n]\n"
        "picture = change_channels(base, edits)\nprint(mean_difference(base.picture, picture))"
    )
    show_code(look.code(change_channels, mean_difference, call=call), key="change_code")


def _inside(before: PhotoU8, after: PhotoU8, changes: tuple[Change, ...]) -> str:
    """How much more it moved where the last change was painted than elsewhere."""
    if not changes or not changes[-1].cells:
        return ""
    mask: NDArray[np.bool_] = changes[-1].mask_at(before.shape[:2])
    if mask.all():
        return ""
    apart = np.abs(before.astype(np.int16) - after)
    return f": **{apart[mask].mean():.2f}** where you painted last, **{apart[~mask].mean():.2f}** elsewhere"
