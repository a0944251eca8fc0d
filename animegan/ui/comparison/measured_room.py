"""Room "Measured here": what each system weighs, costs, does to this photo, and needs."""

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.cost_view import cost_view
from animegan.ui.comparison.needs_view import needs_view
from animegan.ui.comparison.quality_view import quality_view

__all__ = ["measured_room"]

VIEWS = {"Cost": cost_view, "Faces and style": quality_view, "Needs": needs_view}


def measured_room(bench: Bench) -> None:
    """One of the views."""
    row = st.container(horizontal=True, vertical_alignment="center")
    with row:
        view = one_of("Look at", list(VIEWS), "Cost", "look", label_visibility="collapsed")
    VIEWS[view](bench, row)
