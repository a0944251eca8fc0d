"""Which network a page looks into, and in which of its styles: whatever the catalog holds, fetched weights too."""

import streamlit as st

from animegan.catalog import STYLES, WeightsEntry, entries, get_weights, installed_weights
from animegan.ui.choice import Option, recall_choice, remember_choice
from animegan.ui.settings import InsideSettings

__all__ = ["choose_network", "other_styles", "painting_weights", "style_title"]

DRAWS_FACES = ("toonify",)  # draws from latents: what its stages hold has no place in the photo
NETWORK_WIDTH = 360  # px: the longest title
TITLES = {style.name: style.title for style in STYLES}


def painting_weights() -> tuple[WeightsEntry, ...]:
    """The weights entries that paint photos and stand for themselves."""
    every = (*entries.WEIGHTS, *installed_weights())
    return tuple(
        entry
        for entry in every
        if entry.styles and not entry.family and entry.architecture not in DRAWS_FACES
    )


def choose_network() -> InsideSettings:
    """Draws the choice of a network and of one of its styles, beside each other; both stand in the page's address."""
    networks = [Option(name=entry.name, title=entry.title) for entry in painting_weights()]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        weights = _pick("Network", networks, key="network", small=False)
        styles = [Option(name=name, title=style_title(name)) for name in get_weights(weights).styles]
        style = _pick("Style", styles, key="style", small=True) if len(styles) > 1 else styles[0].name
    return InsideSettings(weights=weights, style=style)


def other_styles(settings: InsideSettings) -> list[InsideSettings]:
    """Every other style in which a network of the same architecture paints, be it the same weights or others."""
    architecture = get_weights(settings.weights).architecture
    alike = [entry for entry in painting_weights() if entry.architecture == architecture]
    all_of_them = [
        InsideSettings(weights=entry.name, style=style, size=settings.size)
        for entry in alike
        for style in entry.styles
    ]
    return [other for other in all_of_them if other != settings]


def style_title(name: str) -> str:
    """A style's name for people."""
    return TITLES.get(name, name.capitalize())


def _pick(label: str, options: list[Option], *, key: str, small: bool) -> str:
    """One of the options by name: the address decides, then the visit, then the first."""
    names, titles = [o.name for o in options], {o.name: o.title for o in options}
    chosen = recall_choice(key, names)
    widget = f"{key}_pick"
    st.session_state[widget] = chosen

    def take() -> None:
        remember_choice(key, st.session_state[widget] or names[0], first=names[0])

    if small:
        st.segmented_control(
            label, names, format_func=titles.__getitem__, required=True, key=widget, on_change=take
        )
    else:
        st.selectbox(
            label, names, format_func=titles.__getitem__, key=widget, on_change=take, width=NETWORK_WIDTH
        )
    return chosen
