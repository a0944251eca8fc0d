"""What a question was asked about, where the page can be changed after the guess without asking anew."""

from collections.abc import Hashable
from typing import TypeVar

import streamlit as st

from animegan.ui.predict import is_revealed

__all__ = ["as_asked"]

Settings = TypeVar("Settings")
ASKED = "asked_with"  # in the visit: the settings by question and what it is about


def as_asked(key: str, about: Hashable, now: Settings) -> Settings:
    """The settings of now until there is a guess; from then on those that the guess was about.

    Args:
        key: The question's own name, as `predict` has it.
        about: What the question is asked once about, such as the photo's key.
        now: The settings at which the page stands.
    """
    asked: dict[tuple[str, Hashable], Settings] = st.session_state.setdefault(ASKED, {})
    if not is_revealed(key, about):
        asked[key, about] = now
    return asked.get((key, about), now)
