"""The pages in Streamlit's own test bench, with a network that only tints."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from animegan.catalog import get_weights
from animegan.catalog.load import load_entry
from animegan.explain import Pass, run
from animegan.inference.shares import style_code
from animegan.media.image import decode, encode
from animegan.media.samples import load_sample
from animegan.types import PhotoU8
from animegan.ui.shell import PageEntry
from tests.tint import take_the_networks_place

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60  # the drawn samples take a second each, more on a busy machine


@pytest.fixture(autouse=True)
def fresh_lab(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No picture of another test is kept."""
    take_the_networks_place(monkeypatch)
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def home() -> AppTest:
    return AppTest.from_file(str(ROOT / "Home.py"), default_timeout=PATIENCE_S).run()


@pytest.fixture
def stylize(home: AppTest) -> AppTest:
    return home.switch_page("pages/1_Stylize.py").run()


def open_page(entry: PageEntry, **state: str) -> AppTest:
    """A page with the cat as its photo, as a link with that state opens it."""
    page = AppTest.from_file(str(ROOT / "Home.py"), default_timeout=PATIENCE_S)
    page.switch_page(entry.path)
    for key, value in {"photo": "cat", **state}.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception and not page.warning
    return page


def base_pass(weights: str = "anime_unet", style: str = "sakura") -> Pass:
    """What a page about the inside starts from, by the engine alone."""
    entry = get_weights(weights)
    return run(load_entry(entry), load_sample("cat"), style_code({style: 1.0}, entry.styles), size=256)


def component(page: AppTest, key: str) -> dict[str, Any]:
    """What a page has told one of its components."""
    (found,) = [element for element in page.get("bidi_component") if element.key == key]
    return json.loads(found.proto.json)


def seen(url: str) -> PhotoU8:
    """The pixels behind a `data:` URL."""
    return decode(base64.b64decode(url.split(",", 1)[1])).photo


def mean_colour(picture: PhotoU8) -> np.ndarray:
    return picture.reshape(-1, 3).mean(axis=0)


def photo_file(colour: tuple[int, int, int], size: tuple[int, int] = (300, 400), **options: Any) -> bytes:
    """A file with a photo of one colour, so that what becomes of it can be said in one line."""
    return encode(np.full((*size, 3), colour, np.uint8), **options)
