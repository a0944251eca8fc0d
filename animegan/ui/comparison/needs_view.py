"""What each system needs: pictures, pairs, a GPU, and how the weights that are here were trained."""

import streamlit as st

from animegan.comparison.available import why_none
from animegan.comparison.systems import SYSTEMS, System
from animegan.ui.comparison.bench import Bench

__all__ = ["needs_view"]


def needs_view(bench: Bench) -> None:
    """A table of words."""
    st.table([_row(bench, system) for system in SYSTEMS])


def _row(bench: Bench, system: System) -> dict[str, str]:
    entry = bench.weights[system.name]
    here = f"`{entry.name}`: {entry.source}; licence: {entry.licence}" if entry else why_none(system)
    return {
        "System": f"**{system.title}**",
        "Idea": system.idea,
        "Learns from": system.pictures,
        "A GPU is needed": system.gpu,
        "Weights here": here,
    }
