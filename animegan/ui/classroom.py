"""What the teacher has decided for everybody; it lives in the memory of the server and goes with it."""

import hmac
import os
import time
from dataclasses import dataclass, field

import streamlit as st

__all__ = [
    "Classroom",
    "become_teacher",
    "classroom",
    "is_hidden",
    "is_teacher",
    "needs_pin",
    "waits_for_teacher",
]

PIN = "ANIMEGAN_TEACHER_PIN"  # in the environment; without it, whoever opens the lab may teach
TEACHER = "teacher"  # in the visit
WRONG_PIN_S = 1.0  # a wrong PIN costs so much time


@dataclass(slots=True)
class Classroom:
    """The decisions, the same for every visitor.

    Attributes:
        locked: Whether answers wait until the teacher releases them, question by question.
        released: The keys of the questions whose answers are out.
        hidden: What learners do not see: "Loss lab" is a page, "Loss lab: Sliders" one of its rooms.
        address: How learners reach this computer, such as "http://192.168.1.20:8501"; empty for as the teacher does.
    """

    locked: bool = False
    released: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    address: str = ""


@st.cache_resource(show_spinner=False)
def classroom() -> Classroom:
    """The one classroom of this process."""
    return Classroom()


def is_teacher() -> bool:
    """Whether this visit teaches."""
    return bool(st.session_state.get(TEACHER, False))


def needs_pin() -> bool:
    """Whether somebody set a PIN for teachers."""
    return bool(os.environ.get(PIN))


def become_teacher(pin: str = "") -> bool:
    """Lets this visit teach, if the PIN is right or none is set; says whether it does."""
    wanted = os.environ.get(PIN, "")
    if not hmac.compare_digest(pin.encode(), wanted.encode()):
        time.sleep(WRONG_PIN_S)
        return False
    st.session_state[TEACHER] = True
    return True


def is_hidden(name: str) -> bool:
    """Whether this visit does not get to see a page or a room; a teacher sees everything."""
    return name in classroom().hidden and not is_teacher()


def waits_for_teacher(key: str) -> bool:
    """Whether the answer to a question is not out yet for this visit."""
    return classroom().locked and key not in classroom().released and not is_teacher()
