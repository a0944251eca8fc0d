"""What the room "Break it" computes, position by position.

Each position is kept by itself, so whoever leaves the page stops the work after the next one.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.faces import break_steps
from animegan.ui.faces.break_trials import TRIALS, Trial
from animegan.ui.losses.desk import Desk
from animegan.ui.resources import kept, stylizer

if TYPE_CHECKING:
    from animegan.face.detect import Face

__all__ = ["faces_at", "largest_face", "painting_at", "probabilities", "shifts_of"]

T = TypeVar("T")


def largest_face(desk: Desk) -> "Face | None":
    """The largest upright face of the photo; None where there is none."""
    from animegan.face.detect import detect_faces

    pixels, line = desk.pixels, st.empty()
    with st.spinner("Looking for a face"):
        found = kept(
            desk.photo,
            ("upright", desk.size),
            lambda: (detect_faces(pixels),),
            on_wait=say_who_is_ahead(line),
        )[0]
    line.empty()
    return found[0] if found else None


def probabilities(desk: Desk, face: "Face", how: str, *, turned: bool = False) -> list[float]:
    """The probability at every position, 0 where the face is lost; by an upright search, or with quarter turns."""
    from animegan.face.detect import detect_faces

    pixels = desk.pixels

    def search(position: float) -> float:
        if turned:
            found = faces_at(desk, face, how, position)
            return break_steps.search(pixels, face, how, position, lambda _: found)
        return kept(
            desk.photo,
            ("broken", desk.size, how, position),
            lambda: break_steps.search(pixels, face, how, position, detect_faces),
        )

    return _at_every_position(TRIALS[how], "Searching", search)


def shifts_of(desk: Desk, face: "Face", how: str, style: str) -> "list[float | None]":
    """How far the painting moved the face at every position; None where it is not found there."""
    from animegan.face.detect import detect_turned_faces

    pixels = desk.pixels

    def shift(position: float) -> float | None:
        picture = painting_at(desk, face, how, position, style)
        return kept(
            desk.photo,
            ("points in broken", desk.size, how, position, style),
            lambda: (
                break_steps.repaint(pixels, face, how, position, lambda _: picture, detect_turned_faces),
            ),
        )[0]

    return _at_every_position(TRIALS[how], "Painting", shift)


def _at_every_position(trial: Trial, what: str, make: Callable[[float], T]) -> list[T]:
    bar, values = st.empty(), []
    for done, position in enumerate(trial.positions):
        bar.progress(
            done / len(trial.positions), text=f"{what}: position {done + 1} of {len(trial.positions)}"
        )
        values.append(make(position))
    bar.empty()
    return values


def faces_at(desk: Desk, face: "Face", how: str, amount: float) -> "tuple[Face, ...]":
    """What face2paint finds in the spoilt photo."""
    from animegan.face.detect import detect_turned_faces

    spoilt, _ = break_steps.spoil(desk.pixels, face, how, amount)
    return kept(
        desk.photo, ("found in broken", desk.size, how, amount), lambda: (detect_turned_faces(spoilt),)
    )[0]


def painting_at(desk: Desk, face: "Face", how: str, amount: float, style: str) -> PhotoU8:
    """The spoilt photo by face2paint."""
    from animegan.face.face2paint import face2paint
    from animegan.face.refine import open_refiner
    from animegan.face.settings import FaceSettings

    spoilt, _ = break_steps.spoil(desk.pixels, face, how, amount)
    found, network = faces_at(desk, face, how, amount), stylizer(style)

    def paint() -> PhotoU8:
        wish, refiner = FaceSettings(size=desk.size), open_refiner()
        return face2paint(spoilt, network, settings=wish, refiner=refiner, find_faces=lambda _: found).picture

    return kept(desk.photo, ("broken painting", desk.size, how, amount, style), paint)
