"""From the photo to the picture: what each stage already, or still, says about it, as a strip of film."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from animegan.errors import WeightsError
from animegan.media.image import encode
from animegan.ui.choice import Option, choose
from animegan.ui.code import show_code
from animegan.ui.inside.experiments import read_out
from animegan.ui.inside.look import STAGE, Look, forget_channel
from animegan.ui.inside.questions import ask_where_it_is_least
from animegan.ui.inside.save import save_buttons
from animegan.ui.inside.tiles import number
from animegan.ui.loupe import shared_loupe
from animegan.ui.resources import figure_url, kept, lens

if TYPE_CHECKING:
    from animegan.explain import Lens
    from animegan.types import PhotoU8

__all__ = ["film_room"]

WHAT_IT_IS = (
    "**The picture as it stands after each stage.** A read-out of 1×1, fitted by least squares to {fitted:,} photos, "
    "turns the stage's channels into red, green and blue, place by place; no neighbour helps. R² is the share of the "
    "finished picture's variance that it gets right on {tested:,} photos it was not fitted to."
)
NO_LENS = (
    "A strip of the picture as it stands after each stage belongs here. It needs a lens fitted to these very weights, "
    "and there is none: `python -m animegan fit-lens` makes one."
)
FIRST_ANSWER = "Answer the question first; then the strip is shown."
CALL = """\
from animegan.catalog import weights_dir
from animegan.explain import load_lens

lens = load_lens(weights_dir() / f"{entry.name}.lens.safetensors", entry)
pictures = read_out(base, lens)"""


def film_room(look: Look) -> None:
    """Draws the room."""
    try:
        read = lens(look.settings.weights)
    except WeightsError:
        st.info(NO_LENS, icon=":material/theaters:")
        return
    st.markdown(WHAT_IT_IS.format(fitted=read.photos[0], tested=read.photos[1]))
    frames = kept(look.photo, (look.settings, "read_out"), lambda: read_out(look.base, read))
    if not ask_where_it_is_least(look, frames):
        st.info(FIRST_ANSWER, icon=":material/lock:")
        return
    _strip(look, read, frames)
    save_buttons(
        f"{look.stem}-lens",
        png=lambda: encode(frames[look.stage]),
        arrays=lambda: dict(frames),
        key="save_lens",
    )
    show_code(look.code(read_out, call=CALL), key="lens_code")


def _strip(look: Look, read: "Lens", frames: "dict[str, PhotoU8]") -> None:
    """A frame for every stage, to choose the stage by, and the chosen one large beside the finished picture."""
    style = read.styles.index(look.settings.style)
    urls = {
        stage: figure_url(look.photo, (look.settings, "lens", stage), partial(frames.__getitem__, stage))
        for stage in frames
    }
    options = [
        Option(name=stage, title=f"{stage} R²\u00a0{number(read.r2[stage][style])}") for stage in frames
    ]
    row = choose("After each stage", options, key=STAGE, on_pick=forget_channel)
    row.show(urls, note=f"· shown large: {look.stage}")
    finished = look.url("picture", lambda: look.base.picture)
    pictures = {f"After {look.stage}": urls[look.stage], "Finished picture": finished}
    shared_loupe(pictures, size=look.base.size, key="lens_view", columns=2)
