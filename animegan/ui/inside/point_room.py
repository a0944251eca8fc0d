"""What a single unit sees: which pixels of the photo it listens to, and how few of those its kernels span."""

import cv2
import numpy as np
import streamlit as st
from numpy.typing import NDArray

from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.code import show_code
from animegan.ui.embed import component
from animegan.ui.inside.colours import over_photo, paint_values
from animegan.ui.inside.experiments import influence_of_photo, side_of_square
from animegan.ui.inside.field import influence
from animegan.ui.inside.look import LARGE, Look, enlarge
from animegan.ui.inside.questions import ask_how_far
from animegan.ui.inside.save import save_buttons
from animegan.ui.inside.scale import show_scale
from animegan.ui.loupe import shared_loupe
from animegan.ui.resources import figure_url

__all__ = ["point_room", "square_on"]

POINT = "point"  # in the visit: (x, y) as shares of the photo
MIDDLE = (0.5, 0.5)
SHARE = 0.9
FIRST_ANSWER = "Answer the question first; then the map is drawn, and the point can be moved."
KERNELS, LISTENS = (255, 255, 255), (255, 96, 178)


def point_room(look: Look) -> None:
    """Draws the room."""
    if not ask_how_far(look):
        st.info(FIRST_ANSWER, icon=":material/lock:")
        return
    height, width = look.base.size
    x, y = st.session_state.get(POINT, MIDDLE)
    pixel = (int(y * height), int(x * width))
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Click a point** of the photo, or move it by the arrow keys.")
        component("point")(
            data={
                "picture": look.url("photo", lambda: look.base.photo),
                "label": "The photo",
                "ratio": width / height,
                "point": [x, y],
            },
            key="point_board",
            on_picked_change=_take,
        )
    with right:
        with st.spinner("Asking every pixel of the photo how much it matters."):
            strength = influence(look, pixel)
        side = side_of_square(strength, pixel, SHARE)
        drawn = draw_influence(look, strength, pixel, side)
        st.markdown(
            f"Unit of {look.label}, above row {pixel[0]}, column {pixel[1]}. "
            f"{SHARE * 100:.0f} % of what influences it lies within **{side} × {side}** pixels (pink); "
            f"its kernels span {look.info.receptive_field} (white)."
        )
        show_scale(0, float(strength.max()), of="share of one pixel in the influence, on a square-root scale")
        map_url = figure_url(look.photo, (look.key, "influence", pixel), lambda: drawn)
        shared_loupe({"Influence": map_url}, size=look.base.size, key="influence", columns=1)
        save_buttons(
            f"{look.stem}-influence-{pixel[0]}-{pixel[1]}",
            png=lambda: encode(drawn),
            arrays=lambda: {"influence": strength, "pixel": pixel},
            key="save_influence",
        )
    show_code(
        look.code(
            influence_of_photo,
            side_of_square,
            call=f'influence = influence_of_photo(base, "{look.stage}", {pixel})\n'
            f"side = side_of_square(influence, {pixel}, {SHARE})",
        ),
        key="point_code",
    )


def draw_influence(look: Look, strength: NDArray[np.float32], pixel: tuple[int, int], side: int) -> PhotoU8:
    """The map over the photo, with the square that the kernels span and the one that matters; twice enlarged."""
    even = np.sqrt(
        strength
    )  # influence falls off so fast that on a straight scale only one spot would be seen
    colours = paint_values(even, 0, float(even.max()))
    drawn = np.ascontiguousarray(enlarge(over_photo(colours, look.base.photo, 0.8)))
    for wide, colour in ((look.info.receptive_field, KERNELS), (side, LISTENS)):
        square_on(drawn, pixel, wide, colour)
    return drawn


def square_on(picture: PhotoU8, pixel: tuple[int, int], side: int, colour: tuple[int, int, int]) -> None:
    """Draws a square of so many photo pixels round one of them, on an enlarged picture."""
    row, column = (LARGE * place + LARGE // 2 for place in pixel)
    reach = LARGE * side // 2
    cv2.rectangle(picture, (column - reach, row - reach), (column + reach, row + reach), colour, 2)


def _take() -> None:
    picked = st.session_state["point_board"].picked
    if picked is not None:
        x, y = (min(0.999, max(0.0, float(share))) for share in picked)
        st.session_state[POINT] = (x, y)
