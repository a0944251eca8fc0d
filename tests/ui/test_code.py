"""The code a page shows is the code that ran: run it, and the file it writes is the file the button gives."""

from dataclasses import replace

import numpy as np
import pytest
import streamlit as st

from animegan.inference import Stylizer
from animegan.media.image import decode, encode
from animegan.media.samples import get_sample, load_sample
from animegan.ui.code import stylize_code
from animegan.ui.download import encode_result
from animegan.ui.photo import from_file, from_sample
from animegan.ui.pictures import draw
from animegan.ui.settings import StylizeSettings
from tests.tint import take_the_networks_place


@pytest.fixture(autouse=True)
def tint(monkeypatch, tmp_path):
    take_the_networks_place(monkeypatch)
    monkeypatch.chdir(tmp_path)


def colourful(size):
    return np.random.default_rng(5).integers(0, 256, (*size, 3), np.uint8)


def page_gives(photo, settings):
    """What the pages do, in their own words."""
    decoded = photo.decode(at_least=settings.size)
    result = Stylizer.load(settings.style)(
        decoded.photo, size=settings.size, strength=settings.strength, mix=settings.shares or None
    )
    return encode_result(result, photo, decoded, "PNG")


def page_gives_faces(photo, settings):
    drawn = draw(photo, settings)
    return encode_result(drawn.result, photo, photo.decode(at_least=settings.size), "PNG")


def code_gives(photo, settings, tmp_path, *, see_through=False):
    exec(compile(stylize_code(settings, photo, see_through=see_through), "shown.py", "exec"), {})
    return (tmp_path / "anime.png").read_bytes()


@pytest.mark.parametrize(
    "settings",
    [
        StylizeSettings(style="aozora"),
        StylizeSettings(style="sumi", size=256, strength=0.35),
        StylizeSettings(style="sakura", size=256, mix=(("sakura", 20.0), ("yuyake", 60.0), ("sumi", 0.0))),
    ],
    ids=["plain", "strength", "mix"],
)
def test_the_code_for_a_file_writes_the_downloaded_file(settings, tmp_path):
    data = encode(colourful((610, 900)), file_format="JPEG")
    (tmp_path / "my photo's.jpg").write_bytes(data)
    photo = from_file("my photo's.jpg", data)
    written = code_gives(photo, settings, tmp_path)
    assert written == page_gives(photo, settings)
    assert decode(written).photo.shape == (610, 900, 3)


@pytest.mark.parametrize(("on_disk", "verb"), [(True, "copy"), (False, "save")])
def test_the_code_says_where_it_runs_and_where_the_photo_has_to_be(on_disk, verb):
    photo = from_file("two\nlines.jpg", b"", on_disk=on_disk)
    first, second, *_ = stylize_code(StylizeSettings(style="sumi"), photo).splitlines()
    assert first == f"# Run it in the lab's folder; {verb} your photo there as two lines.jpg first."
    assert second == "from pathlib import Path"


def test_the_code_for_a_see_through_file_keeps_what_can_be_seen_through(tmp_path):
    alpha = np.random.default_rng(6).integers(0, 256, (610, 900), np.uint8)
    data = encode(colourful((610, 900)), alpha=alpha)
    (tmp_path / "glass.png").write_bytes(data)
    photo, settings = from_file("glass.png", data), StylizeSettings(style="sakura", size=256)
    written = code_gives(photo, settings, tmp_path, see_through=True)
    assert written == page_gives(photo, settings)
    assert np.array_equal(decode(written).alpha, alpha)


def test_the_code_for_a_sample_writes_the_downloaded_file(tmp_path):
    photo, settings = from_sample(get_sample("cat")), StylizeSettings(style="yuyake", size=256)
    assert code_gives(photo, settings, tmp_path) == page_gives(photo, settings)


FACES = StylizeSettings(
    style="sakura", size=256, strength=0.5, mix=(("sakura", 20.0), ("sumi", 60.0)), faces=True
)


def test_the_code_for_a_sample_with_its_faces_writes_the_downloaded_file(tmp_path):
    st.cache_resource.clear()
    photo = from_sample(get_sample("astronaut"))
    written = code_gives(photo, FACES, tmp_path)
    assert written == page_gives_faces(photo, FACES)
    assert written != page_gives(photo, replace(FACES, faces=False))
    st.cache_resource.clear()


def test_the_code_for_a_file_with_its_faces_writes_the_downloaded_file(tmp_path):
    st.cache_resource.clear()
    data = encode(np.tile(load_sample("astronaut"), (2, 2, 1)), file_format="JPEG")
    (tmp_path / "four.jpg").write_bytes(data)
    photo = from_file("four.jpg", data)
    assert code_gives(photo, FACES, tmp_path) == page_gives_faces(photo, FACES)
    st.cache_resource.clear()
