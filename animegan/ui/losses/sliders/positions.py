"""Four sliders over the ablation family, and where they stand: on a trained network, between some, or beyond."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from animegan.ui.losses.shared import family
from animegan.ui.losses.weights import TERM_TITLES

__all__ = ["Shares", "member_title", "shares_of_sliders", "where_they_stand"]

Shares = dict[str, float]
"""How far each slider is turned, 0 to 1, by its loss term."""

WANTS: Mapping[str, str] = {
    "l1": "wants the photo's pixels",
    "perceptual": "wants its shapes",
    "style": "wants paintings' textures",
    "adversarial": "wants to pass for one",
}
FULL, STEP = 100, 5  # percent


def shares_of_sliders() -> Shares:
    """Draws buttons that go to the trained networks, and the sliders; all stands in the page's address."""
    from animegan.losslab.mixing.family import ORIGIN, SLIDERS

    with st.container(horizontal=True, gap="small"):
        st.button(member_title(ORIGIN), key="go_balanced", on_click=_go_to, args=(None,))
        for term, member in SLIDERS.items():
            st.button(member_title(member), key=f"go_{term}", on_click=partial(_go_to, term))
    return {term: _slider(term, member_title(member)) for term, member in SLIDERS.items()}


def _slider(term: str, member: str) -> float:
    percent = st.slider(
        f"{TERM_TITLES[term]}, %: {WANTS[term]}",
        0,
        FULL,
        step=STEP,
        key=f"share_{term}",
        bind="query-params",
        help=f"How far to go from the balanced network to the one trained with {member}.",
    )
    return float(percent) / FULL


def _go_to(term: str | None) -> None:
    from animegan.losslab.mixing.family import SLIDERS

    for name in SLIDERS:
        st.session_state[f"share_{name}"] = FULL if name == term else 0


def member_title(name: str) -> str:
    """A member of the family for people: what was raised in it, and how many times."""
    from animegan.losslab.mixing.family import SLIDERS, raised

    titles = {member: f"{TERM_TITLES[term]} ×{raised(term):g}" for term, member in SLIDERS.items()}
    return titles.get(name, name.capitalize())


def where_they_stand(shares: Shares) -> None:
    """Says whether the network at the sliders was ever trained; the page must never leave that open."""
    member = family().trained_point(shares)
    turned = ["Balanced", *(TERM_TITLES[term] for term, share in shares.items() if share)]
    if member is not None:
        words = f":material/model_training: **A trained network**: {member_title(member)}."
    elif sum(shares.values()) <= 1:
        words = (
            f":material/linear_scale: **An interpolation between trained networks** ({', '.join(turned)}). "
            "Nobody has trained this one."
        )
    else:
        words = (
            ":material/warning: **Beyond the trained networks**: the sliders come to more than 100 %. Nobody has "
            "trained this one, and it may break."
        )
    st.markdown(words)
