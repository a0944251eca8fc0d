"""The list of lessons: goals, minutes, the way in, and the handout."""

import streamlit as st

from animegan.lessons.lesson import Lesson
from animegan.lessons.library import lessons
from animegan.ui.classroom import is_teacher
from animegan.ui.lessons.bar import LESSONS_PATH
from animegan.ui.lessons.course import LESSON, link_to, progress_of_visit
from animegan.ui.lessons.share import lesson_address, show_link

__all__ = ["list_room"]


def list_room(_: object = None) -> None:
    """Draws every lesson, folded; the one in the address stands open."""
    st.markdown(
        "Each lesson leads over the pages of the lab. At each step you **predict first**; then the lab computes the "
        "answer before your eyes."
    )
    progress, asked = progress_of_visit(), st.query_params.get(LESSON)
    for lesson in lessons():
        begun = progress.get(lesson.name)
        far = f" · step {begun.reached} of {len(lesson.steps)}" if begun else ""
        with st.expander(
            f"**{lesson.place}. {lesson.title}** · {lesson.minutes} minutes{far}",
            expanded=lesson.name == asked,
            key=f"about_{lesson.name}",
        ):
            _about(lesson)
            _ways_in(lesson, begun.reached if begun else 1)


def _about(lesson: Lesson) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.markdown(lesson.intro)
        goals = "\n".join(f"- {goal}" for goal in lesson.goals)
        st.markdown(f"**Afterwards you can**\n{goals}")
        st.markdown(f"**What is needed:** {' '.join(lesson.needs)}")
    with right:
        steps = "\n".join(f"{n}. {step.title}" for n, step in enumerate(lesson.steps, start=1))
        st.markdown(f"**Steps**\n{steps}")


def _ways_in(lesson: Lesson, reached: int) -> None:
    with st.container(horizontal=True):
        label = "Start the lesson" if reached == 1 else f"Go on at step {reached}"
        if st.button(label, key=f"start_{lesson.name}", icon=":material/play_arrow:"):
            st.switch_page(LESSONS_PATH, query_params=link_to(lesson, reached))
        st.download_button(
            "Handout (PDF)",
            data=lambda: _handout(lesson),
            file_name=f"lesson-{lesson.name}.pdf",
            mime="application/pdf",
            key=f"handout_{lesson.name}",
            icon=":material/print:",
            on_click="ignore",
        )
        if is_teacher():
            with st.popover("Link and QR code", icon=":material/qr_code_2:"):
                show_link(lesson_address(link_to(lesson, 1)), key=f"link_{lesson.name}")
    if is_teacher():
        with st.expander("Teacher's notes", icon=":material/co_present:", key=f"notes_{lesson.name}"):
            st.markdown(lesson.notes)


def _handout(lesson: Lesson) -> bytes:
    from animegan.lessons.handout import handout

    return handout(lesson, lesson_address(link_to(lesson, 1)))
