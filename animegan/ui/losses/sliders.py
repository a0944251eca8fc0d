"""Four sliders over the ablation family, and where they stand: on a trained network, between some, or beyond."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from animegan.ui.losses.shared import family
from animegan.ui.losses.weights import TERM_TITLES

__all__ = ["Shares", "shares_of_sliders", "where_they_stand"]

Shares = dict[str, float]
"""How far each slider is turned, 0 to 1, by its loss term."""

WANTS: Mapping[str, str] = {
    "l1": "the photo, pixel by pixel",
    "perceptual": "the photo's shapes and surfaces",
    "style": "textures as in paintings",
    "adversarial": "patches taken for paintings",
}
FULL, STEP = 100, 5  # percent


def shares_of_sliders() -> Shares:
    """Draws the sliders, and buttons that put them on the trained networks; all stands in the page's address."""
    from animegan.losslab.family import SLIDERS, raised

    st.markdown("**Go to a network that was trained**")
    with st.container(horizontal=True, gap="small"):
        st.button("Balanced", key="go_balanced", on_click=_go_to, args=(None,))
        for term in SLIDERS:
            st.button(
                f"{TERM_TITLES[term]} ×{raised(term):g}", key=f"go_{term}", on_click=partial(_go_to, term)
            )
    return {term: _slider(term) for term in SLIDERS}


def _slider(term: str) -> float:
    key = f"share_{term}"
    percent = st.slider(
        f"{TERM_TITLES[term]}: {WANTS[term]} · %", 0, FULL, step=STEP, key=key, bind="query-params"
    )
    return float(percent) / FULL


def _go_to(term: str | None) -> None:
    from animegan.losslab.family import SLIDERS

    for name in SLIDERS:
        st.session_state[f"share_{name}"] = FULL if name == term else 0


def where_they_stand(shares: Shares) -> None:
    """Says whether the network at the sliders was ever trained; the page must never leave that open."""
    member = family().trained_point(shares)
    turned = [TERM_TITLES[term] for term, share in shares.items() if share]
    if member is not None:
        st.success(f"**A trained network**: `{member}`.", icon=":material/model_training:")
    elif sum(shares.values()) <= 1:
        st.info(
            f"**An interpolation between trained networks** (balanced, {', '.join(turned)}). "
            "Nobody has trained the network that you see.",
            icon=":material/linear_scale:",
        )
    else:
        st.warning(
            f"**Beyond the trained networks**: {sum(shares.values()):.0%} in all, so `balanced` counts "
            f"{1 - sum(shares.values()):.0%}. Nobody has trained this, and it may break.",
            icon=":material/warning:",
        )
