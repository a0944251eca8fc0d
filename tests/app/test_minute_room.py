"""The room that trains for a minute; in place of the process, a stand-in that "learns" to be another member."""

import re
import sys
import time

import numpy as np
import pytest

from animegan.catalog import get_weights, verified_path
from animegan.losslab.case import open_eyes
from animegan.losslab.mixing.family import load_family, paint_with
from animegan.losslab.short_run.run import Studio
from animegan.losslab.yardstick import Yardstick
from animegan.media.samples import get_sample
from animegan.ui.losses.minute import results as minute_results
from animegan.ui.losses.minute import room as minute_room
from animegan.ui.photo import from_sample
from animegan.ui.resources import working_photo
from animegan.ui.shell import LOSS_LAB
from tests.app.conftest import component, open_page, seen

FILE = verified_path(get_weights("ablation_l1_heavy"))
WORKER = f"""
import json, pathlib, shutil, sys, time
folder = pathlib.Path(json.loads(sys.stdin.readline())["folder"])
def say(**message): print(json.dumps(message), flush=True)
def weights(final):
    shutil.copy({str(FILE)!r}, folder / "w")
    say(kind="weights", file="w", step=2, seconds=1.0, final=final)
for step in (1, 2):
    say(kind="step", step=step, seconds=0.5 * step,
        values=dict(learning_rate=1e-4, l1=0.5, perceptual=0.25, style=0.01, adversarial=2.0, total=4.0))
"""
GETTING_READY = "import time\ntime.sleep(60)"
GOOD = WORKER + "weights(True)"
ENDLESS = WORKER + "weights(False)\ntime.sleep(60)"
BROKEN = WORKER + 'say(kind="problem", message="It diverged.", hint="Use less.")'


@pytest.fixture
def studio(monkeypatch, request):
    made = Studio(command=(sys.executable, "-c", request.param))
    monkeypatch.setattr(minute_room, "studio", lambda: made)
    yield made
    if made._now is not None:
        made._now.cancel()


@pytest.fixture(scope="module")
def photo():
    return working_photo(from_sample(get_sample("cat")), size=256)


@pytest.fixture(autouse=True)
def little_to_measure_with(monkeypatch, photo):
    """One picture instead of four paintings, which take seconds to make."""
    monkeypatch.setattr(minute_results, "yardstick", lambda style: Yardstick([photo], open_eyes()))


def words(page):
    return "\n".join(element.value for element in (*page.main.markdown, *page.warning))


def open_room(**state):
    return open_page(LOSS_LAB, room="Train for a minute", **state)


def guess_and_start(page, guess="nearer to the photo"):
    assert page.button(key="minute_start").disabled
    page.radio(key="ask_minute_guess").set_value(guess)
    page.button(key="ask_minute_commit").click().run()
    page.button(key="minute_start").click().run()
    return page


def wait_until(page, ready):
    """Runs the page again, as its fragment does."""
    for _ in range(60):
        if ready(page):
            return page
        time.sleep(0.1)
        page.run()
    raise AssertionError(words(page))


def trained(page):
    return wait_until(page, lambda page: "**Yours 1**" in words(page))


@pytest.mark.parametrize("studio", [GOOD], indirect=True)
def test_a_run_is_predicted_trained_measured_and_taken_home(studio, photo):
    page = trained(guess_and_start(open_room(minute_seconds="20")))
    assert not page.exception
    assert "2 steps in 1 s; 1 L1" in words(page)
    family = load_family()
    before, after = (paint_with(family.members[name], photo) for name in ("balanced", "l1_heavy"))
    pictures = component(page, "minute_results")["pictures"]
    shown = {picture["title"]: seen(picture["url"]).astype(int) for picture in pictures}
    assert np.abs(shown["Yours 1"] - after).mean() < 2
    assert np.abs(shown["Photo"] - photo).mean() < 2
    apart = [np.abs(picture.astype(float) - photo).mean() for picture in (before, after)]
    assert f"{apart[0]:.1f} of 255 steps from the photo, yours {apart[1]:.1f}" in words(page)
    table = page.dataframe[0].value
    assert list(table["network"]) == ["Balanced", "Yours 1"]
    assert table["to the photo, of 255"][1] == pytest.approx(apart[1], abs=0.05)
    code = page.code[0].value
    compile(code, "shown", "exec")
    assert "style=300" in code and "seconds=20" in code


@pytest.mark.parametrize("studio", [ENDLESS], indirect=True)
def test_stopping_keeps_what_it_has_learnt(studio):
    page = guess_and_start(open_room())
    wait_until(page, lambda page: "after 2 steps" in words(page))
    run = page.session_state["minute_run"]
    page.button(key="minute_stop").click().run()
    assert run.is_over
    assert "2 steps in 1 s, stopped early" in words(page)
    page.button(key="minute_forget").click().run()
    assert "Yours 1" not in words(page)


@pytest.mark.parametrize("studio", [GETTING_READY], indirect=True)
def test_stopping_before_anything_was_learnt_says_so(studio):
    page = guess_and_start(open_room())
    assert "keep" not in page.button(key="minute_stop").label
    page.button(key="minute_stop").click().run()
    assert "before it had learnt anything" in page.info[0].value
    assert not page.button(key="minute_start").disabled  # another try


@pytest.mark.parametrize("studio", [ENDLESS], indirect=True)
def test_another_browser_hears_what_is_in_the_way_and_waits_in_line(studio):
    first = guess_and_start(open_room())
    second = open_room()
    second.radio(key="ask_minute_guess").set_value("about as far")
    second.button(key="ask_minute_commit").click().run()
    assert re.search(r"Another training is before yours: about \d\d s", words(second))
    second.button(key="minute_start").click().run()
    assert second.session_state["minute_run"].look().ahead == 1
    first.button(key="minute_stop").click().run()
    wait_until(second, lambda page: "after 2 steps" in words(page))


@pytest.mark.parametrize("studio", [BROKEN], indirect=True)
def test_what_went_wrong_is_said_with_a_way_out(studio):
    page = wait_until(guess_and_start(open_room()), lambda page: page.warning)
    assert "It diverged" in page.warning[0].value
    assert "Use less" in page.warning[0].value
    assert not page.button(key="minute_start").disabled  # another try


def test_all_terms_at_zero_are_refused_before_anything_runs():
    page = open_room()
    for slider in page.select_slider:
        if slider.key.startswith("times_"):
            slider.set_value(0.0)
    page.run()
    assert "nothing to learn" in words(page)


def test_a_saved_file_is_loaded_again_and_another_one_refused():
    page = open_room()
    page.file_uploader(key="minute_file").upload("mine.safetensors", FILE.read_bytes())
    page.run()
    assert "**Yours 1**: loaded from mine.safetensors" in words(page)
    page.file_uploader(key="minute_file").upload("odd.safetensors", b"no weights")
    page.run()
    assert "This is no safetensors file" in page.warning[0].value.replace("\\", "")
    assert "Yours 2" not in words(page)
