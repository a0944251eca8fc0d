"""Two visitors at once: each has the own photo, nobody has the other's, and who leaves leaves nothing behind."""

import gc
import hashlib
import threading

import pytest
from streamlit.testing.v1 import AppTest

from animegan.limits import Limits
from animegan.serving import the_gate
from animegan.ui.memory import VISIT, shelf
from animegan.ui.shell import STYLIZE
from tests.app.conftest import PATIENCE_S, component, mean_colour, open_page, photo_file, seen

ORANGE, BLUE = (240, 160, 80), (80, 160, 240)


def visitor(colour: tuple[int, int, int]) -> AppTest:
    page = open_page(STYLIZE)
    page.file_uploader(key="upload").upload("photo.png", photo_file(colour)).run()
    assert not page.exception and not page.warning
    return page


def name_of(page: AppTest) -> str:
    return page.session_state[VISIT].name


def kept_of(colour: tuple[int, int, int]) -> list[object]:
    key = hashlib.sha256(photo_file(colour)).hexdigest()
    return [kept for kept in shelf().contents() if kept[1] == key]


def test_each_visitor_sees_the_own_photo_and_leaves_nothing_behind():
    one, other = visitor(ORANGE), visitor(BLUE)
    assert name_of(one) != name_of(other)
    for page, colour in ((one, ORANGE), (other, BLUE)):
        assert mean_colour(seen(component(page, "compare")["before"])) == pytest.approx(colour, abs=3)
    mine, both = shelf().held_bytes(name_of(one)), shelf().held_bytes(name_of(one), name_of(other))
    assert 0 < mine < both
    assert kept_of(ORANGE) and kept_of(BLUE)
    del one, page
    gc.collect()
    assert not kept_of(ORANGE) and kept_of(BLUE)
    other.button(key="forget").click().run()
    assert not kept_of(BLUE)


def test_the_same_photo_of_two_visitors_is_kept_once_and_forgotten_by_one_stays_with_the_other():
    one, other = visitor(ORANGE), visitor(ORANGE)
    once = shelf().held_bytes(name_of(one))
    assert once == shelf().held_bytes(name_of(one), name_of(other))
    one.button(key="forget").click().run()
    assert shelf().held_bytes(name_of(one)) == 0 and 0 < shelf().held_bytes(name_of(other)) <= once


def test_who_waits_is_told_the_place_and_in_the_end_what_to_do(monkeypatch):
    page = open_page(STYLIZE)
    monkeypatch.setattr("animegan.ui.memory.the_limits", lambda: Limits(waiting_seconds=1))
    running, release = threading.Event(), threading.Event()

    def hold():
        with the_gate().turn("somebody else"):
            running.set()
            release.wait(PATIENCE_S)

    holder = threading.Thread(target=hold, daemon=True)
    holder.start()
    running.wait(5)
    try:
        page.file_uploader(key="upload").upload("photo.png", photo_file(ORANGE)).run()
    finally:
        release.set()
        holder.join(5)
    assert [box.value.split(".")[0] for box in page.info] == ["1 picture is before yours"]
    (busy,) = page.warning
    assert "still before this one" in busy.value and "Try again" in busy.value
    page.run()
    assert not page.warning
    assert mean_colour(seen(component(page, "compare")["before"])) == pytest.approx(ORANGE, abs=3)
