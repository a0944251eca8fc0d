"""A page's rooms as tabs, of which only the open one is computed."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import streamlit as st

__all__ = ["show_rooms"]

Subject = TypeVar("Subject")


def show_rooms(rooms: Mapping[str, Callable[[Subject], object]], subject: Subject, *, key: str) -> None:
    """Draws the tabs; the open one stands in the page's address.

    Args:
        rooms: What draws each room, by its title.
        subject: What all rooms are about.
        key: The name in the address.
    """
    tabs = st.tabs(list(rooms), key=key, on_change="rerun", bind="query-params")
    for tab, room in zip(tabs, rooms.values(), strict=True):
        if tab.open:
            with tab:
                room(subject)
