"""The page about losses: the sliders mix the real family, and the pulls are those of the engine."""

import numpy as np
import pytest

from animegan.losslab.case import open_case, open_eyes
from animegan.losslab.example import paint_sample
from animegan.losslab.mixing.family import load_family, paint_with
from animegan.losslab.pulls import pulls
from animegan.media.samples import get_sample
from animegan.training.ablation_recipe import family_config
from animegan.ui.losses.weights import TERM_TITLES
from animegan.ui.photo import from_sample
from animegan.ui.resources import working_photo
from animegan.ui.shell import LOSS_LAB
from tests.app.conftest import component, open_page, seen


@pytest.fixture(scope="module")
def family():
    return load_family()


@pytest.fixture(scope="module")
def photo():
    return working_photo(from_sample(get_sample("cat")), size=256)


def words(page):
    return "\n".join(element.value for element in page.main.markdown)


def assert_shown(page, key, picture):
    """The screen's copy is a JPEG."""
    assert np.abs(seen(component(page, key)["after"]).astype(int) - picture).mean() < 2


def test_it_opens_on_the_balanced_network_and_says_that_it_was_trained(family, photo):
    page = open_page(LOSS_LAB)
    assert_shown(page, "mixed", paint_with(family.members["balanced"], photo))
    assert "A trained network" in words(page)
    assert {slider.key: slider.value for slider in page.slider if slider.key.startswith("share_")} == {
        f"share_{term}": 0 for term in ("l1", "perceptual", "style", "adversarial")
    }


def test_a_link_mixes_networks_and_says_that_nobody_trained_that_one(family, photo):
    page = open_page(LOSS_LAB, share_l1="25", share_style="50")
    assert_shown(page, "mixed", paint_with(family.at({"l1": 0.25, "style": 0.5}), photo))
    assert "An interpolation between trained networks" in words(page)
    assert "A trained network" not in words(page)


def test_a_button_goes_to_a_member_and_everything_at_once_is_called_beyond(family, photo):
    page = open_page(LOSS_LAB, share_style="50")
    page.button(key="go_l1").click().run()
    assert_shown(page, "mixed", paint_with(family.members["l1_heavy"], photo))
    assert "L1 ×10" in words(page)
    page.slider(key="share_style").set_value(100).run()
    assert "Beyond the trained networks" in words(page)


@pytest.mark.parametrize("nonsense", ["-5", "many", "105"])
def test_a_link_with_nonsense_leaves_the_slider_at_0(nonsense):
    page = open_page(LOSS_LAB, share_l1=nonsense)
    assert page.slider(key="share_l1").value == 0


def test_averaged_pictures_are_something_else_than_a_mixed_network(family, photo):
    page = open_page(LOSS_LAB, mixing="Averaged pictures instead", share_l1="50")
    halves = [paint_with(family.members[name], photo).astype(float) for name in ("balanced", "l1_heavy")]
    before = seen(component(page, "averaged")["before"])
    assert np.abs(before - sum(halves) / 2).mean() < 2
    assert_shown(page, "averaged", paint_with(family.at({"l1": 0.5}), photo))


def test_the_twin_is_shown_only_after_a_guess():
    page = open_page(LOSS_LAB, mixing="A pair that cannot be mixed", twin="50")
    assert not [e for e in page.get("bidi_component") if e.key == "twins"]
    page.radio(key="ask_halfway_guess").set_value("The same picture again")
    page.button(key="ask_halfway_commit").click().run()
    assert [e for e in page.get("bidi_component") if e.key == "twins"]


def test_the_pulls_add_up_as_in_the_engine(family, photo):
    page = open_page(LOSS_LAB, room="Where each term pulls")
    assert not page.dataframe, "nothing is shown before the guess"
    page.radio(key="ask_strongest_guess").set_value(TERM_TITLES["l1"])
    page.button(key="ask_strongest_commit").click().run()
    case = open_case(photo, paint_sample("coffee", "aozora"), family_config({}), open_eyes())
    picture = paint_with(family.members["balanced"], photo)
    expected = pulls(case, case.photo * 0 + _pm1(picture))
    (table,) = page.dataframe
    assert table.value["weighted"].sum() == pytest.approx(expected.total, rel=1e-4)
    assert list(table.value["term"]) == [TERM_TITLES[pull.term] for pull in expected.each]


def test_a_weight_of_0_in_a_link_takes_the_pull_away():
    page = open_page(LOSS_LAB, room="Where each term pulls", times_style="0")
    page.radio(key="ask_strongest_guess").set_value(TERM_TITLES["l1"])
    page.button(key="ask_strongest_commit").click().run()
    (table,) = page.dataframe
    row = table.value.set_index("term").loc[TERM_TITLES["style"]]
    assert row["weight"] == 0 and row["mean pull"] == 0 and row["value"] > 0


def _pm1(picture):
    import torch

    from animegan.inference.backends.pixels import pixels_to_pm1

    return pixels_to_pm1(torch.tensor(picture)[None])
