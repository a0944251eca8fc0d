"""Room "Tug of war": the loss terms pull on the picture itself, and their weights may change meanwhile."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import streamlit as st

from animegan.media.image import encode
from animegan.ui.embed import data_url
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.asked import as_asked
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.example import choose_example
from animegan.ui.losses.shared import eyes
from animegan.ui.losses.tug.figure import tug_figure
from animegan.ui.losses.tug.question import KEY, ask_who_pays
from animegan.ui.losses.tug.steps import begin_tug
from animegan.ui.losses.tug.table import NETWORK, Table, come_back, has_steps, leave, open_tug, pull
from animegan.ui.losses.tug.words import how_it_went, rows_of, tug_code, who_pulls
from animegan.ui.losses.weights import choose_losses
from animegan.ui.loupe import shared_loupe
from animegan.ui.problems import problems_shown
from animegan.ui.resources import my_turn
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.losslab.tug import TugOfWar
    from animegan.training.config import TrainConfig

__all__ = ["tug_room"]

SIZES = (128, 192, 256)  # pixels, short side
STARTS = {"photo": "Photo", NETWORK: "Network", "grey": "Grey", "noise": "Noise"}
SPEEDS = (1, 5, 20)
REFRESH_S = 0.3
WHAT_IT_IS = (
    "**No network here: the picture itself is learnt.** Each step moves every pixel a little, so that the total "
    "falls. Only the *ratios* of the weights count."
)
KEPT = (
    ":small[Change the weights at any time: the picture goes on from where it is. Leave the room and come back: it "
    "waits, until this browser tab is closed.]"
)
NO_PULL = "All weights are 0, so nothing pulls. Raise one."


def tug_room(desk: Desk) -> None:
    """Weights and start at the left, the tug at the right."""
    come_back()
    controls, stage = st.columns([5, 9], gap="large")
    with controls:
        config = choose_losses()
        with st.expander("Size, first picture, painting", icon=":material/tune:", key="tug_set_up"):
            table = _set_table(desk)
    leave()
    with stage, problems_shown():
        before, here, after = (st.container() for _ in range(3))
    with after if _has_begun(table) else before:  # once it has been read, it makes room for the pictures
        st.markdown(WHAT_IT_IS)
        revealed = _ask(table, config)
    with here:
        if not revealed:
            st.info("Answer the question first; then the terms may pull.", icon=":material/lock:")
            return
        tug = open_tug(table, config)
        playing, speed = _buttons(tug)
        st.fragment(_live, run_every=REFRESH_S if playing else None)(table, tug, speed if playing else 0)


def _set_table(desk: Desk) -> Table:
    size = st.segmented_control(
        "Short side, pixels", SIZES, default=SIZES[0], required=True, key="tug_size", bind="query-params"
    )
    start = st.segmented_control(
        "First picture", list(STARTS), format_func=STARTS.__getitem__, default="photo", required=True,
        key="tug_start", bind="query-params",
    )  # fmt: skip
    small = replace(desk, size=int(size or SIZES[0]))
    return Table(desk=small, start=str(start), example=choose_example(desk))


def _has_begun(table: Table) -> bool:
    """Whether a step was taken before, or is about to be."""
    return has_steps(table) or any(st.session_state.get(key) for key in ("tug_play", "tug_step"))


def _ask(table: Table, now: "TrainConfig") -> bool:
    """The question, asked once about a photo, about the weights that are set then."""
    small = replace(table, desk=replace(table.desk, size=SIZES[0]), start="photo")
    about = (small.desk.photo.key,)
    config = as_asked(KEY, about, now)
    if not any(asdict(config.weights).values()):
        st.info(NO_PULL, icon=":material/info:")
        return False

    def begin(steps: int) -> "TugOfWar":
        bar = st.progress(0.0, text="Getting ready for a short tug on your photo")
        photo, painting, looking = small.desk.pixels, small.painting, eyes()
        with my_turn():
            tug = begin_tug(photo, painting, config, photo, looking)
        for step in range(steps):
            bar.progress(step / steps, text=f"A short tug on your photo: step {step + 1} of {steps}")
            pull(tug, 1)
        bar.empty()
        return tug

    return ask_who_pays(about, config.weights, begin)


def _buttons(tug: "TugOfWar") -> tuple[bool, int]:
    """Play, step, reset and speed; all of them work by keyboard."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        playing = st.toggle("Play", key="tug_play", disabled=tug.is_over)
        stepping = st.button("Step", key="tug_step", icon=":material/skip_next:", disabled=playing)
        restarting = st.button("Reset", key="tug_reset", icon=":material/replay:")
        speed = st.segmented_control(
            "Steps at a time", SPEEDS, default=5, required=True, key="tug_speed", bind="query-params",
        )  # fmt: skip
    speed = int(speed or SPEEDS[0])
    if restarting:
        with my_turn():
            tug.reset()
    if stepping:
        pull(tug, speed)
    return playing, speed


def _live(table: Table, tug: "TugOfWar", speed: int) -> None:
    """Shows how it stands, then takes the next steps: what is on the screen is never older than this run."""
    with problems_shown():
        _show(table, tug, playing=speed > 0)
        pull(tug, speed)


def _show(table: Table, tug: "TugOfWar", *, playing: bool) -> None:
    picture, history, frames = tug.picture_u8(), list(tug.history), dict(tug.frames)
    now, since = history[-1], next(s for s in history[::-1] if s.step == list(tug.settings)[-1])
    left, right = st.columns([2, 1])
    with left:
        pair = {"Photo": table.desk.url, f"After {now.step} steps": data_url(picture)}
        shared_loupe(pair, size=picture.shape[:2], key="tug_pictures", columns=2)
    with right:
        st.image(table.painting, width="stretch", caption="The painting that style and game compare with")
    st.markdown(f"{who_pulls(now)} {how_it_went(since, now)}")
    if tug.is_over:
        st.info(f"{now.step} steps are as many as a tug takes here. Reset it to pull again.")
    changes = list(tug.settings)[1:]
    curves = png(tug_figure(history, changes, page_ink()))
    st.image(curves, width="stretch", alt="Each weighted term and the total over the steps")
    with st.container(horizontal=True, gap="small"):
        for step, frame in frames.items():
            st.image(frame, width=92, caption=f"step {step}")
    st.markdown(KEPT)
    if playing:
        st.markdown(":small[Pause to save the picture, the curves and the code.]")
        return
    stem = f"{table.desk.stem}-tug-{now.step}"
    st.download_button(
        "Picture (PNG)", lambda: encode(picture), f"{stem}-picture.png", "image/png", key="tug_picture_png",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip
    take_home(stem, key="tug", png=lambda: curves, table=lambda: rows_of(history), code=tug_code(table, tug))
