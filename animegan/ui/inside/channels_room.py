"""A stage's channels side by side, and one of them opened large over the photo, also in another style."""

from collections.abc import Sequence
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from animegan.catalog import get_weights
from animegan.media.image import encode
from animegan.ui.choice import recall_choice, remember_choice
from animegan.ui.code import show_code
from animegan.ui.compare import compare
from animegan.ui.inside.colours import paint_values, tile_sheet
from animegan.ui.inside.experiments import channel_over_photo, channels_in_order
from animegan.ui.inside.look import CHANNEL, Look, enlarge
from animegan.ui.inside.network import other_styles, style_title
from animegan.ui.inside.questions import ask_how_many_channels
from animegan.ui.inside.save import save_buttons
from animegan.ui.inside.scale import choose_order, choose_scale, show_scale
from animegan.ui.inside.tiles import channel_name, show_tiles
from animegan.ui.loupe import shared_loupe
from animegan.ui.resources import inside
from animegan.ui.settings import InsideSettings

__all__ = ["channels_room"]

STRANGERS = "These are **two networks**, trained apart: the same number need not mean the same thing in both."
SAVED_TILE = 256  # px: the saved sheet holds the channels as they are


def channels_room(look: Look) -> None:
    """Draws the room."""
    left, right = st.columns([5, 6], gap="large")
    with left:
        with st.container(horizontal=True):
            order, scale = choose_order(), choose_scale()
        features, ordered, ranges = channels_in_order(look.base, look.stage, order, scale)
        names = [str(channel) for channel in ordered]
        channel = int(recall_choice(CHANNEL, names))

        def open_channel(picked: Sequence[int]) -> None:
            for number in picked:
                remember_choice(CHANNEL, str(number), first=names[0])

        note = f"by {order}. Choose a channel by a click or by the arrow keys."
        show_tiles(
            look, features, ordered, ranges, chosen=[channel], on_pick=open_channel, key="channels", note=note
        )
        save_buttons(
            look.stem,
            png=lambda: encode(tile_sheet(features[ordered], ranges[ordered], longest=SAVED_TILE)),
            arrays=lambda: {"features": features, "order": ordered, "ranges": ranges},
            key="save_channels",
        )
    with right:
        _open(look, channel, low=float(ranges[channel][0]), high=float(ranges[channel][1]))
    show_code(
        look.code(
            channels_in_order,
            channel_over_photo,
            call=f'features, order, ranges = channels_in_order(base, "{look.stage}", "{order}", {scale!r})\n'
            f'channel = channel_over_photo(base, "{look.stage}", {channel})',
        ),
        key="channels_code",
    )
    ask_how_many_channels(look)


def _open(look: Look, channel: int, *, low: float, high: float) -> None:
    """One channel large: over the photo, or beside the same one in another style."""
    beside = _choose_other_style(look)
    mine = channel_over_photo(look.base, look.stage, channel)
    shown = {style_title(look.settings.style): mine}
    if beside is not None:
        other = channel_over_photo(inside(look.photo, beside), look.stage, channel)
        shown[_title(beside, look)] = other
        low, high = min(low, float(other.min())), max(high, float(other.max()))
    pictures = {title: paint_values(values, low, high) for title, values in shown.items()}
    urls = {
        title: look.url(("open", channel, title, low, high), partial(np.asarray, p))
        for title, p in pictures.items()
    }
    st.markdown(f"**{channel_name(channel).capitalize()}** of {look.label}")
    show_scale(low, high)
    if beside is None:
        labels = ("Photo", channel_name(channel).capitalize())
        photo, (opened,) = look.url("photo", lambda: look.base.photo), urls.values()
        compare(photo, opened, size=look.base.size, labels=labels, key="opened", tallest="62vh")
    else:
        shared_loupe(urls, size=look.base.size, key="opened_twice", columns=2)
        same = beside.weights == look.settings.weights
        st.markdown(_compare(mine, other, high - low) if same else STRANGERS)
    save_buttons(
        f"{look.stem}-{channel}",
        png=lambda: encode(enlarge(np.hstack(list(pictures.values())))),
        arrays=lambda: {**shown, "range": np.array([low, high])},
        key="save_channel",
    )


def _choose_other_style(look: Look) -> InsideSettings | None:
    others = {_title(other, look): other for other in other_styles(look.settings)}
    if not others:
        return None
    none = "nothing"
    title = st.selectbox("Beside it, the same channel in", [none, *others], key="beside", width=240)
    return others.get(title)


def _title(other: InsideSettings, look: Look) -> str:
    """A style of this network by its name, another network's by that network's."""
    same = other.weights == look.settings.weights
    return style_title(other.style) if same else get_weights(other.weights).title


def _compare(mine: NDArray[np.float32], other: NDArray[np.float32], width: float) -> str:
    apart = float(np.abs(mine - other).mean())
    if apart == 0:
        return (
            "The two are **the same to the last digit**: no style has entered the network before this stage."
        )
    return f"On average they are **{apart / max(width, 1e-12):.1%}** of the colour scale apart: the style does that."
