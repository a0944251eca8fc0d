"""How a picture came about, in one line: the time it took, on what, and how large; and who is before you."""

from collections.abc import Callable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.ui.resources import Drawn

__all__ = ["say_what_happened", "say_who_is_ahead"]

BACKEND_TITLES = {"torch": "PyTorch", "openvino": "OpenVINO"}


def say_what_happened(drawn: Drawn) -> None:
    """Draws the line under a picture; every figure in it was measured when the picture was made."""
    result = drawn.result
    height, width = result.size
    took = f"**{result.milliseconds / 1000:.2f} s**"
    backend = BACKEND_TITLES.get(result.backend, result.backend)
    parts = [
        f"{took} when it was made; now from memory" if drawn.remembered else f"Made in {took}",
        f"network {result.network_ms / 1000:.2f} s",
        f"{backend}, {result.precision}, on the processor",
        f"{width} × {height} pixels",
        f"weights {result.weights}",
    ]
    st.markdown(" · ".join(parts))


def say_who_is_ahead(slot: DeltaGenerator) -> Callable[[int], object]:
    """What a page does while it waits in line: says how many pictures come first."""

    def say(ahead: int) -> None:
        who = "1 picture is" if ahead == 1 else f"{ahead} pictures are"
        slot.info(f"{who} before yours.", icon=":material/hourglass_top:")

    return say
