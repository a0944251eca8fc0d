"""A learner's progress: what was reached and guessed, saved to a file and taken up again."""

import streamlit as st

from animegan.errors import AnimeganError
from animegan.lessons.library import lessons
from animegan.lessons.progress import read_progress, write_progress
from animegan.ui.lessons.course import progress_of_visit, take_up
from animegan.ui.problems import show_problem

__all__ = ["progress_room"]

SEEN = "progress_seen"  # in the visit: the last file, and what was wrong with it
NOTHING_YET = "You have not begun a lesson yet."


def progress_room(_: object = None) -> None:
    """Draws the room."""
    progress = progress_of_visit()
    if not progress:
        st.markdown(NOTHING_YET)
    for lesson in lessons():
        if (begun := progress.get(lesson.name)) is not None:
            asked = sum(step.question is not None for step in lesson.steps)
            words = f"step {begun.reached} of {len(lesson.steps)}, {len(begun.guesses)} of {asked} guessed"
            st.progress(begun.reached / len(lesson.steps), text=f"{lesson.title}: {words}")
    st.markdown(
        "Progress is kept in this browser tab. To go on another day, or on another computer, take it along."
    )
    st.download_button(
        "Save my progress",
        data=lambda: write_progress(progress_of_visit()),
        file_name="animegan-lab-progress.json",
        mime="application/json",
        key="progress_save",
        icon=":material/download:",
        on_click="ignore",
        disabled=not progress,
    )
    _load()


def _load() -> None:
    file = st.file_uploader(
        "Go on with a saved progress", type=["json"], key="progress_file", max_upload_size=1
    )
    if file is None:
        return
    seen, problem = st.session_state.get(SEEN, (None, None))
    if seen != file.file_id:
        problem = _take(file.getvalue())
        st.session_state[SEEN] = (file.file_id, problem)
        st.rerun()
    if problem is not None:
        show_problem(problem)
    else:
        st.success("Taken up. Go on under *Lessons*.", icon=":material/check_circle:")


def _take(data: bytes) -> AnimeganError | None:
    """Takes the file up, or says what is wrong with it."""
    try:
        take_up(read_progress(data))
    except AnimeganError as problem:
        return problem
    return None
