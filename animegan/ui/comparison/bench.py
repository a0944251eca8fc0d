"""What lies on the bench: a photo, a size, and the weights of each system; pictures come one by one.

A room asks for what it shows. What is not there yet is noted, and `finish` makes the first of it at the end of the
page and runs the page again, so that everything that is there is on the screen meanwhile.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.catalog import WeightsEntry
from animegan.comparison.pictures import paint_by
from animegan.comparison.systems import SYSTEMS, System
from animegan.errors import AnimeganError
from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.losses.desk import Desk
from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import figure_url, is_kept, kept, photo_url, working_photo

__all__ = ["Bench", "Wish"]

T = TypeVar("T")
PROBLEMS = "bench_problems"  # in the visit: what could not be made, by its key


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something that a room would show if it were there.

    Attributes:
        key: Exactly what it is.
        message: What is being made, for people.
        make: Makes and keeps it; gets the place for words about how far it is.
    """

    key: Hashable
    message: str
    make: Callable[[DeltaGenerator], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What every room is about.

    Attributes:
        photo: The visitor's photo.
        size: Short side of the working picture, pixels; and the side of the square that is counted and timed.
        weights: The chosen weights by the system's name; None for a system without.
        line: The place for words about what is being made.
        wishes: What this run of the page has found missing.
    """

    photo: ChosenPhoto
    size: int
    weights: Mapping[str, WeightsEntry | None]
    line: DeltaGenerator
    wishes: list[Wish] = field(default_factory=list)

    @property
    def desk(self) -> Desk:
        """The photo alone, for parts that need no more."""
        return Desk(photo=self.photo, size=self.size)

    @property
    def stem(self) -> str:
        """The beginning of the names of files made here."""
        return f"{PurePath(self.photo.file_name).stem}-systems-{self.size}"

    @property
    def pixels(self) -> PhotoU8:
        """(H, W, 3) uint8: the photo at working size."""
        return working_photo(self.photo, size=self.size)

    @property
    def photo_url(self) -> str:
        """The same for a component."""
        return photo_url(self.photo, size=self.size)

    @property
    def painting_systems(self) -> tuple[System, ...]:
        """The systems that can paint here: those with weights, and the painter."""
        return tuple(s for s in SYSTEMS if s.architecture is None or self.weights[s.name] is not None)

    def key_of(self, system: System) -> tuple[Hashable, ...]:
        """What a picture depends on, besides the photo."""
        entry = self.weights[system.name]
        return ("by system", system.name, entry.sha256 if entry else "", self.size)

    def picture(self, system: System) -> PhotoU8 | None:
        """(H, W, 3) uint8 by that system; None while it is not there, and then it is wished for."""
        pixels, entry = self.pixels, self.weights[system.name]
        return self.made(
            self.key_of(system),
            f"Painting: {system.title}. A network's first picture on a computer takes some seconds longer.",
            partial(paint_by, entry, pixels, size=self.size),
        )

    def url(self, system: System) -> str:
        """The same for a component; empty while it is not there."""
        picture = self.picture(system)
        return "" if picture is None else figure_url(self.photo, self.key_of(system), lambda: picture)

    def made(self, key: Hashable, message: str, make: Callable[[], T]) -> T | None:
        """What was made of this photo, under that key; None while it is not there, and then it is wished for."""
        if is_kept(self.photo, key):
            return kept(self.photo, key, make)
        self.wish(
            Wish(
                key=(self.photo.key, key),
                message=message,
                make=lambda line: kept(self.photo, key, make, on_wait=say_who_is_ahead(line)),
            )
        )
        return None

    def wish(self, wish: Wish) -> None:
        """Notes something that is missing, unless it is known that it cannot be made."""
        if wish.key not in _problems():
            self.wishes.append(wish)

    def problem(self, key: Hashable) -> AnimeganError | None:
        """Why something of this photo could not be made."""
        return _problems().get((self.photo.key, key))

    def finish(self) -> None:
        """Makes the first thing that was missing, and runs the page again; the last call of a page."""
        if not self.wishes:
            return
        wish = self.wishes[0]
        self.line.markdown(f":material/hourglass_top: {wish.message}")
        try:
            wish.make(self.line)
        except AnimeganError as problem:  # the others can still be made
            _problems()[wish.key] = problem
        st.rerun()


def _problems() -> dict[Hashable, AnimeganError]:
    problems: dict[Hashable, AnimeganError] = st.session_state.setdefault(PROBLEMS, {})
    return problems
