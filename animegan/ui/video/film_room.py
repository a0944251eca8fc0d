"""A film while it is made, and when it is done: to be watched, taken home, and judged by its figures."""

import time
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.embed import data_url
from animegan.ui.predict import Choice, Truth, predict
from animegan.ui.problems import problems_shown, show_problem
from animegan.ui.video.cinema import FilmJob, Look, film_of_visit, forget_film

if TYPE_CHECKING:
    from animegan.inference.film import FilmReport

__all__ = ["show_film"]

EVERY_S = 1.0
STAGE_TITLES = {
    "decode": "Decode the clip (FFmpeg)",
    "resize": "Reduce the frame, convert its colours",
    "compare": "Compare with the frame before",
    "network": "Paint: the network",
    "encode": "Compress the film (H.264)",
}
SOURCES = (
    ":small[The article this lab follows claims 3 to 5 frames a second on a processor. The other figure is from a user "
    "of the published AnimeGANv2 code: 11 seconds of 720 × 1280 video took 19 to 22 minutes on an 8-core i9 "
    "(github.com/TachibanaYoshino/AnimeGANv2, issue 65). Their frames have four times the pixels of 360 × 640.]"
)


def show_film() -> None:
    """Draws what there is of the visitor's film."""
    job = film_of_visit()
    if job is None:
        st.markdown("No film yet. The button below the settings makes one.")
        return
    look = job.look()
    if not look.is_over:
        _ask_what_sets_the_pace(job, look)
        _watch(job)
        return
    if look.problem is not None:
        show_problem(look.problem)
    if look.report is None or not look.report.frames:
        st.markdown("No film was made. Press the button below the settings to begin again.")
        return
    _screen(job, look.report)
    _pace(look.report)
    _figures(look.report)
    if _ask_what_sets_the_pace(job, look):
        _stages(look.report)


@st.fragment(run_every=EVERY_S)
def _watch(job: FilmJob) -> None:
    """Draws the film again every second, and the whole page once when it is over."""
    with problems_shown():
        look = job.look()
        if look.is_over or film_of_visit() is not job:
            st.rerun()
        step = look.progress
        st.progress(step.done / step.total if step else 0.0, text=_how_far(look))
        st.button(
            "Leave the line" if look.state == "waiting" else "Stop and keep what is done",
            key="film_stop",
            icon=":material/stop_circle:",
            on_click=job.stop,
        )
        if look.latest is not None:
            picture = data_url(
                _side_by_side(*look.latest)
            )  # a file would be gone before the browser asks for it
            st.image(picture, width="stretch", alt="The newest frame of the clip, and painted")
            st.markdown(
                ":small[The newest frame: left the clip, right the film. You may look at other pages meanwhile; "
                "a film whose visitor has left stops after a minute.]"
            )


def _how_far(look: Look) -> str:
    if look.state == "waiting":
        films = "1 film is" if look.ahead == 1 else f"{look.ahead} films are"
        return f"{films} before yours. It begins by itself." if look.ahead else "Beginning"
    if look.progress is None:
        return "Beginning: opening the network"
    step = look.progress
    left = time.strftime("%M:%S", time.gmtime(step.values["left_s"]))
    return f"Frame {step.done} of {step.total} · {step.values['fps']:.1f} frames a second · {left} left"


def _side_by_side(frame: PhotoU8, picture: PhotoU8) -> PhotoU8:
    import numpy as np

    from animegan.inference.preprocess import resize

    return np.hstack([resize(frame, picture.shape[:2]), picture])


def _screen(job: FilmJob, report: "FilmReport") -> None:
    """The film itself, and the way home with it."""
    height, width = report.size
    with st.container(horizontal_alignment="center"):
        st.video(str(job.path), loop=True, width="stretch" if width >= height else 320)
    if not report.complete:
        st.info(f"Stopped early: these are the first {report.film_s:.1f} seconds.", icon=":material/info:")
    name = f"{PurePath(job.chosen.name).stem[:60]}-{job.style}.mp4"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            "Download the film (MP4)",
            data=job.path.read_bytes,
            file_name=name,
            mime="video/mp4",
            key="film_download",
            icon=":material/download:",
            on_click="ignore",
        )
        st.button("Forget this film", key="forget_film", icon=":material/delete:", on_click=forget_film)
        sound = {"copied": "the clip's own sound", "converted": "the sound as AAC", None: "no sound"}[
            report.sound
        ]
        st.markdown(f":small[{width} × {height} pixels, {report.film_s:.1f} s, H.264, {sound}]")
    for note in job.chosen.clip.notes:
        st.warning(f"The clip {note}.", icon=":material/hdr_on:")


def _pace(report: "FilmReport") -> None:
    here, article, user = st.columns(3)
    here.metric("Frames a second, here", f"{report.fps:.1f}", border=True)
    article.metric("The article claims", "3 to 5", border=True)
    user.metric("A user measured", "0.2 to 0.3", border=True)
    st.markdown(SOURCES)
    if report.load is not None and report.load > 2 * report.cores:
        st.markdown(
            f":small[:material/hourglass_top: This computer was busy with other work meanwhile: {report.load:.0f} "
            f"threads wanted its {report.cores} cores. Left alone, it makes the film faster.]"
        )


def _figures(report: "FilmReport") -> None:
    """How much was painted, and how restless the film is."""
    st.markdown(
        f"**{report.frames}** frames in **{report.seconds:.1f} s**. The network painted **{report.painted}** of them; "
        f"**{report.reused}** repeat the frame before and cost nothing."
    )
    if report.flicker is not None:
        st.markdown(
            f"**Flicker {report.flicker:.2f}**: from frame to frame, pixels of the film change by "
            f"{report.unrest_out:.2f} of 255 levels in the mean, those of the clip by {report.unrest_in:.2f}. "
            "Above 1, the film is more restless than its clip."
        )


def _ask_what_sets_the_pace(job: FilmJob, look: Look) -> bool:
    """The question while the film is made; its answer, measured, when it is done."""
    stages = None if look.report is None or not look.report.frames else look.report.stages_ms

    def truth() -> Truth | None:
        if stages is None:
            return None
        slowest = max(stages, key=stages.__getitem__)
        others_ms = sum(stages.values()) - stages[slowest]
        why = f"It takes {stages[slowest]:.0f} ms for each frame, all the others together {others_ms:.0f} ms."
        return Truth(value=STAGE_TITLES[slowest], why=why)

    question = "Reading, painting and writing run at the same time. Which stage sets the pace?"
    about = (job.chosen.key, job.plan, job.style)
    choice = Choice(options=tuple(STAGE_TITLES.values()))
    return predict(question, choice, key="film_pace", about=about, truth=truth)


def _stages(report: "FilmReport") -> None:
    """Where the time went."""
    rows = [
        {"Stage": STAGE_TITLES[stage], "Milliseconds a frame": round(spent, 1)}
        for stage, spent in report.stages_ms.items()
    ]
    st.dataframe(rows, hide_index=True, key="film_stages", width="stretch")
    st.markdown(
        ":small[Reading, painting and writing run at the same time, so the sum is more than a frame takes: the slowest "
        "of them sets the pace. All figures were measured while this film was made.]"
    )
