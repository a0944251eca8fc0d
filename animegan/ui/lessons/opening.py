"""A link to a step of a lesson leads to the page on which the step takes place, with its settings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from animegan.errors import InputError
from animegan.ui.lessons.course import STEP, link_to, running

if TYPE_CHECKING:
    from animegan.ui.shell import PageEntry

__all__ = ["open_step"]


def open_step(pages: "Mapping[str, PageEntry]") -> None:
    """Goes there, if the address names a step; a lesson that does not exist is explained by the bar.

    Args:
        pages: Every page by the end of its address.
    """
    if STEP not in st.query_params:
        return
    try:
        now = running(in_address=False)
    except InputError:
        return
    if now is not None:
        state = {**now.step.state, **link_to(now.lesson, now.number)}
        st.switch_page(pages[now.step.page].path, query_params=state)
