"""All channels of a stage as small pictures to choose from."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.embed import component
from animegan.ui.inside.colours import columns_of, tile_sheet
from animegan.ui.inside.look import Look
from animegan.ui.resources import figure_url

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["channel_name", "number", "show_tiles", "span"]

LONGEST = 96  # px, the longer side of a small picture: twice what it has on the screen


def show_tiles(
    look: Look,
    features: "NDArray[np.float32]",
    ordered: "NDArray[np.intp]",
    ranges: "NDArray[np.float32]",
    *,
    chosen: Collection[int],
    on_pick: Callable[[Sequence[int]], None],
    key: str,
    note: str,
    multiple: bool = False,
    tallest: str = "64vh",
) -> None:
    """Draws a stage's channels.

    Args:
        look: The stage.
        features: Its channels (C, h, w).
        ordered: (C,) which one stands where.
        ranges: (C, 2) from which to which value each one's colours run.
        chosen: Those that are marked.
        on_pick: Told what is chosen when that changes.
        key: The component's key.
        note: How they stand there, and what one can do.
        multiple: Whether several can be chosen.
        tallest: Upper limit of the height, a CSS length; the rest is scrolled to.
    """

    def take() -> None:
        picked = st.session_state[key].picked
        if picked is not None:
            on_pick([int(name) for name in picked if str(name).isdigit()])

    channels, height, width = features.shape
    sheet_key = (look.key, "tiles", ordered.tobytes(), ranges.tobytes())
    sheet = figure_url(
        look.photo, sheet_key, lambda: tile_sheet(features[ordered], ranges[ordered], longest=LONGEST)
    )
    same = len({tuple(pair) for pair in ranges.tolist()}) == 1
    tiles = [{"name": str(c), "note": "" if same else span(*ranges[c])} for c in ordered.tolist()]
    component("tiles")(
        data={
            "label": look.label.replace("*", ""),
            "note": note,
            "sheet": sheet,
            "columns": columns_of(channels),
            "ratio": width / height,
            "side": "4.6rem",
            "tallest": tallest,
            "tiles": tiles,
            "chosen": [str(channel) for channel in chosen],
            "multiple": multiple,
        },
        key=key,
        on_picked_change=take,
    )


def channel_name(channel: int) -> str:
    """How people call a channel."""
    return f"channel {channel}"


def span(low: float, high: float) -> str:
    """A range of values, as short as it can be said."""
    return f"{number(low)}…{number(high)}"


def number(value: float) -> str:
    """A value in two digits, with a minus sign that is one."""
    return f"{value:.2g}".replace("-", "−")
