"""Teacher's mode: who may have it, and what it decides for the whole class."""

from collections.abc import Iterable

import streamlit as st

from animegan.ui.classroom import TEACHER, become_teacher, classroom, is_teacher, needs_pin
from animegan.ui.lessons.teaching import seen_switch

__all__ = ["teacher_room"]

WHAT_IT_IS = (
    "Teacher's mode adds to every page: the notes of a lesson, a link and QR code of what is on the screen, a "
    "large-type view, and what learners see."
)
NO_PIN = (
    ":small[No PIN is set, so anybody can switch this on. For a class, start the lab with "
    "`ANIMEGAN_TEACHER_PIN=…` in its environment.]"
)


def teacher_room(pages: Iterable[str]) -> None:
    """Draws the room.

    Args:
        pages: The names of all pages in the menu.
    """
    if not is_teacher():
        _come_in()
        return
    left, right = st.columns(2, gap="large")
    with left:
        _answers()
        _address()
        st.button("Stop teaching", key="teacher_off", icon=":material/logout:", on_click=_stop)
    with right:
        st.markdown("**Pages that learners see.** Rooms are chosen on their own pages.")
        with st.container(gap=None):
            for page in pages:
                seen_switch(page, page)
    st.markdown(":small[All of this holds for everybody at once, and until the lab is stopped.]")


def _come_in() -> None:
    st.markdown(WHAT_IT_IS)
    with st.form("teacher_form", border=False):
        pin = (
            st.text_input("PIN", type="password", key="teacher_pin", width=200, autocomplete="off")
            if needs_pin()
            else ""
        )
        pressed = st.form_submit_button("I am the teacher", key="teacher_on", icon=":material/co_present:")
    if pressed:
        if become_teacher(pin):
            st.rerun()
        st.markdown(":material/block: That is not the PIN.")
    if not needs_pin():
        st.markdown(NO_PIN)


def _answers() -> None:
    room = classroom()

    def switch() -> None:
        room.locked = bool(st.session_state["lock_answers"])

    st.session_state["lock_answers"] = room.locked
    st.toggle("Answers wait until I release them", key="lock_answers", on_change=switch)
    st.markdown(
        ":small[Learners guess, and see the answer when you switch it on beside the question. You see every answer "
        "at once.]"
    )
    if room.released:
        st.button(
            f"Take back all {len(room.released)} released answers",
            key="take_back",
            icon=":material/lock:",
            on_click=room.released.clear,
        )


def _address() -> None:
    room = classroom()

    def enter() -> None:
        room.address = str(st.session_state["class_address"])

    st.session_state["class_address"] = room.address
    st.text_input(
        "Address of this computer for learners",
        key="class_address",
        placeholder="http://192.168.1.20:8501",
        on_change=enter,
        help="Used in links and QR codes. Leave it empty to use the address you came by.",
    )


def _stop() -> None:
    st.session_state[TEACHER] = False
