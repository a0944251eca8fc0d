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
    "**The log-books of the networks that come with the lab**: the loss of every tenth step, figures on "
    "held-out photos, and what the network painted then. First say what the curves mean for the pictures; "
    "only then are the pictures sent to your browser. They are of the lab's sample photos, not of yours."
)
VIEWS = {"Cases": show_cases, "One run": show_run, "Two runs": show_pair}


def detective_room(desk: Desk) -> None:
    """Draws the room; the photo on the table plays no part in it."""
    st.markdown(WHAT_IT_IS)
    view = one_of("What to investigate", list(VIEWS), next(iter(VIEWS)), "clues")
    VIEWS[view](runs())
