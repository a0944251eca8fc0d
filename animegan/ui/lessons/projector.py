"""The view for a projector: larger type, and the menu out of the way."""

import streamlit as st

__all__ = ["enlarge_type", "is_projected", "leave_button", "projector_button"]

PROJECTOR = "projector"  # in the visit
LARGER = (
    "<style>:root { font-size: 25px !important; }</style>"  # all sizes of Streamlit follow; it has no setting
)


def is_projected() -> bool:
    """Whether this visit is on a projector."""
    return bool(st.session_state.get(PROJECTOR, False))


def enlarge_type() -> None:
    """Makes all type of the page about half as large again."""
    st.html(LARGER)


def projector_button() -> None:
    """Draws the button that begins the view."""
    st.button("Projector view", key="projector_on", icon=":material/cast:", on_click=_switch, args=(True,))


def leave_button() -> None:
    """Draws the button that ends it."""
    st.button("Leave the projector view", key="projector_off", icon=":material/close_fullscreen:",
              on_click=_switch, args=(False,))  # fmt: skip


def _switch(on: bool) -> None:
    st.session_state[PROJECTOR] = on
