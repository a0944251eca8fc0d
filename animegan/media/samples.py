"""The sample photos: free for anyone to use, and on every machine the lab runs on.

Four lie inside the installed scikit-image, from where they are read when asked for; the rest the lab draws itself.
Nothing is fetched, and scikit-image is not even imported: its own loader may ask the network.
"""

import importlib.util
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import numpy as np

from animegan.errors import InputError
from animegan.types import PhotoU8

__all__ = ["SAMPLES", "SamplePhoto", "get_sample", "load_sample"]


_ONE_AT_A_TIME = (
    threading.Lock()
)  # drawing the landscape takes 100 MB: a class that opens a page waits for the first


def _from_scikit_image(file_name: str) -> PhotoU8:
    spec = importlib.util.find_spec("skimage")
    if spec is None or spec.origin is None:
        raise InputError(
            f"The sample {file_name} comes with scikit-image, which is not installed.",
            hint="Run: pip install -r requirements.txt",
        )
    from animegan.media.image import decode  # here: every page lists the samples before it draws one

    return decode((Path(spec.origin).parent / "data" / file_name).read_bytes()).photo


def _landscape() -> PhotoU8:
    from animegan.media.drawn import draw_landscape

    return draw_landscape()


def _chart() -> PhotoU8:
    from animegan.media.drawn import draw_chart

    return draw_chart()


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePhoto:
    """A photo that comes with the lab.

    Attributes:
        name: How code and links call it.
        title: How people call it.
        source: Who made it and where it is from, to be shown beside it.
        licence: On what terms it may be used.
        draw: Makes the pixels.
        slow: Whether that takes about a second the first time, so that a page shows the others before.
    """

    name: str
    title: str
    source: str
    licence: str
    draw: Callable[[], PhotoU8]
    slow: bool = False


_OWN = "Drawn by AnimeGAN Lab's own code"

SAMPLES: tuple[SamplePhoto, ...] = (
    SamplePhoto(
        name="astronaut",
        title="Astronaut Eileen Collins",
        source="NASA Great Images database, https://flic.kr/p/r9qvLn, by way of scikit-image",
        licence="Public domain (no known copyright restrictions)",
        draw=partial(_from_scikit_image, "astronaut.png"),
    ),
    SamplePhoto(
        name="cat",
        title="Chelsea the cat",
        source="Photo by Stéfan van der Walt, by way of scikit-image",
        licence="CC0",
        draw=partial(_from_scikit_image, "chelsea.png"),
    ),
    SamplePhoto(
        name="coffee",
        title="A cup of coffee",
        source="Photo by Rachel Michetti, courtesy of Pikolo Espresso Bar, by way of scikit-image",
        licence="CC0",
        draw=partial(_from_scikit_image, "coffee.png"),
    ),
    SamplePhoto(
        name="rocket",
        title="Falcon 9 lifts off",
        source="SpaceX Photos, https://www.flickr.com/photos/spacexphotos/16511594820, by way of scikit-image",
        licence="Public domain (CC0)",
        draw=partial(_from_scikit_image, "rocket.jpg"),
    ),
    SamplePhoto(
        name="landscape",
        title="House in the hills",
        source=_OWN,
        licence="MIT, like the lab",
        draw=_landscape,
        slow=True,
    ),
    SamplePhoto(name="chart", title="Test chart", source=_OWN, licence="MIT, like the lab", draw=_chart),
)


def get_sample(name: str) -> SamplePhoto:
    """The sample of that name.

    Raises:
        InputError: There is none; the hint lists the names.
    """
    found = next((sample for sample in SAMPLES if sample.name == name), None)
    if found is None:
        names = ", ".join(sample.name for sample in SAMPLES)
        raise InputError(f"There is no sample photo called {name!r}.", hint=f"Choose one of {names}.")
    return found


def load_sample(name: str) -> PhotoU8:
    """A sample's pixels, (H, W, 3) uint8; every caller gets an array of its own.

    Raises:
        InputError: There is no such sample, or scikit-image is not installed.
    """
    sample = get_sample(name)
    with _ONE_AT_A_TIME:
        return np.array(_kept(sample.name))


@cache
def _kept(name: str) -> PhotoU8:
    """Six pictures are kept, 6 MB together: drawing the landscape takes a second."""
    return get_sample(name).draw()
