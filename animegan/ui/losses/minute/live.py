"""A run while it goes on: how far it is, its curves, and the visitor's photo by the network as it is now."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.minute import steps as minute_steps
from animegan.ui.losses.minute.figure import curves_figure, weighted_rows
from animegan.ui.losses.minute.shelf import Own
from animegan.ui.losses.mixed import made_once, mixed
from animegan.ui.loupe import shared_loupe
from animegan.ui.problems import problems_shown
from animegan.ui.resources import figure_url

if TYPE_CHECKING:
    from animegan.losslab.short_run.run import Look, ShortRun
    from animegan.types import PhotoU8

__all__ = ["BALANCED", "balanced_url", "picture_by", "picture_url_by", "watch"]

EVERY_S = 2.0  # often enough to look alive, seldom enough to leave the processor to the training
BALANCED = "Balanced, where it began"


@st.fragment(run_every=EVERY_S)
def watch(desk: Desk, run: "ShortRun") -> None:
    """Draws the run again every two seconds, and the whole page once when it is over."""
    with problems_shown():  # a fragment runs without the page around it
        _draw(desk, run)


def _draw(desk: Desk, run: "ShortRun") -> None:
    look = run.look()
    if look.is_over:
        st.rerun()
    st.progress(min(1.0, look.seconds / run.plan.seconds), text=_how_far(look, run))
    if st.button(_stop_label(look), key="minute_stop", icon=":material/stop_circle:"):
        run.cancel()
        st.rerun()
    if look.latest is None:
        return
    now = Own(title="", about="", data=look.latest.data)
    urls = {
        "Photo": desk.url,
        BALANCED: balanced_url(desk),
        "Yours, now": picture_url_by(desk, now),
    }
    shared_loupe(urls, size=desk.pixels.shape[:2], key="minute_live", columns=3)
    st.markdown(f":small[Yours, now: the network after {look.latest.step} steps.]")
    _curves(look.log, run)


def _how_far(look: "Look", run: "ShortRun") -> str:
    if look.state == "waiting":
        runs = "1 training is" if look.ahead == 1 else f"{look.ahead} trainings are"
        return f"{runs} before yours. It begins by itself; keep this page open."
    if look.state == "training":
        return f"Training: step {len(look.log)}, {max(0.0, run.plan.seconds - look.seconds):.0f} s left"
    return f"Getting ready: {look.message}" if look.state == "preparing" else f"Finishing: {look.message}"


def _stop_label(look: "Look") -> str:
    """Promises to keep only what is there already."""
    if look.latest is not None:
        return "Stop now and keep what it has learnt"
    return "Leave the line" if look.state == "waiting" else "Stop (nothing is learnt yet)"


def _curves(log: Sequence[Mapping[str, float]], run: "ShortRun") -> None:
    """The weighted terms so far."""
    rows = weighted_rows(log, run.plan.losses.weights)
    st.image(
        png(curves_figure(rows, page_ink())), width="stretch", alt="Weighted loss terms over the seconds"
    )


def balanced_url(desk: Desk) -> str:
    """The picture of the network that every run begins with, for a component."""
    return figure_url(desk.photo, ("mixed", desk.size), lambda: mixed(desk, {}))


def picture_by(desk: Desk, own: Own) -> "PhotoU8":
    """What a network of the visitor's makes of the photo on the desk; made once."""
    return made_once(desk, ("own", own.digest), partial(minute_steps.painted_by, own.data))


def picture_url_by(desk: Desk, own: Own) -> str:
    """The same for a component."""
    return figure_url(desk.photo, ("own", desk.size, own.digest), lambda: picture_by(desk, own))
