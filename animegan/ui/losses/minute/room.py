"""Room "Train for a minute": the small network goes on training, for real, under the visitor's loss weights."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.errors import AnimeganError
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.minute.live import watch
from animegan.ui.losses.minute.question import ask_where_it_goes, has_guessed
from animegan.ui.losses.minute.results import show_results
from animegan.ui.losses.minute.shelf import RUN, add_loaded, add_trained, run_of_visit
from animegan.ui.losses.shared import studio
from animegan.ui.losses.weights import choose_losses
from animegan.ui.problems import show_problem

if TYPE_CHECKING:
    from animegan.losslab.short_run.plan import ShortPlan
    from animegan.training.config import TrainConfig

__all__ = ["minute_room"]

SEEN = "minute_file_seen"  # in the visit: the last file, and what was wrong with it
SECONDS = (20, 40, 60, 90, 120, 180)
WHAT_IT_IS = (
    "**A real training.** The balanced network goes on learning under your weights, from the six built-in photos and "
    "their paintings. Your own photo is not learnt from; it shows what has changed."
)
NOTHING_YET = (
    "Stopped before it had learnt anything, so there is nothing to show. Start it again when you like."
)


def minute_room(desk: Desk) -> None:
    """Weights and time at the left; the run, then its results at the right."""
    controls, stage = st.columns([5, 9], gap="large")
    with controls:
        losses = choose_losses(objectives=("article",))
        seconds = st.select_slider(
            "Seconds to train", SECONDS, value=60, key="minute_seconds", bind="query-params"
        )
        _load_a_file()
    with stage:
        run = run_of_visit()
        if run is not None and not (look := run.look()).is_over:
            ask_where_it_goes(desk, run.plan)
            watch(desk, run)
            return
        if run is not None:
            add_trained(run, look)
            if look.problem is not None:
                show_problem(look.problem)
            elif look.latest is None:
                st.info(NOTHING_YET, icon=":material/info:")
        st.markdown(WHAT_IT_IS)
        _offer(desk, losses, int(seconds))
        show_results(desk)


def _offer(desk: Desk, losses: "TrainConfig", seconds: int) -> None:
    """The question, and then the button that starts a run."""
    from animegan.losslab.short_run.plan import ShortPlan

    try:
        plan = ShortPlan(losses=losses, seconds=seconds)
    except AnimeganError as problem:
        show_problem(problem)
        return
    ask_where_it_goes(desk, plan)
    ready = has_guessed(plan)
    pressed = st.button(
        f"Train for {seconds} s", key="minute_start", icon=":material/model_training:", disabled=not ready
    )
    st.markdown(f":small[{_what_comes_first(ready)}]")
    if pressed:
        _start(plan)


def _what_comes_first(ready: bool) -> str:
    """What stands between the visitor and the run."""
    if not ready:
        return "First your guess, then the training."
    runs, left_s = studio().in_the_way()
    if runs:
        who = "Another training is" if runs == 1 else f"{runs} other trainings are"
        return f"{who} before yours: about {left_s:.0f} s. Yours would wait in line and then begin by itself."
    return (
        "Getting ready takes some seconds. Keep this page open: after a minute without it the training stops."
    )


def _start(plan: "ShortPlan") -> None:
    try:
        st.session_state[RUN] = studio().ask(plan)
    except AnimeganError as problem:  # the line is full
        show_problem(problem)
        return
    st.rerun()


def _load_a_file() -> None:
    """Weights that were saved here before join the comparison."""
    with st.expander("Load a network saved before", icon=":material/upload:", key="minute_load"):
        file = st.file_uploader(
            "Weights (safetensors)", type=["safetensors"], key="minute_file", max_upload_size=2
        )
        if file is None:
            return
        seen, problem = st.session_state.get(SEEN, (None, None))
        if seen != file.file_id:
            problem = _take(file.getvalue(), file.name)
            st.session_state[SEEN] = (file.file_id, problem)
        if problem is not None:
            show_problem(problem)


def _take(data: bytes, file_name: str) -> AnimeganError | None:
    """Takes in a weights file, or says what is wrong with it."""
    from animegan.losslab.short_run.trained import open_trained

    try:
        open_trained(data)
    except AnimeganError as problem:
        return problem
    add_loaded(data, file_name)
    return None
