"""Everything the pages keep between reruns, and the networks all visitors share.

Nothing but this file and `memory` caches for the pages.
"""

from collections.abc import Callable, Hashable
from threading import Event
from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from animegan.media.image import DecodedPhoto
from animegan.types import PhotoU8
from animegan.ui.embed import data_url
from animegan.ui.memory import Say, computed, drop_photo, in_memory, keep, my_turn
from animegan.ui.photo import ChosenPhoto
from animegan.ui.settings import InsideSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from torch import nn

    from animegan.explain import Lens, Manifest, Pass
    from animegan.inference import Stylizer
    from animegan.models.generator import Generator

__all__ = [
    "decode_photo",
    "drop_photo",
    "eye",
    "figure_url",
    "generator",
    "inside",
    "is_kept",
    "kept",
    "kept_photo_url",
    "lens",
    "manifest",
    "my_turn",
    "network_is_awake",
    "photo_url",
    "possible_size",
    "stylizer",
    "working_photo",
]

T = TypeVar("T")
PIXELS, URL, INSIGHT = "pixels", "url", "insight"  # the sorts of things in memory


def decode_photo(photo: ChosenPhoto, *, at_least: int) -> DecodedPhoto:
    """The photo as pixels, its short side at least so many of them; raises InputError."""
    known: DecodedPhoto | None = in_memory(photo, PIXELS, at_least)
    return known or keep(photo, PIXELS, at_least, photo.decode(at_least=at_least))


def possible_size(photo: ChosenPhoto, *, wished: int) -> int:
    """The short side it will be drawn at, in pixels: no photo is enlarged. Raises InputError."""
    from animegan.inference.preprocess import MIN_SIZE

    short_side = min(decode_photo(photo, at_least=wished).original_size)
    return max(min(wished, short_side), MIN_SIZE)


def working_photo(photo: ChosenPhoto, *, size: int) -> PhotoU8:
    """The photo as the network sees it, its short side `size` pixels: what a picture of that size is compared with."""
    from animegan.inference.preprocess import resize, working_size

    pixels = decode_photo(photo, at_least=size).photo
    return resize(pixels, working_size(pixels.shape[:2], size))


def photo_url(photo: ChosenPhoto, *, size: int) -> str:
    """The photo itself at that size, as a URL for a component."""
    alpha = decode_photo(photo, at_least=size).alpha
    return _url(photo, size, lambda: working_photo(photo, size=size), alpha)


def kept_photo_url(photo: ChosenPhoto, *, size: int) -> str:
    """The same where it needs no work, and otherwise nothing."""
    return in_memory(photo, URL, size) or ""


def figure_url(
    photo: ChosenPhoto,
    key: Hashable,
    make: Callable[[], PhotoU8],
    *,
    alpha: "NDArray[np.uint8] | None" = None,
) -> str:
    """Anything drawn from a photo, as a URL for a component; goes with the photo.

    Args:
        photo: The photo.
        key: Exactly what the figure shows.
        make: Draws it, (H, W, 3) uint8, if it is not in memory.
        alpha: (h, w) uint8 opacity at any size; None where all is opaque.
    """
    return _url(photo, ("figure", key), make, alpha)


def _url(
    photo: ChosenPhoto, key: Hashable, make: Callable[[], PhotoU8], alpha: "NDArray[np.uint8] | None"
) -> str:
    known: str | None = in_memory(photo, URL, key)
    return known or keep(photo, URL, key, data_url(make(), alpha=alpha))


@st.cache_resource(show_spinner=False)
def stylizer(style: str) -> "Stylizer":
    """The network ready to run; the first call imports the backend, which is why it is not done at the top."""
    from animegan.inference import Stylizer

    loaded = Stylizer.load(style)
    _awake().set()
    return loaded


def kept(photo: ChosenPhoto, key: Hashable, make: Callable[[], T], *, on_wait: Say | None = None) -> T:
    """What was computed of a photo before, or else what `make` computes now, in turn with everybody.

    Args:
        photo: The photo.
        key: Exactly what it is: the settings and what was asked.
        make: Computes it; must not ask for anything kept itself, for it would wait in line behind itself.
        on_wait: Told the place in the line while waiting.
    """
    return computed(photo, INSIGHT, key, make, on_wait=on_wait)


def is_kept(photo: ChosenPhoto, key: Hashable) -> bool:
    """Whether `kept` has it already."""
    return in_memory(photo, INSIGHT, key) is not None


def inside(photo: ChosenPhoto, settings: InsideSettings, *, on_wait: Say | None = None) -> "Pass":
    """Everything a network computes from a photo, every gate as trained; for `explain.rerun` and its like.

    Raises:
        InputError: The file cannot be used.
        WeightsError: The network's file is missing or altered.
    """
    from animegan.explain import run

    decoded = decode_photo(photo, at_least=settings.size)
    network = generator(settings.weights)
    return kept(
        photo,
        settings,
        lambda: run(network, decoded.photo, settings.code, size=settings.size),
        on_wait=on_wait,
    )


@st.cache_resource(show_spinner=False)
def generator(weights: str) -> "Generator":
    """A network by the name of its weights, to look into; shared, so nobody may change it."""
    from animegan.catalog.load import load_generator
    from animegan.models.generator import Generator

    network = load_generator(weights)
    assert isinstance(network, Generator)
    return network


@st.cache_resource(show_spinner=False)
def manifest(weights: str) -> "Manifest":
    """What a network is made of, for a photo of 256 x 256 pixels."""
    from animegan.explain import describe

    return describe(generator(weights))


@st.cache_resource(show_spinner=False)
def lens(weights: str) -> "Lens":
    """The lens of a network's stages; WeightsError where none was fitted to these weights."""
    from animegan.catalog import get_weights, weights_dir
    from animegan.explain import load_lens

    entry = get_weights(weights)
    return load_lens(weights_dir() / f"{entry.name}.lens.safetensors", entry)


@st.cache_resource(show_spinner=False)
def eye() -> "nn.Module":
    """The network that says how alike two pictures look."""
    from animegan.catalog.load import load_perceptual

    return load_perceptual()


def network_is_awake() -> bool:
    """Whether a picture can be drawn without loading the network first."""
    return _awake().is_set()


@st.cache_resource(show_spinner=False)
def _awake() -> Event:
    return Event()
