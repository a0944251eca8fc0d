"""The order of the channels and the scale of their colours, chosen and drawn."""

from typing import TYPE_CHECKING, Literal

import streamlit as st

from animegan.ui.inside.colours import scale_bar
from animegan.ui.inside.tiles import number

if TYPE_CHECKING:
    from animegan.explain.channels import Order, Range

__all__ = ["choose_order", "choose_scale", "show_scale"]

ORDERS: "tuple[Order, ...]" = ("energy", "variance", "index")
SCALES: "tuple[Range | Literal['fixed'], ...]" = ("channel", "stage", "fixed")
BAR_WIDTH = 180  # px
FIXED = (-1.0, 3.0)  # what most values of a normalised stage lie between


def choose_order() -> "Order":
    """Draws the choice of an order; it stands in the page's address."""
    return st.segmented_control(
        "Order by",
        ORDERS,
        default=ORDERS[0],
        required=True,
        key="order",
        bind="query-params",
        help="Energy is the mean of the squares: how loud a channel is. Variance is how much it differs from place "
        "to place.",
    )


def choose_scale() -> "Range | tuple[float, float]":
    """Draws the choice of a colour scale, and of its ends if it is fixed; they stand in the page's address."""
    scale = st.segmented_control(
        "One colour scale per",
        SCALES,
        default=SCALES[0],
        required=True,
        key="scale",
        bind="query-params",
        help="Per channel shows the structure of each. Per stage, channels can be compared. Fixed, so can stages and "
        "photos.",
    )
    if scale != "fixed":
        return scale
    with st.container(horizontal=True):
        low = st.number_input("from", value=FIXED[0], step=0.5, key="scale_low", bind="query-params")
        high = st.number_input("to", value=FIXED[1], step=0.5, key="scale_high", bind="query-params")
    return (low, high) if high > low else (low, low + 1)


def show_scale(low: float, high: float, *, of: str = "") -> None:
    """Draws the colour scale with the values at its ends.

    Args:
        low: The value of the darkest colour.
        high: The value of the brightest.
        of: What is on that scale, where it is not plain.
    """
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{number(low)}**", width="content")
        st.image(
            scale_bar(BAR_WIDTH), output_format="PNG", width=BAR_WIDTH, alt="Colour scale, low at the left"
        )
        st.markdown(f"**{number(high)}**", width="content")
        if of:
            st.markdown(f":small[{of}]", width="content")
