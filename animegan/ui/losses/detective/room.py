"""Room "Curve detective": what loss curves of the lab's own training runs tell about their pictures, and what not."""

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.detective.cases import show_cases
from animegan.ui.losses.detective.pair import show_pair
from animegan.ui.losses.detective.run import show_run
from animegan.ui.losses.shared import runs

__all__ = ["detective_room"]

WHAT_IT_IS = (
    "**Real logs of the lab's own networks.** Say what the curves mean for the pictures; then you see them."
)
VIEWS = {"Cases": show_cases, "One run": show_run, "Two runs": show_pair}


def detective_room(desk: Desk) -> None:
    """Draws the room; the photo on the table plays no part in it."""
    st.markdown(WHAT_IT_IS)
    view = one_of(
        "What to investigate", list(VIEWS), next(iter(VIEWS)), "clues", label_visibility="collapsed"
    )
    VIEWS[view](runs())
