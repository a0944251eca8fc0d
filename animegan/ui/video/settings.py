"""What is wanted of a film, and the button that starts it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from animegan.serving import Gate, the_gate
from animegan.ui.choice import one_of
from animegan.ui.video.chosen_clip import ChosenClip
from animegan.ui.video.cinema import FilmJob, film_of_visit, someone_is_here, start_film

if TYPE_CHECKING:
    from animegan.inference.film import Film, FilmPlan
    from animegan.media.video.clip import Clip
    from animegan.types import PhotoU8

__all__ = ["FILM", "FRAMES", "choose_plan", "start_button"]

FRAMES, FILM = "Single frames", "The film"  # the views
SIZES = (288, 360, 480, 720)
RATES = {"all": "All", "12": "12", "8": "8"}


def choose_plan(clip: "Clip") -> "FilmPlan":
    """Draws size, frame rate and steadiness. Raises InputError."""
    from animegan.inference.film import FilmPlan
    from animegan.inference.film.plan import DEFAULT_FILM_SIZE

    size = st.segmented_control(
        "Size: short side in pixels", SIZES, default=DEFAULT_FILM_SIZE, required=True, key="film_size",
        bind="query-params",
    )  # fmt: skip
    rate = one_of("Frames a second, at most", tuple(RATES), "all", "film_fps", RATES.__getitem__)
    steady = st.toggle(
        "Keep still what does not move",
        key="film_steady",
        bind="query-params",
        help="Places that do not change in the clip keep the picture they have: a camera's noise then does not "
        "make painted walls seethe.",
    )
    plan = FilmPlan(size=int(size), most_fps=None if rate == "all" else float(rate), steady=steady)
    facts = [f"{plan.frames(clip)} frames of {clip.frames_per_s:.3g} a second to paint"]
    if plan.most_fps == 12:
        facts.append("drawn film is often shot like this, each drawing for two frames of 24")
    if min(clip.size) < plan.size:
        facts.append(f"the clip has only {min(clip.size)} px on its short side and is not enlarged")
    st.markdown(f":small[{'; '.join(facts).capitalize()}.]")
    return plan


def start_button(chosen: ChosenClip, plan: "FilmPlan", style: str, *, frame_ms: float | None) -> None:
    """Draws the button, and how long the film will take.

    Args:
        chosen: The clip.
        plan: How it is painted.
        style: In which style.
        frame_ms: What one frame has just taken; None where none was painted.
    """
    job = film_of_visit()
    is_busy = job is not None and not job.look().is_over
    st.button(
        "Make the film",
        key="film_start",
        icon=":material/movie:",
        width="stretch",
        disabled=is_busy,
        on_click=_start,
        args=(chosen, plan, style, the_gate(), someone_is_here()),
    )
    if is_busy:
        st.markdown(f":small[Your film is being made: see “{FILM}”.]")
    elif frame_ms is not None:
        seconds = plan.frames(chosen.clip) * frame_ms / 1000
        st.markdown(
            f":small[About {_in_words(seconds)} at the pace of the frame beside, if the computer is free.]"
        )


def _start(chosen: ChosenClip, plan: "FilmPlan", style: str, line: Gate, is_here: Callable[[], bool]) -> None:
    def make(path: Path) -> "Film":
        from animegan.inference import Stylizer
        from animegan.inference.film import Film
        from animegan.inference.film.painters import describe_painter, stylizer_painter
        from animegan.media.video.limits import PAGE_CLIP

        stylizer = Stylizer.load(style)
        paint = _in_turn(stylizer_painter(stylizer), line)
        return Film(chosen.clip, path, plan, paint, made_by=describe_painter(stylizer), limits=PAGE_CLIP)

    start_film(FilmJob(chosen, plan, style, make, is_here=is_here))
    st.session_state["film_view"] = FILM


def _in_turn(paint: "Callable[[PhotoU8], PhotoU8]", line: Gate) -> "Callable[[PhotoU8], PhotoU8]":
    """Each frame waits its turn among the single pictures of everybody; the film is a visitor of its own."""
    film = object()

    def wait_and_paint(photo: "PhotoU8") -> "PhotoU8":
        with line.turn(film):
            return paint(photo)

    return wait_and_paint


def _in_words(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
