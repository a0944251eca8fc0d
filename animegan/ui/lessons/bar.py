"""The bar that leads through a lesson: the step, its question, what follows from it, and the way on."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.classroom import is_teacher
from animegan.ui.lessons.course import Running, leave, link_to

if TYPE_CHECKING:
    from animegan.ui.shell import PageEntry

__all__ = ["LESSONS_PATH", "draw_bar"]

LESSONS_PATH = "pages/9_Lessons.py"


def draw_bar(now: Running, *, here: "PageEntry", pages: "Mapping[str, PageEntry]") -> None:
    """Draws the bar.

    Args:
        now: The lesson and the step.
        here: The page on the screen.
        pages: Every page by the end of its address.
    """
    lesson, step, place = now.lesson, now.step, pages[now.step.page]
    st.markdown(f":material/school: **{lesson.title}**  \n:small[Step {now.number} of {len(lesson.steps)}]")
    st.progress(now.number / len(lesson.steps))
    st.subheader(step.title, anchor=False)
    if here is not place:
        st.markdown(f"This step takes place on **{place.label}**.")
        _go_button(now, now.number, f"Go to {place.label}", "lesson_go", ":material/login:")
    if step.transfer:
        st.markdown(":material/flag: **Now you.** Use what you have learnt on something new.")
    st.markdown(step.text)
    from animegan.ui.lessons.asking import ask  # here: every page imports this bar, and few pages show one

    if step.question is not None and ask(lesson, now.number, step.question) and step.after:
        st.markdown(step.after)
    _ways(now)
    if is_teacher():
        with st.expander("Teacher's notes", icon=":material/co_present:", key="lesson_notes"):
            st.markdown(lesson.notes)


def _ways(now: Running) -> None:
    """Back, on, and out."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if now.number > 1:
            _go_button(now, now.number - 1, "Back", "lesson_back", ":material/arrow_back:")
        if not now.is_last:
            _go_button(now, now.number + 1, "Next step", "lesson_next", ":material/arrow_forward:")
        st.button("Leave the lesson", key="lesson_leave", type="tertiary", on_click=leave)
    if now.is_last:
        st.markdown(
            ":small[This is the last step. *Lessons* in the menu has your progress and the other lessons.]"
        )


def _go_button(now: Running, number: int, label: str, key: str, icon: str) -> None:
    """By way of the page of lessons, which opens every step afresh: no control keeps its place of the step before."""
    if st.button(label, key=key, icon=icon):
        st.switch_page(LESSONS_PATH, query_params=link_to(now.lesson, number))
