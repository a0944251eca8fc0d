"""Several styles at once: a slider for each, and what their weights come to."""

from collections.abc import Sequence

import streamlit as st

from animegan.errors import InputError
from animegan.ui.choice import Option
from animegan.ui.problems import show_problem

__all__ = ["mix_sliders"]

HALF_AND_HALF = (50, 50)  # the first two styles, so that switching the mix on shows one

NOTHING_MIXED = InputError(
    "Every style is at 0, so there is nothing to mix.",
    hint="Move a slider up. Until then the chosen style is used alone.",
)


def mix_sliders(styles: Sequence[Option]) -> tuple[tuple[str, float], ...]:
    """Draws a switch, and behind it a slider for each style with its share of the whole.

    Returns:
        (style name, weight 0..100) pairs, or nothing while the switch is off or every slider is at 0.
    """
    if not st.toggle("Mix several styles", key="mix", bind="query-params"):
        return ()
    weights = []
    for place, style in enumerate(styles):
        start = HALF_AND_HALF[place] if place < len(HALF_AND_HALF) else 0
        weight = st.slider(style.title, 0, 100, start, 5, key=f"mix_{style.name}", bind="query-params")
        weights.append((style.name, float(weight)))
    total = sum(weight for _, weight in weights)
    if not total:
        show_problem(NOTHING_MIXED)
        return ()
    titles = {style.name: style.title for style in styles}
    st.markdown("**" + " + ".join(f"{w / total:.0%} {titles[name]}" for name, w in weights if w) + "**")
    return tuple(weights)
