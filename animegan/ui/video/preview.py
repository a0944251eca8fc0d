"""Single frames of a clip: each becomes a photo like any other, and is drawn by the same calls."""

import math
from typing import TYPE_CHECKING

import streamlit as st

from animegan.media.image import encode
from animegan.ui.compare import compare
from animegan.ui.drawing import draw_in_view
from animegan.ui.photo import ChosenPhoto, from_file
from animegan.ui.pictures import picture_url
from animegan.ui.resources import drop_photo, photo_url
from animegan.ui.settings import StylizeSettings
from animegan.ui.video.chosen_clip import ChosenClip

if TYPE_CHECKING:
    from animegan.inference import Result
    from animegan.types import PhotoU8

__all__ = ["choose_frame", "forget_frames", "show_frame"]

FRAMES = "frames_seen"  # in the visit: photos of the clip's frames by clip, second and size
MOST_FRAMES = 12


def choose_frame(chosen: ChosenClip, size: tuple[int, int]) -> ChosenPhoto:
    """Draws the slider over the clip's time; the frame there as a photo of that (height, width)."""
    latest = max(0.1, math.floor(10 * chosen.clip.seconds) / 10)
    if float(st.session_state.get("second", 0.0)) > latest:
        del st.session_state["second"]
    second = st.slider(
        "Second of the clip", 0.0, latest, 0.0, 0.1, format="%.1f s", key="second", bind="query-params"
    )
    return _frame(chosen, float(second), size)


def show_frame(photo: ChosenPhoto, settings: StylizeSettings, title: str) -> "Result[PhotoU8]":
    """Draws a frame before and after."""
    drawn = draw_in_view(photo, settings)
    before, after = photo_url(photo, size=settings.size), picture_url(photo, settings)
    compare(
        before, after, size=drawn.result.size, labels=("Frame", title), key="frame_compare", tallest="56vh"
    )
    return drawn.result


def forget_frames() -> None:
    """Gives up all frames of this visit, and the pictures made of them."""
    for photo in st.session_state.pop(FRAMES, {}).values():
        drop_photo(photo)


def _frame(chosen: ChosenClip, second: float, size: tuple[int, int]) -> ChosenPhoto:
    from animegan.media.video.frames import frame_at

    frames: dict[object, ChosenPhoto] = st.session_state.setdefault(FRAMES, {})
    about = (chosen.key, second, size)
    if about not in frames:
        data = encode(
            frame_at(chosen.clip, second, size)
        )  # PNG: the very pixels that the film is painted from
        frames[about] = from_file(f"frame-{second:.1f}s.png", data, on_disk=False)
    while len(frames) > MOST_FRAMES:
        del frames[next(iter(frames))]
    return frames[about]
