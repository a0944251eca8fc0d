"""A whole stage in one picture: its three strongest mixtures of channels as red, green and blue."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.media.image import encode
from animegan.ui.code import show_code
from animegan.ui.inside.colours import colours_of
from animegan.ui.inside.experiments import colour_stage
from animegan.ui.inside.look import Look, enlarge
from animegan.ui.inside.questions import ask_how_much_colour
from animegan.ui.inside.save import save_buttons
from animegan.ui.loupe import shared_loupe

if TYPE_CHECKING:
    from animegan.explain import PcaColours

__all__ = ["whole_room"]

WHAT_COLOURS_ARE = (
    "Places of like colour have like features. Red, green and blue are the three mixtures of channels that vary most "
    "over this photo, each stretched to its own spread: {spread}. Which colour a thing has means nothing by itself."
)


def whole_room(look: Look) -> None:
    """Draws the room."""
    picture, colours = colour_stage(look.base, look.stage)
    painted = colours_of(picture)
    pictures = {
        f"{look.stage} as colours": look.url("colours", lambda: painted),
        "Photo": look.url("photo", lambda: look.base.photo),
        "Finished picture": look.url("picture", lambda: look.base.picture),
    }
    st.markdown(f"{look.label}, as three colours")
    figure = st.container()
    known = ask_how_much_colour(look)
    with figure:
        shared_loupe(pictures, size=look.base.size, key="whole", columns=3)
        st.markdown(f":small[{WHAT_COLOURS_ARE.format(spread=_spread(colours, known=known))}]")
        save_buttons(
            f"{look.stem}-colours",
            png=lambda: encode(enlarge(painted)),
            arrays=lambda: {
                "features": look.base.features(look.stage),
                "colours": colours.picture,
                "explained": colours.explained,
                "directions": colours.directions,
            },
            key="save_whole",
        )
    show_code(
        look.code(colour_stage, call=f'picture, colours = colour_stage(base, "{look.stage}")'),
        key="whole_code",
    )


def _spread(colours: "PcaColours", *, known: bool) -> str:
    if not known:
        return "how much each of them tells is the question below"
    shares = zip(("red", "green", "blue"), colours.explained, strict=True)
    return ", ".join(f"{name} {share:.0%} of the variance" for name, share in shares)
