"""Room "Sliders": the loss weights of a finished network, moved by mixing networks that were trained apart."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.choice import one_of
from animegan.ui.compare import compare
from animegan.ui.embed import data_url
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.example import FIRST_STYLE
from animegan.ui.losses.mixed import made_once, mixed
from animegan.ui.losses.program import lab_program
from animegan.ui.losses.shared import family, yardstick
from animegan.ui.losses.sliders import steps as mixing_steps
from animegan.ui.losses.sliders.positions import Shares, shares_of_sliders, where_they_stand
from animegan.ui.losses.sliders.questions import ask_halfway, ask_l1
from animegan.ui.resources import kept
from animegan.ui.sheet import contact_sheet
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.losslab.yardstick import Figures

__all__ = ["sliders_room"]

TALLEST = "40vh"
START: Shares = {}
VIEWS = ("Picture", "Averaged pictures instead", "A pair that cannot be mixed")
BESIDE = ("Photo", "Balanced")
FIGURES = {
    "l1": ("To the photo", "{:.1f}", "Mean difference to the photo, steps of 255: what L1 wants small."),
    "perceptual": (
        "To its shapes",
        "{:.3f}",
        "Distance to the photo's features: what the perceptual term wants small.",
    ),
    "style": (
        "To paintings",
        "{:.2f}",
        "Distance of the Gram matrices to those of four painted samples, × 1000: what the style term wants small.",
    ),
    "adversarial": (
        "To the judge",
        "{:+.2f}",
        "The discriminator's mean logit: higher is more like a painting to it, which the adversarial term wants.",
    ),
}
LOAD = "from animegan.losslab.mixing.family import load_family\n\n"


def sliders_room(desk: Desk) -> None:
    """Sliders at the left, what they do at the right."""
    with st.container(horizontal=True, gap="large"):
        view = one_of("Show", VIEWS, VIEWS[0], "mixing", label_visibility="collapsed")
        other = (
            one_of("Compare with", BESIDE, BESIDE[0], "mixing_beside", label_visibility="collapsed")
            if view == VIEWS[0]
            else ""
        )
    if view == VIEWS[2]:
        _twins(desk)
        return
    controls, stage = st.columns([5, 9], gap="large")
    with controls:
        shares = shares_of_sliders()
    with stage:
        where_they_stand(shares)
        if view == VIEWS[0]:
            _picture(desk, shares, other)
        else:
            _averaged(desk, shares)


def _picture(desk: Desk, shares: Shares, other: str) -> None:
    """The mixed network's picture beside the photo or the balanced one's, and what it comes to in figures."""
    from animegan.losslab.mixing.family import raised

    now, start = mixed(desk, shares), mixed(desk, START)
    before = desk.pixels if other == BESIDE[0] else start
    _compare(desk, before, now, (other, "At these sliders"), "mixed")
    _say_figures(figures(desk, shares, now), figures(desk, START, start))
    call = f"{LOAD}picture = mixed_network(load_family(), {shares}, photo)"
    take_home(
        f"{desk.stem}-mixed",
        key="mixed",
        png=lambda: encode(contact_sheet({"Photo": desk.pixels, "Balanced": start, "At these sliders": now})),
        table=lambda: [shares | _row(figures(desk, shares, now))],
        code=lab_program(desk, mixing_steps.mixed_network, call=call),
    )
    ask_l1(desk, raised("l1"), lambda at: figures(desk, at, mixed(desk, at)).l1)


def _averaged(desk: Desk, shares: Shares) -> None:
    """Mixing networks is not mixing pictures."""
    now = mixed(desk, shares)
    average = made_once(
        desk, ("averaged", *shares.items()), partial(mixing_steps.averaged_pictures, family(), shares)
    )
    _compare(desk, average, now, ("Averaged pictures", "Mixed network"), "averaged")
    apart = np.abs(average.astype(float) - now).mean()
    st.markdown(
        "Left: every trained network paints, then the **pictures** are added up in the same shares. Right: the "
        f"**networks** are added up, then one paints. Between the two: **{apart:.2f} of 255 steps** on average. "
        "At a trained network they are the same. In between, an average of pictures shows the lines of both; a mixed "
        "network draws anew."
    )
    call = (
        f"{LOAD}family = load_family()\naverage = averaged_pictures(family, {shares}, photo)\n"
        f"picture = mixed_network(family, {shares}, photo)"
    )
    take_home(
        f"{desk.stem}-averaged",
        key="averaged",
        png=lambda: encode(contact_sheet({"Averaged pictures": average, "Mixed network": now})),
        code=lab_program(desk, mixing_steps.averaged_pictures, mixing_steps.mixed_network, call=call),
    )


def _twins(desk: Desk) -> None:
    """A network and its twin paint the same picture, and what lies between them does not."""
    st.markdown(
        "The **twin** is the balanced network with its inner channels in another order. It paints the very same "
        "picture: drag the seam. But its channels mean something else, as in any two networks that were trained apart. "
        "The networks behind the sliders have one parent, so theirs mean the same."
    )
    own = mixed(desk, START)
    _compare(desk, own, between(desk, 1.0), ("Balanced", "Its twin"), "twin_pictures")
    if not ask_halfway(desk, lambda share: between(desk, share)):
        return
    percent = st.slider("% of the way to the twin", 0, 100, 50, step=5, key="twin", bind="query-params")
    share = percent / 100
    now = between(desk, share)
    _compare(desk, own, now, ("Balanced", f"{percent} % of the way"), "twins")
    st.markdown(
        f"**{np.abs(own.astype(float) - now).mean():.1f} of 255 steps** from the balanced network's picture."
    )
    call = f"{LOAD}picture = between_twins(load_family(), {share}, photo)"
    take_home(
        f"{desk.stem}-twin",
        key="twins",
        png=lambda: encode(contact_sheet({"Balanced": own, f"{percent} % of the way": now})),
        code=lab_program(desk, mixing_steps.between_twins, call=call),
    )


def between(desk: Desk, share: float) -> PhotoU8:
    """The picture between the balanced network and its twin; made once."""
    return made_once(desk, ("twin", share), partial(mixing_steps.between_twins, family(), share))


def figures(desk: Desk, shares: Shares, picture: PhotoU8) -> "Figures":
    """What a picture at a position of the sliders comes to; measured once."""
    ruler = yardstick(FIRST_STYLE)
    return kept(
        desk.photo, ("figures", desk.size, *shares.items()), lambda: ruler.measure(picture, desk.pixels)
    )


def _compare(desk: Desk, before: PhotoU8, after: PhotoU8, labels: tuple[str, str], key: str) -> None:
    shape = desk.pixels.shape[:2]
    compare(data_url(before), data_url(after), size=shape, labels=labels, key=key, tallest=TALLEST)


def _say_figures(now: "Figures", start: "Figures") -> None:
    """Four figures, and how they have moved from where the sliders stood at 0."""
    from animegan.losslab.yardstick import NEARER_IS_LESS

    columns = st.columns(len(FIGURES))
    for column, (name, (title, form, what)) in zip(columns, FIGURES.items(), strict=True):
        factor = 1000 if name == "style" else 1
        value, before = factor * getattr(now, name), factor * getattr(start, name)
        column.metric(
            title,
            form.format(value),
            f"{value - before:+.2g}" if value != before else None,
            delta_color="inverse" if NEARER_IS_LESS[name] else "normal",
            help=f"{what} Below it: the change from all sliders at 0; green is nearer to what the term wants.",
        )


def _row(values: "Figures") -> dict[str, object]:
    return {name: getattr(values, name) for name in FIGURES}
