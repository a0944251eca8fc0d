"""A page's rooms as tabs, of which only the open one is computed."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

from animegan.ui.classroom import is_hidden, is_teacher
from animegan.ui.lessons.teaching import room_switches

__all__ = ["note_page", "show_rooms"]

Subject = TypeVar("Subject")
HERE = "page_label"  # in the visit


def note_page(label: str) -> None:
    """Remembers on which page the rooms are, since a teacher hides them page by page."""
    st.session_state[HERE] = label


def show_rooms(
    rooms: Mapping[str, Callable[[Subject], object]],
    subject: Subject,
    *,
    key: str,
    may_be_closed: bool = True,
) -> None:
    """Draws the tabs; the open one stands in the page's address.

    Args:
        rooms: What draws each room, by its title.
        subject: What all rooms are about.
        key: The name in the address.
        may_be_closed: Whether a teacher may hide rooms from learners.
    """
    here = str(st.session_state.get(HERE, ""))
    if is_teacher() and may_be_closed:
        room_switches(here, rooms)
    seen = {title: room for title, room in rooms.items() if not is_hidden(f"{here}: {title}")}
    if not seen:
        st.info("Your teacher has closed all rooms of this page for now.", icon=":material/visibility_off:")
        return
    tabs = st.tabs(list(seen), key=key, on_change="rerun", bind="query-params")
    for tab, room in zip(tabs, seen.values(), strict=True):
        if tab.open:
            with tab:
                room(subject)
