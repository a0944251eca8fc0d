"""What is on the table: a photo, a network, its gains, and the picture they give."""

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.inside.skips_gates import Gains, Gate
from animegan.ui.inside.skips_steps import at_gains, with_gains
from animegan.ui.photo import ChosenPhoto
from animegan.ui.resources import inside, is_kept, kept, manifest, photo_url
from animegan.ui.settings import InsideSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from animegan.explain import Manifest, Pass

__all__ = ["Gated", "Scene", "gated", "in_line", "open_network", "set_scene", "strip_of"]

T = TypeVar("T")
MEANWHILE = "Opening the network; the first time after a start takes some seconds."


class Gated(NamedTuple):
    """A picture at some gains, and how long it took when it was made."""

    picture: PhotoU8
    milliseconds: float

    @property
    def nbytes(self) -> int:
        """What it weighs in memory."""
        return self.picture.nbytes


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scene:
    """Everything the rooms of the page show comes from here.

    Attributes:
        photo: The photo.
        settings: Network and style.
        gates: What can be turned.
        gains: How far it is turned.
        base: The pass with every gate as trained.
        full: Its picture.
        now: The picture at the gains.
    """

    photo: ChosenPhoto
    settings: InsideSettings
    gates: tuple[Gate, ...]
    gains: Gains
    base: "Pass"
    full: PhotoU8
    now: Gated

    @property
    def is_turned(self) -> bool:
        """Whether any gain is not as trained."""
        return any(gain != 1 for gain in self.gains.values())


def open_network(photo: ChosenPhoto, settings: InsideSettings) -> "Manifest":
    """What the network is made of; meanwhile the photo is there to look at. Raises AnimeganError."""
    meanwhile = st.empty()
    if not is_kept(photo, settings):
        meanwhile.image(photo_url(photo, size=settings.size), alt="The photo, not yet drawn")
    line = st.empty()
    with st.spinner(MEANWHILE):
        found = manifest(settings.weights)
        inside(photo, settings, on_wait=say_who_is_ahead(line))
    line.empty()
    meanwhile.empty()
    return found


def set_scene(photo: ChosenPhoto, settings: InsideSettings, gates: tuple[Gate, ...], gains: Gains) -> Scene:
    """Computes what every room needs, or takes it from memory. Raises AnimeganError."""
    base = inside(photo, settings)
    full = gated(photo, settings, base, {gate.name: 1.0 for gate in gates})
    now = gated(photo, settings, base, gains)
    return Scene(
        photo=photo, settings=settings, gates=gates, gains=gains, base=base, full=full.picture, now=now
    )


def gated(photo: ChosenPhoto, settings: InsideSettings, base: "Pass", gains: Gains) -> Gated:
    """The picture at some gains; made once."""

    def make() -> Gated:
        started = time.perf_counter()
        picture = with_gains(base, gains)
        return Gated(picture, 1000 * (time.perf_counter() - started))

    return in_line(photo, (settings, "gated", *gains.items()), make)


def strip_of(scene: Scene, gate: str, steps: Sequence[float]) -> "NDArray[np.uint8]":
    """(S, H, W, 3) the picture at each gain of one gate, the others as they stand; made once."""
    others = {name: gain for name, gain in scene.gains.items() if name != gate}
    key = (scene.settings, "strip", gate, *steps, *others.items())
    return in_line(scene.photo, key, lambda: at_gains(scene.base, others, gate, steps))


def in_line(photo: ChosenPhoto, key: Hashable, make: Callable[[], T]) -> T:
    """`kept`, with the place in the line on the screen while others are before us."""
    line = st.empty()
    found = kept(photo, key, make, on_wait=say_who_is_ahead(line))
    line.empty()
    return found
