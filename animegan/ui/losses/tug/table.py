"""What lies on the table of the tug room: the settings of a tug, and the tugs of this visit, paused where they were."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.example import Example, painting_of
from animegan.ui.losses.mixed import mixed
from animegan.ui.losses.shared import eyes
from animegan.ui.losses.tug.steps import begin_tug, go_on
from animegan.ui.losses.weights import TERM_TITLES
from animegan.ui.resources import my_turn

if TYPE_CHECKING:
    from animegan.losslab.tug import TugOfWar
    from animegan.training.config import TrainConfig

__all__ = ["TUGS", "Table", "come_back", "has_steps", "leave", "open_tug", "pull"]

TUGS = "tugs"  # in the visit: a tug by what it is about
MOST_TUGS = 3  # some ten megabytes each at the largest size
LEFT = "tug_left"  # in the visit: how the widgets stood
WIDGETS = ("tug_size", "tug_start", "tug_speed", "example_style", "example_of", "recipe")
NETWORK = "network"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a tug is about.

    Attributes:
        desk: The photo, at the size of the tug.
        start: What the picture is at first.
        example: The painting that style and game compare with, chosen; drawn at the tug's size.
    """

    desk: Desk
    start: str
    example: Example

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Tells tugs apart."""
        return (self.desk.photo.key, self.desk.size, self.start, self.example.style, self.example.sample)

    @property
    def painting(self) -> PhotoU8:
        """(h, w, 3) uint8; as small as the photo, so that strokes are as coarse on both."""
        return painting_of(self.example.sample, self.example.style, size=self.desk.size)

    @property
    def first(self) -> PhotoU8:
        """(H, W, 3) uint8, the start."""
        from animegan.losslab.tug import first_picture

        return mixed(self.desk, {}) if self.start == NETWORK else first_picture(self.start, self.desk.pixels)


def open_tug(table: Table, config: "TrainConfig") -> "TugOfWar":
    """The tug as it was left, or a new one, under these weights; waits in line and says so."""
    tugs = _tugs()
    tug = tugs.pop(table.key, None)
    line = st.empty()
    if tug is None:
        photo, painting, first, looking = table.desk.pixels, table.painting, table.first, eyes()
        with my_turn(say_who_is_ahead(line)):
            tug = begin_tug(photo, painting, config, first, looking)
    tugs[table.key] = tug  # the latest last
    while len(tugs) > MOST_TUGS:
        tugs.pop(next(iter(tugs)))
    with my_turn(say_who_is_ahead(line)):
        tug.reweigh(config)
    line.empty()
    return tug


def has_steps(table: Table) -> bool:
    """Whether there is such a tug, and it has left its start."""
    tug = _tugs().get(table.key)
    return tug is not None and tug.steps > 0


def _tugs() -> "dict[Hashable, TugOfWar]":
    tugs: dict[Hashable, TugOfWar] = st.session_state.setdefault(TUGS, {})
    return tugs


def pull(tug: "TugOfWar", steps: int) -> None:
    """Takes steps, each in its own turn, so that other visitors come in between; where it draws, it can be stopped."""
    line = st.empty()
    for _ in range(steps):
        line.empty()
        with my_turn(say_who_is_ahead(line)):
            if tug.is_over:
                return
            go_on(tug, 1)


def come_back() -> None:
    """Puts the widgets back to how they stood when the room was left, unless a link or another room says otherwise."""
    for key, value in st.session_state.get(LEFT, {}).items():
        if key not in st.session_state and key not in st.query_params:
            st.session_state[key] = value


def leave() -> None:
    """Notes how the widgets stand; Streamlit forgets that when another page is opened."""
    keys = (*WIDGETS, *(f"times_{term}" for term in TERM_TITLES))
    st.session_state[LEFT] = {key: st.session_state[key] for key in keys if key in st.session_state}
