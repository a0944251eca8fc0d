"""The moment in which a picture is made: what a page shows before, meanwhile and afterwards."""

from collections.abc import Callable, Hashable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import Drawn, draw, network_is_awake, photo_url
from animegan.ui.settings import StylizeSettings

__all__ = ["draw_in_view", "say_what_happened"]

BACKEND_TITLES = {"torch": "PyTorch", "openvino": "OpenVINO"}
MEANWHILE = (
    "Drawing. The first picture after a start takes a little longer, the first on a computer some seconds."
)


def draw_in_view(photo: ChosenPhoto, settings: StylizeSettings) -> Drawn:
    """Draws a photo, and shows that it is being done: the photo while the network wakes, the place in the line."""
    meanwhile, line = st.empty(), st.empty()
    if not network_is_awake():
        meanwhile.image(photo_url(photo, size=settings.size), alt="The photo, not yet drawn")
    with st.spinner(MEANWHILE):
        drawn = draw(photo, settings, on_wait=_say_who_is_ahead(line))
    meanwhile.empty()
    line.empty()
    return drawn


def say_what_happened(drawn: Drawn) -> None:
    """Draws the line under a picture; every figure in it was measured when the picture was made."""
    result = drawn.result
    height, width = result.size
    took = f"**{result.milliseconds / 1000:.2f} s**"
    backend = BACKEND_TITLES.get(result.backend, result.backend)
    parts = [
        f"{took} when it was made; now from memory" if _is_from_before(drawn) else f"Made in {took}",
        f"{result.network_ms / 1000:.2f} s of it in the network",
        f"{width} × {height} pixels",
        f"{backend} in {result.precision} on the processor",
        f"trained weights: {result.weights}",
    ]
    st.markdown(" · ".join(parts))


def _is_from_before(drawn: Drawn) -> bool:
    """What was said of a picture first stays said until another one is shown: pages also rerun by themselves."""
    told: tuple[Hashable, bool] | None = st.session_state.get("told")
    if told is None or told[0] != drawn.key:
        told = (drawn.key, drawn.remembered)
        st.session_state["told"] = told
    return told[1]


def _say_who_is_ahead(slot: DeltaGenerator) -> Callable[[int], object]:
    def say(ahead: int) -> None:
        who = "1 picture is" if ahead == 1 else f"{ahead} pictures are"
        slot.info(f"{who} before yours.", icon=":material/hourglass_top:")

    return say
