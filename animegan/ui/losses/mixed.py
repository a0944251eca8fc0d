"""Pictures of the family at any position of the sliders, each made once."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.shared import family
from animegan.ui.losses.sliders import steps as mixing_steps
from animegan.ui.resources import kept

__all__ = ["made_once", "mixed"]


def mixed(desk: Desk, shares: dict[str, float]) -> PhotoU8:
    """The picture of the network at a position of the sliders; terms that are not named stand at 0."""
    turned = {term: share for term, share in shares.items() if share}
    return made_once(desk, ("mixed", *turned.items()), partial(mixing_steps.mixed_network, family(), turned))


def made_once(desk: Desk, key: tuple[object, ...], make: Callable[[PhotoU8], PhotoU8]) -> PhotoU8:
    """A picture made of the photo on the desk, or the one made before; waits in line and says so."""
    line, pixels = st.empty(), desk.pixels
    found = kept(desk.photo, (desk.size, *key), lambda: make(pixels), on_wait=say_who_is_ahead(line))
    line.empty()
    return found
