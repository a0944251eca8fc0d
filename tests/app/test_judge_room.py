"""The discriminator's view shows nothing before the guesses, and then the judge's own numbers."""

import numpy as np
import pytest

from animegan.losslab.case import open_eyes
from animegan.losslab.verdicts import patch_logits
from animegan.media.samples import get_sample, load_sample
from animegan.ui.losses.judge import scene as judge_scene
from animegan.ui.losses.judge import steps as judge_steps
from animegan.ui.photo import from_sample
from animegan.ui.resources import working_photo
from animegan.ui.shell import LOSS_LAB
from tests.app.conftest import open_page

ROOM = "The discriminator's view"
OTHERS = ("coffee", "rocket", "landscape")


def inverted(photo):
    """What stands in for the painter here, who takes seconds."""
    return 255 - photo


@pytest.fixture(autouse=True)
def quick_painter(monkeypatch):
    monkeypatch.setattr(judge_steps, "painted", inverted)
    monkeypatch.setattr(
        judge_scene, "painting_of", lambda name, style: inverted(load_sample(name)[:128, :192])
    )


def words(page):
    return "\n".join(element.value for element in page.main.markdown)


def table(page, first_column):
    (found,) = [frame.value for frame in page.dataframe if frame.value.columns[0] == first_column]
    return found


def answered(**state):
    """The room after both guesses."""
    page = open_page(LOSS_LAB, room=ROOM, **state)
    for key in ("ask_most_anime", "ask_paintings"):
        radio = page.radio(key=f"{key}_guess")
        radio.set_value(radio.options[0])
        page.button(key=f"{key}_commit").click().run()
    assert not page.exception
    return page


def part(page, name):
    page.segmented_control(key="judge_part").set_value(name).run()
    assert not page.exception
    return page


def test_no_logit_is_shown_before_both_guesses():
    page = open_page(LOSS_LAB, room=ROOM)
    assert not page.dataframe
    assert "Absolutely" not in words(page)
    assert "learnt with RaGAN to tell paintings (aozora)" in words(page)
    assert "in its last 150 steps from those of L1 ×10" in words(page)
    radio = page.radio(key="ask_most_anime_guess")
    radio.set_value(radio.options[1])
    page.button(key="ask_most_anime_commit").click().run()
    assert "Absolutely" not in words(page)
    for name in ("Maps", "Every patch", "Five games"):
        part(page, name)
        assert not page.dataframe and not page.code and "two questions first" in page.info[0].value


def test_both_readings_are_of_the_same_logits():
    judge, photo = open_eyes().judge, working_photo(from_sample(get_sample("cat")), size=256)
    assert judge is not None
    paintings = [inverted(photo), *(inverted(load_sample(name)[:128, :192]) for name in OTHERS)]
    real = np.concatenate([patch_logits(judge, painting).ravel() for painting in paintings])
    mean = patch_logits(judge, photo).mean()

    page = answered()
    assert "Absolutely" in words(page)
    assert "RaGAN never looks at 0" in words(page)
    part(page, "Every patch")
    page.slider(key="judge_shift").set_value(0.5).run()
    readings = table(page, "picture").set_index("picture")
    assert list(readings["kind"]).count("real painting") == len(paintings)
    assert readings.loc["The photo", "mean logit"] == pytest.approx(mean + 0.5, abs=1e-3)
    assert readings.loc["The photo", "mean lead"] == pytest.approx(mean - real.mean(), abs=1e-3)


def test_a_shift_moves_absolute_losses_alone():
    page = part(answered(), "Five games")
    before = table(page, "game").set_index("game")["generator's loss"]
    page.slider(key="judge_shift").set_value(2.0).run()
    after = table(page, "game").set_index("game")["generator's loss"]
    moved = (after - before).abs()
    assert set(moved[moved > 1e-4].index) == {"Vanilla GAN", "LSGAN", "Hinge GAN"}


def test_a_reading_leaves_the_columns_of_the_other_out():
    page = part(answered(), "Every patch")
    page.segmented_control(key="judge_reading").set_value("Relative").run()
    assert "mean logit" not in table(page, "picture") and "mean lead" in table(page, "picture")


def test_the_map_of_a_part_comes_with_a_program_that_runs():
    page = part(answered(), "Maps")
    assert not page.dataframe and "Absolutely" in words(page)
    compile(page.code[0].value, "shown", "exec")
