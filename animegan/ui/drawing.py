"""The moment in which a picture is made: what a page shows before, meanwhile and afterwards."""

from collections.abc import Hashable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.serving import Wait
from animegan.ui.memory import Say
from animegan.ui.photo import ChosenPhoto
from animegan.ui.pictures import Drawn, draw, is_drawn, picture_url
from animegan.ui.resources import network_is_awake, photo_url
from animegan.ui.settings import StylizeSettings, sketch

__all__ = ["MEANWHILE_FACES", "draw_in_view", "say_what_happened", "say_who_is_ahead"]

BACKEND_TITLES = {"torch": "PyTorch", "openvino": "OpenVINO"}
MEANWHILE_FACES = "Finding and painting faces. The first time after a start takes some seconds."
MEANWHILE = (
    "Drawing. The first picture after a start takes a little longer, the first on a computer some seconds."
)


def draw_in_view(photo: ChosenPhoto, settings: StylizeSettings) -> Drawn:
    """Draws a photo, and shows that it is being done: the place in the line, the photo while the network wakes.

    A picture that takes long has a small one in its place until it is there.
    """
    meanwhile, line = st.empty(), st.empty()
    _note_first_ask(photo, settings)
    if not network_is_awake():
        meanwhile.image(photo_url(photo, size=settings.size), alt="The photo, not yet drawn")
    elif (small := sketch(settings)) is not None and not is_drawn(photo, settings):
        draw(photo, small, on_wait=say_who_is_ahead(line))
        meanwhile.image(picture_url(photo, small), alt="A small version of the picture", width="stretch")
    with st.spinner(MEANWHILE_FACES if settings.faces else MEANWHILE):
        drawn = draw(photo, settings, on_wait=say_who_is_ahead(line))
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
        *([f"{drawn.faces.detect_ms / 1000:.2f} s to find faces"] if drawn.faces else []),
        f"{width} × {height} pixels",
        f"{backend} in {result.precision} on the processor",
        f"trained weights: {result.weights}",
    ]
    st.markdown(" · ".join(parts))


def _note_first_ask(photo: ChosenPhoto, settings: StylizeSettings) -> None:
    """Keeps whether the picture was there when this session first asked for it: pages also rerun by themselves.

    It is kept before drawing, since a rerun may cut off the run that draws.
    """
    key = (photo.key, settings)
    asked: tuple[Hashable, bool] | None = st.session_state.get("asked")
    if asked is None or asked[0] != key:
        st.session_state["asked"] = (key, is_drawn(photo, settings))


def _is_from_before(drawn: Drawn) -> bool:
    asked: tuple[Hashable, bool] | None = st.session_state.get("asked")
    return asked == (drawn.key, True)


def say_who_is_ahead(slot: DeltaGenerator) -> Say:
    """What a page does while it waits in line: it says its place, and about how long it will take."""

    def say(wait: Wait) -> None:
        who = "1 picture is" if wait.ahead == 1 else f"{wait.ahead} pictures are"
        soon = f" About {wait.expected_s:.0f} s." if wait.expected_s >= 1 else ""
        slot.info(f"{who} before yours.{soon}", icon=":material/hourglass_top:")

    return say
