"""What each system needs: pictures, pairs, a GPU, and how the weights that are here were trained."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.comparison.available import why_none
from animegan.comparison.systems import SYSTEMS, System
from animegan.ui.comparison.bench import Bench

__all__ = ["needs_view"]


def needs_view(bench: Bench, _row: DeltaGenerator) -> None:
    """A table of words."""
    st.table([_words(bench, system) for system in SYSTEMS])


def _words(bench: Bench, system: System) -> dict[str, str]:
    entry = bench.weights[system.name]
    here = f"`{entry.name}`: {entry.source}; licence: {entry.licence}" if entry else why_none(system)
    return {
        "System": f"**{system.title}**",
        "Idea": system.idea,
        "Learns from": system.pictures,
        "GPU needed": system.gpu,
        "Weights here": here,
    }
