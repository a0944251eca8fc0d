"""Room "Article against measurement": every claim with what became of it, and its table of times done again."""

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.claims_view import claims_view
from animegan.ui.comparison.setup_view import setup_view

__all__ = ["article_room"]

VIEWS = {"Claims": claims_view, "Times, its way and fairly": setup_view}


def article_room(bench: Bench) -> None:
    """One of the views."""
    row = st.container(horizontal=True, vertical_alignment="center")
    with row:
        view = one_of("Article", list(VIEWS), "Claims", "article", label_visibility="collapsed")
    VIEWS[view](bench, row)
