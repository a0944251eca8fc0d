"""The room of the tug of war: it plays the engine's own steps, and leaving it loses nothing."""

import hashlib

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from animegan.losslab.case import open_case, open_eyes
from animegan.losslab.example import paint_sample
from animegan.losslab.tug import TugOfWar, first_picture
from animegan.media.samples import get_sample
from animegan.types import PhotoU8
from animegan.ui.losses.tug import question as tug_question
from animegan.ui.losses.tug import room as tug_room
from animegan.ui.losses.tug.table import TUGS
from animegan.ui.losses.weights import known_recipes
from animegan.ui.photo import from_sample
from animegan.ui.resources import working_photo
from animegan.ui.shell import LOSS_LAB, STYLIZE
from tests.app.conftest import component, open_page, photo_file, seen


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the question had been answered."""
    monkeypatch.setattr(tug_room, "ask_who_pays", lambda *_: True)


def open_room(**state: str) -> AppTest:
    return open_page(LOSS_LAB, room="Tug of war", **state)


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()
    assert not page.exception and not page.warning


def words(page: AppTest) -> str:
    return "\n".join(element.value for element in (*page.main.markdown, *page.info))


def shown(page: AppTest) -> tuple[str, PhotoU8]:
    """Title and pixels of the picture that is pulled at; the screen's copy is a JPEG."""
    photo, picture = component(page, "tug_pictures")["pictures"]
    assert photo["title"] == "Photo"
    return picture["title"], seen(picture["url"])


def tug_of(page: AppTest) -> TugOfWar:
    return list(page.session_state[TUGS].values())[-1]


def by_the_engine(start: str, steps: int) -> TugOfWar:
    photo = working_photo(from_sample(get_sample("cat")), size=128)
    example = paint_sample("coffee", "aozora", size=128)
    tug = TugOfWar(
        open_case(photo, example, known_recipes()["family"].config, open_eyes()), first_picture(start, photo)
    )
    for _ in range(steps):
        tug.step()
    return tug


def test_nothing_is_pulled_before_the_answer_which_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tug_question, "SHORT", 2)
    page = open_room()
    assert "Answer the question first" in words(page) and not page.session_state[TUGS]
    page.radio(key="ask_who_pays_guess").set_value("Style (Gram)")
    press(page, "ask_who_pays_commit")
    last = by_the_engine("photo", 2).history[-1]
    assert "**L1**" in words(page) and f"L1 0.00 → {last.weighted['l1']:.2f}" in words(page)
    assert shown(page)[0] == "After 0 steps"


def test_the_question_is_about_the_weights_that_are_set_when_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tug_question, "SHORT", 2)
    page = open_room(times_style="0")
    options = page.radio(key="ask_who_pays_guess").options
    assert "the weights 1 L1 + 0.2 Perceptual + 0.5 Adversarial" in words(page)
    assert "Style (Gram)" not in options
    page.radio(key="ask_who_pays_guess").set_value("L1")
    press(page, "ask_who_pays_commit")
    page.select_slider(key="times_l1").set_value(5.0).run()  # the tug goes on, and nothing is asked anew
    assert "the weights 1 L1 + 0.2" in words(page) and shown(page)[0] == "After 0 steps"
    assert tug_of(page).settings[0].weights.l1 == 5


def test_without_any_weight_nothing_is_asked() -> None:
    page = open_room(**{f"times_{term}": "0" for term in ("l1", "perceptual", "style", "adversarial")})
    assert "nothing pulls" in words(page) and not page.radio


@pytest.mark.usefixtures("answered")
def test_a_press_takes_the_engines_own_steps() -> None:
    page = open_room(tug_start="Noise")
    assert shown(page)[0] == "After 0 steps"
    press(page, "tug_step")
    title, picture = shown(page)
    expected = by_the_engine("noise", 5)
    assert title == "After 5 steps"
    assert np.array_equal(tug_of(page).picture_u8(), expected.picture_u8())
    assert np.abs(picture.astype(int) - expected.picture_u8()).mean() < 12  # noise is hard on a JPEG
    assert f"to **{expected.history[-1].total:.3g}**" in words(page)
    press(page, "tug_reset")
    assert shown(page)[0] == "After 0 steps"


@pytest.mark.usefixtures("answered")
def test_leaving_pauses_and_coming_back_loses_nothing() -> None:
    page = open_room(tug_start="Grey", tug_speed="1")
    page.select_slider(key="times_style").set_value(5.0)
    page.toggle(key="tug_play").set_value(True).run()
    title, _ = shown(page)
    page.run()  # as the timer does
    played, tug = tug_of(page).steps, tug_of(page)
    assert (title, played) == ("After 0 steps", 2)  # shown first, then pulled
    for name in list(page.query_params):
        del page.query_params[name]  # as the menu does
    page.switch_page(STYLIZE.path).run()
    page.switch_page(LOSS_LAB.path)
    page.query_params["room"] = "Tug of war"
    page.run()
    assert tug_of(page) is tug and tug.steps == played and len(tug.settings) == 1
    assert shown(page)[0] == "After 2 steps"
    assert page.toggle(key="tug_play").value is False
    assert page.select_slider(key="times_style").value == 5.0


@pytest.mark.usefixtures("answered")
def test_other_weights_go_on_from_the_picture_and_the_code_plays_it_all_again() -> None:
    page = open_room(tug_speed="1")
    press(page, "tug_step")
    before = tug_of(page).picture_u8()
    page.select_slider(key="times_l1").set_value(0.0).run()
    assert np.array_equal(tug_of(page).picture_u8(), before)
    assert list(tug_of(page).settings) == [0, 1]
    press(page, "tug_step")
    program = next(block.value for block in page.code if "begin_tug" in block.value)
    done = run_program(program)
    assert np.array_equal(done["picture"], tug_of(page).picture_u8())
    assert done["tug"].history == tug_of(page).history


def run_program(program: str) -> dict[str, object]:
    names: dict[str, object] = {"print": lambda *_: None}
    exec(program, names)
    return names


@pytest.mark.usefixtures("answered")
def test_another_start_is_another_tug_and_the_first_one_waits() -> None:
    page = open_room(tug_speed="1")
    press(page, "tug_step")
    begin_from(page, "network")
    assert shown(page)[0] == "After 0 steps"
    begin_from(page, "photo")
    assert shown(page)[0] == "After 1 steps"
    for start in ("network", "grey", "noise"):
        begin_from(page, start)
    assert len(page.session_state[TUGS]) == 3


def begin_from(page: AppTest, start: str) -> None:
    page.segmented_control(key="tug_start").set_value(start).run()
    assert not page.exception and not page.warning


def test_a_forgotten_photo_takes_its_tugs_along_and_leaves_the_others() -> None:
    page = open_page(STYLIZE)
    data = photo_file((240, 160, 80))
    page.file_uploader(key="upload").upload("orange.png", data).run()
    own = hashlib.sha256(data).hexdigest()
    page.session_state[TUGS] = {(own, 128): "made of it", ("sample cat", 128): "not"}
    press(page, "forget")
    assert page.session_state[TUGS] == {("sample cat", 128): "not"}
