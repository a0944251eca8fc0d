"""A square patch of a picture, chosen by pointing at it; it stands in the page's address."""

from typing import Any

import streamlit as st

from animegan.ui.embed import component

__all__ = ["choose_patch"]

START = {"across": 45, "down": 35}  # percent of the way; in a portrait, near the eyes
TALLEST = "34vh"  # the patches below it belong on the same screen


def choose_patch(picture: str, *, size: tuple[int, int], side: int, key: str) -> tuple[int, int]:
    """Draws the picture with a frame that mouse, finger and arrow keys move.

    Args:
        picture: Its URL.
        size: Its (height, width) in pixels.
        side: Of the patch, in pixels.
        key: The component's key.

    Returns:
        How far across and down the patch lies, in whole percent of the way there is.
    """
    height, width = size
    spot = {name: _recall(name) for name in START}

    def take() -> None:
        moved = st.session_state[key].moved
        for name in START if moved else ():
            _remember(name, moved.get(name))

    component("patch")(
        data={
            "picture": picture,
            "label": "Patch to magnify",
            "ratio": width / height,
            "tallest": TALLEST,
            "wide": side / width,
            "high": side / height,
            **spot,
        },
        key=key,
        on_moved_change=take,
    )
    return spot["across"], spot["down"]


def _recall(name: str) -> int:
    """By the page's address, then by the visit."""
    for wish in (st.query_params.get(name), st.session_state.get(name)):
        if (percent := _percent(wish)) is not None:
            _remember(name, percent)
            return percent
    return START[name]


def _remember(name: str, wish: object) -> None:
    if (percent := _percent(wish)) is None:
        return
    st.session_state[name] = percent
    if percent == START[name]:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(percent)


def _percent(wish: Any) -> int | None:
    """A whole number from 0 to 100; None for anything else that a link or a browser may say."""
    try:
        percent = int(wish)
    except (TypeError, ValueError):
        return None
    return percent if 0 <= percent <= 100 else None
