"""Several styles at once: a slider for each, and what their weights come to."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from animegan.errors import InputError
from animegan.ui.choice import Option
from animegan.ui.problems import show_problem

__all__ = ["leave_mix", "mix_sliders", "whole_percents"]

CHOSEN_START, NEXT_START = (
    70,
    30,
)  # so that switching the mix on already shows one, and the chosen style in it

NOTHING_MIXED = InputError(
    "Every style is at 0, so there is nothing to mix.",
    hint="Move a slider up. Until then the chosen style is used alone.",
)
WHAT_IS_MIXED = "The codes that tell the network its style are mixed, not finished pictures."


def mix_sliders(styles: Sequence[Option], *, chosen: str) -> tuple[tuple[str, float], ...]:
    """Draws a switch, and behind it a slider for each style with its share of the whole.

    Args:
        styles: What can be mixed.
        chosen: Name of the chosen style, with which a new mix begins.

    Returns:
        (style name, weight 0..100) pairs, or nothing while the switch is off or every slider is at 0.
    """
    keys = {style.name: f"mix_{style.name}" for style in styles}
    begin = partial(_begin, keys, chosen)
    if not st.toggle("Mix several styles", key="mix", bind="query-params", on_change=begin):
        for (
            key
        ) in keys.values():  # what is known before a slider is drawn gets into the page's address with it
            st.session_state.setdefault(key, 0)
        return ()
    if not any(key in st.session_state or key in st.query_params for key in keys.values()):
        begin()  # a link with the switch alone
    weights = []
    for style in styles:  # no start value: a slider that also has one in the visit makes Streamlit warn
        weight = st.slider(style.title, 0, 100, step=5, key=keys[style.name], bind="query-params")
        weights.append((style.name, float(weight)))
    if not any(weight for _, weight in weights):
        show_problem(NOTHING_MIXED)
        return ()
    titles = {style.name: style.title for style in styles}
    shares = whole_percents({titles[name]: weight for name, weight in weights if weight})
    st.markdown("**" + " + ".join(f"{share}% {title}" for title, share in shares.items()) + "**")
    st.markdown(f":small[{WHAT_IS_MIXED}]")
    return tuple(weights)


def leave_mix() -> None:
    """Switches the mix off; only from a callback, before the switch is drawn."""
    if st.session_state.get("mix"):
        st.session_state["mix"] = False


def whole_percents(weights: Mapping[str, float]) -> dict[str, int]:
    """Shares in whole percents that sum to 100: what rounding down leaves goes to the largest remainders.

    Args:
        weights: A weight of 0 or more by name, one of them at least above 0.
    """
    total = sum(weights.values())
    exact = {name: 100 * weight / total for name, weight in weights.items()}
    shares = {name: int(share) for name, share in exact.items()}
    missing = 100 - sum(shares.values())
    for name in sorted(exact, key=lambda name: shares[name] - exact[name])[:missing]:
        shares[name] += 1
    return shares


def _begin(keys: Mapping[str, str], chosen: str) -> None:
    names = list(keys)
    following = names[(names.index(chosen) + 1) % len(names)]
    for name, key in keys.items():
        st.session_state[key] = {chosen: CHOSEN_START, following: NEXT_START}.get(name, 0)
