"""The line above the rooms: the size, and which weights each system uses."""

from collections.abc import Mapping

import streamlit as st

from animegan.catalog import WeightsEntry
from animegan.comparison.available import choose_weights, weights_of
from animegan.comparison.systems import SYSTEMS, System
from animegan.ui.choice import recall_choice, remember_choice

__all__ = ["BENCH_SIZES", "choose_all_weights", "choose_size", "weights_key"]

BENCH_SIZES = (256, 512)  # at 512 px the larger networks take some seconds a picture


def choose_size() -> int:
    """Draws the choice of the one size for all."""
    return int(
        st.segmented_control(
            "Size for all, pixels",
            BENCH_SIZES,
            default=BENCH_SIZES[0],
            required=True,
            key="px",
            bind="query-params",
            label_visibility="collapsed",
            format_func=lambda size: f"{size} px",
        )
    )


def choose_all_weights() -> Mapping[str, WeightsEntry | None]:
    """Draws a choice for each system that has several weights here; the first are the lab's own."""
    with st.popover("Weights", icon=":material/memory:"):
        return {system.name: _choose(system) for system in SYSTEMS}


def weights_key(system: str) -> str:
    """Under which name the choice of a system's weights stands in the visit and in the page's address."""
    return f"weights_{system}"


def _choose(system: System) -> WeightsEntry | None:
    entries = weights_of(system)
    names = [entry.name for entry in entries]
    if len(names) > 1:
        key = weights_key(system.name)
        chosen = recall_choice(key, names)
        st.session_state[f"{key}_box"] = chosen
        titles = {entry.name: _title(entry) for entry in entries}
        st.selectbox(
            system.title,
            names,
            key=f"{key}_box",
            format_func=titles.__getitem__,
            on_change=lambda: remember_choice(key, st.session_state[f"{key}_box"], first=names[0]),
        )
        return choose_weights(system, chosen)
    said = _title(entries[0]) if entries else "none" if system.architecture else "needs none"
    st.markdown(f"{system.title}: {said}")
    return entries[0] if entries else None


def _title(entry: WeightsEntry) -> str:
    return f"{entry.title} ({'published, fetched' if entry.fetched else 'trained by this lab'})"
