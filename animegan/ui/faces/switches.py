"""The switches of the page about faces; all of them stand in the page's address."""

from collections.abc import Mapping

import streamlit as st

from animegan.ui.settings import DEFAULT_SIZE, SIZES

__all__ = ["WAY_TITLES", "how_to_put_back", "wished_size"]

WAY_TITLES: Mapping[str, str] = {
    "poisson": "Poisson",
    "mixed": "Mixed gradients",
    "alpha": "Feathered",
    "paste": "Plain paste",
}


def wished_size() -> int:
    """Draws the choice of the working size."""
    return int(
        st.segmented_control(
            "Size: short side in pixels",
            SIZES,
            default=DEFAULT_SIZE,
            required=True,
            key="size",
            bind="query-params",
        )
    )


def how_to_put_back() -> tuple[str, float, bool]:
    """Draws a switch for each stage after painting.

    Returns:
        The way of blending, its strength from 0 to 1, and whether the refiner has its say.
    """
    way = st.segmented_control(
        "How faces are put back",
        tuple(WAY_TITLES),
        format_func=WAY_TITLES.__getitem__,
        default="poisson",
        required=True,
        key="blend",
        bind="query-params",
    )
    percent = st.slider("Strength of the faces, %", 0, 100, 100, 5, key="strength", bind="query-params")
    refine = st.toggle("Refine each painted face", value=True, key="refine", bind="query-params")
    return str(way), percent / 100, bool(refine)
