"""What a teacher has at hand on every page: the link, the projector, and which rooms learners see."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from animegan.ui.classroom import classroom
from animegan.ui.lessons.projector import projector_button
from animegan.ui.lessons.share import share_this_page

__all__ = ["room_switches", "seen_switch", "teacher_tools"]


def teacher_tools() -> None:
    """Draws them into the sidebar."""
    with st.expander("Teacher", icon=":material/co_present:", key="teacher_tools"):
        with st.popover("Link and QR code", icon=":material/qr_code_2:", width="stretch"):
            share_this_page()
        projector_button()
        st.markdown(":small[Answers wait for you.]" if classroom().locked else ":small[Answers are free.]")


def room_switches(here: str, rooms: Iterable[str]) -> None:
    """Draws a switch for each room of a page."""
    with st.popover("What learners see here", icon=":material/visibility:"):
        for room in rooms:
            seen_switch(f"{here}: {room}", room)


def seen_switch(name: str, label: str) -> None:
    """Draws the switch that hides a page or a room from everybody but teachers.

    Args:
        name: The page's name in the menu, or that, a colon and the room's.
        label: What stands beside it.
    """
    key = f"seen_{name}"
    st.session_state[key] = name not in classroom().hidden
    st.checkbox(label, key=key, on_change=partial(_switch, name, key))


def _switch(name: str, key: str) -> None:
    hidden = classroom().hidden
    (hidden.discard if st.session_state[key] else hidden.add)(name)
