"""A whole stage in one picture: as three colours, and as the picture it already is."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from animegan.errors import WeightsError
from animegan.media.image import encode
from animegan.ui.choice import Option, choose
from animegan.ui.code import show_code
from animegan.ui.inside.colours import colours_of
from animegan.ui.inside.experiments import colour_stage, read_out
from animegan.ui.inside.look import CHANNEL, STAGE, Look, enlarge
from animegan.ui.inside.questions import ask_how_much_colour
from animegan.ui.inside.save import save_buttons
from animegan.ui.loupe import shared_loupe
from animegan.ui.resources import figure_url, lens

if TYPE_CHECKING:
    from animegan.explain import Lens, PcaColours

__all__ = ["whole_room"]

WHAT_COLOURS_ARE = (
    "Places of like colour have like features. Red, green and blue are the three mixtures of channels that vary most "
    "over this photo, each stretched to its own spread: {spread}. Which colour a thing has means nothing by itself."
)
WHAT_THE_LENS_IS = (
    "**The picture as it stands after each stage.** A read-out of 1 × 1, fitted by least squares to {fitted:,} photos, "
    "turns the stage's channels into red, green and blue, place by place. R² is the share of the finished picture's "
    "variance that it gets right on {tested:,} other photos. Choose a stage by its picture."
)
NO_LENS = (
    "A strip of the picture as it stands after each stage belongs here. It needs a lens fitted to these very weights, "
    "and there is none: `python -m animegan fit-lens` makes one."
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
    _film_strip(look)


def _spread(colours: "PcaColours", *, known: bool) -> str:
    if not known:
        return "how much each of them tells is the question below"
    shares = zip(("red", "green", "blue"), colours.explained, strict=True)
    return ", ".join(f"{name} {share:.0%} of the variance" for name, share in shares)


def _film_strip(look: Look) -> None:
    """The picture after every stage, from the first to the last; a click goes to that stage."""
    try:
        read = lens(look.settings.weights)
    except WeightsError:
        st.info(NO_LENS, icon=":material/theaters:")
        return
    st.markdown(WHAT_THE_LENS_IS.format(fitted=read.photos[0], tested=read.photos[1]))
    stages = [stage for stage in look.base.network.stages if stage in read.readouts]
    row = choose(
        "Stage",
        [Option(name=s, title=_frame_title(read, look, s)) for s in stages],
        key=STAGE,
        on_pick=_leave_channel,
    )
    urls = {
        stage: figure_url(look.photo, (look.settings, "lens", stage), partial(read.view, look.base, stage))
        for stage in stages
    }
    row.show(urls, note=f"of {len(stages)}; {look.stage} is chosen")
    names = {stage: f"after {stage}" for stage in stages}
    shared_loupe(
        {
            names[look.stage]: urls[look.stage],
            "Finished picture": look.url("picture", lambda: look.base.picture),
        },
        size=look.base.size,
        key="lens_view",
        columns=2,
    )
    save_buttons(
        f"{look.stem}-lens",
        png=lambda: encode(read.view(look.base, look.stage)),
        arrays=lambda: {stage: read.view(look.base, stage) for stage in stages},
        key="save_lens",
    )
    call = (
        "from animegan.catalog import weights_dir\nfrom animegan.explain import load_lens\n\n"
        'lens = load_lens(weights_dir() / f"{entry.name}.lens.safetensors", entry)\n'
        "pictures = read_out(base, lens)"
    )
    show_code(look.code(read_out, call=call), key="lens_code")


def _frame_title(read: "Lens", look: Look, stage: str) -> str:
    place = read.styles.index(look.settings.style)
    return f"{stage} R² {read.r2[stage][place]:.2f}"


def _leave_channel() -> None:
    st.session_state.pop(CHANNEL, None)
    st.query_params.pop(CHANNEL, None)
