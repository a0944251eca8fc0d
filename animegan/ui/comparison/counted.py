"""The counts of the systems on the bench, kept between reruns: the first one imports the network library."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.catalog import WeightsEntry
from animegan.comparison.systems import System, get_system
from animegan.ui.comparison.bench import Bench

if TYPE_CHECKING:
    from animegan.comparison.counts import Counts

__all__ = ["counts_here", "published_counts"]


def counts_here(bench: Bench, system: System) -> "Counts | None":
    """What is counted of the network that paints here; None for the painter. Raises WeightsError."""
    entry = bench.weights[system.name]
    return _counts(system.name, entry.sha256 if entry else "", bench.size, entry)


def published_counts(system: System, size: int) -> "Counts | None":
    """The same of the network as it was published."""
    return _counts(system.name, "", size, None)


@st.cache_resource(show_spinner=False, max_entries=128)
def _counts(name: str, sha256: str, size: int, _entry: WeightsEntry | None) -> "Counts | None":
    from animegan.comparison.counts import count

    return count(get_system(name), _entry, size)
