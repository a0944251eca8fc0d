"""What a visit holds: its place in the gate's line, and its part of the results in memory.

Streamlit never hashes a picture here: it samples large arrays, so a small edit could bring back somebody's older
picture. Keys are the SHA-256 of the file and the frozen settings; both are exact.
"""

import secrets
import weakref
from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import streamlit as st

from animegan.limits import MB, the_limits
from animegan.media.image import DecodedPhoto
from animegan.serving import Shelf, Turn, Wait, the_gate
from animegan.serving.spare_memory import give_back
from animegan.ui.photo import ChosenPhoto

__all__ = ["Say", "computed", "drop_photo", "in_memory", "keep", "my_turn", "shelf", "this_visit"]

T = TypeVar("T")
Say = Callable[[Wait], object]
VISIT = "visit"  # in the visit
LITTLE = 4096  # bytes: what a value weighs that is no array


class Visit:
    """One browser tab with the lab in it. Its name is known to nobody outside this process."""

    def __init__(self) -> None:
        self.name = secrets.token_hex(8)


def this_visit() -> Visit:
    """The visit this script runs for; what was made for it goes when Streamlit gives the visit up."""
    visit: Visit | None = st.session_state.get(VISIT)
    if visit is None:
        visit = st.session_state[VISIT] = Visit()
        weakref.finalize(visit, _end_visit, shelf(), visit.name)
    return visit


def _end_visit(results: Shelf, name: str) -> None:
    results.has_left(name)
    give_back()


def my_turn(on_wait: Say | None = None) -> AbstractContextManager[Turn]:
    """A turn at the one gate for this visit; see `Gate.turn`. Raises BusyError."""
    return the_gate().turn(this_visit().name, on_wait=on_wait, patience_s=the_limits().waiting_seconds)


def computed(
    photo: ChosenPhoto, kind: str, key: Hashable, make: Callable[[], T], *, on_wait: Say | None = None
) -> T:
    """What is in memory, or else what `make` computes now, in turn with everybody.

    Args:
        photo: The photo it is made of.
        kind: Which sort of thing.
        key: Exactly what it is: the settings and what was asked.
        make: Computes it; must not ask for anything computed itself, for it would wait in line behind itself.
        on_wait: Told the place in the line while waiting.

    Raises:
        BusyError: The line is full, or the wait too long.
    """

    def look_again() -> T:
        known = in_memory(photo, kind, key)
        return make() if known is None else known

    if (known := in_memory(photo, kind, key)) is not None:
        return known  # type: ignore[no-any-return]
    made = the_gate().once(
        this_visit().name,
        (kind, photo.key, key),
        look_again,
        on_wait=on_wait,
        patience_s=the_limits().waiting_seconds,
    )
    return keep(photo, kind, key, made)


def in_memory(photo: ChosenPhoto, kind: str, key: Hashable) -> Any:
    """What is in memory under this key, or None."""
    return shelf().get((kind, photo.key, key), owner=_owner(photo))


def keep(photo: ChosenPhoto, kind: str, key: Hashable, value: T) -> T:
    """Keeps a value for this visit, if there is room, and returns it."""
    shelf().put((kind, photo.key, key), value, owner=_owner(photo))
    return value


def drop_photo(photo: ChosenPhoto) -> None:
    """Gives up everything this visit has of a photo; it stays for others who hold the very same photo."""

    def is_of_photo(key: Hashable) -> bool:
        return isinstance(key, tuple) and key[1] == photo.key

    shelf().give_up(_owner(photo), is_of_photo)


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """The results of this process in memory."""
    limits = the_limits()
    return Shelf(room_bytes=limits.results_mb * MB, owner_bytes=limits.session_mb * MB, weigh=_weight)


def _owner(photo: ChosenPhoto) -> Hashable:
    """Who a photo belongs to: the visit that brought it, or the lab."""
    return None if photo.sample else this_visit().name


def _weight(value: Any) -> int:
    """The bytes of anything that is kept: what holds arrays weighs what they weigh."""
    if isinstance(value, Mapping):
        return sum(_weight(each) for each in value.values())
    if isinstance(value, DecodedPhoto):
        return value.photo.nbytes + (0 if value.alpha is None else value.alpha.nbytes)
    if isinstance(value, str):
        return len(value)
    return int(getattr(value, "nbytes", LITTLE))
