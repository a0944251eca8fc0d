"""One patch under the glass: the pixels that a logit sees, and the logit in words."""

import numpy as np
import streamlit as st

from animegan.ui.embed import data_url
from animegan.ui.inside.skips_patch import choose_patch
from animegan.ui.losses.judge.figures import lay_over
from animegan.ui.losses.judge.scene import Scene
from animegan.ui.losses.judge.words import patch_words

__all__ = ["patch_under_the_glass"]

TIMES = 6


@st.fragment  # moving the frame redraws nothing else
def patch_under_the_glass(scene: Scene) -> None:
    """Draws the choice of a picture, its map with a frame to move, and what stands in the frame."""
    from animegan.losslab.verdicts import PATCH, patch_nearest, patch_window

    titles = list(scene.pictures)
    if st.session_state.get("judge_patch_of") not in (None, *titles):  # another photo leaves other paintings
        del st.session_state["judge_patch_of"]
    left, right = st.columns([5, 5], gap="large")
    with left:
        title = str(
            st.selectbox("Point at a patch of", titles, index=0, key="judge_patch_of", bind="query-params")
        )
        picture, logits = scene.pictures[title], scene.logits[title]
        height, width = picture.shape[:2]
        st.markdown("**Move the frame:** mouse, finger, arrow keys. Orange: logit above 0, violet: below.")
        spot = choose_patch(
            data_url(lay_over(picture, logits, scene.limit)),
            size=(height, width),
            side=PATCH,
            key="judge_frame",
        )
    across, down = (percent / 100 for percent in spot)
    row, column = patch_nearest(down * (height - PATCH), across * (width - PATCH), logits.shape)
    seen = picture[patch_window(row, column, (height, width))]
    with right:
        st.image(
            np.ascontiguousarray(seen.repeat(TIMES, axis=0).repeat(TIMES, axis=1)),
            width=240,
            caption=f"All that this logit sees: {PATCH} × {PATCH} pixels",
        )
        st.markdown(patch_words(scene, title, row, column))
