import shutil

import numpy as np
import pytest

from animegan.catalog import entries, get_weights, verified_path
from animegan.catalog.load import load_perceptual
from animegan.explain import get_measure, high_frequency_energy, rerun, shapley_of_gates
from animegan.ui.inside.skips_measures import MEASURES
from animegan.ui.shell import SKIPS
from tests.app.conftest import base_pass, component, open_page, seen
from tests.forged import forge_catalog
from tests.tiny_generators import Shortcuts, Straight, add_to_catalog

SKIP_NAMES = ["skip_8", "skip_4", "skip_2", "skip_1"]


@pytest.fixture(autouse=True)
def catalog(tmp_path, monkeypatch):
    """An untrained AnimeUNet, two networks that no page can know, and the real eye."""
    seeing = get_weights("perceptual")
    shutil.copy(verified_path(seeing), tmp_path)
    forge_catalog(tmp_path, monkeypatch)
    monkeypatch.setattr(entries, "WEIGHTS", (*entries.WEIGHTS, seeing))
    add_to_catalog(Shortcuts, tmp_path, monkeypatch)
    add_to_catalog(Straight, tmp_path, monkeypatch)


def assert_shown(page, picture):
    """The screen's copy is a JPEG."""
    assert np.abs(seen(component(page, "gated")["after"]).astype(int) - picture).mean() < 2


def words(page):
    return "\n".join(element.value for element in page.main.markdown)


def sliders(page):
    return {slider.key: slider.value for slider in page.slider}


def test_the_full_picture_is_there_at_once_with_a_slider_for_every_skip():
    page = open_page(SKIPS)
    assert_shown(page, base_pass().picture)
    assert sliders(page) == {f"gain_{name}": 1.0 for name in SKIP_NAMES}
    assert "encoder_2, 16 channels at 1/2" in page.slider(key="gain_skip_2").label
    assert "4 long skips" in words(page)
    assert "gain_" not in str(page.query_params)


def test_a_slider_changes_the_picture():
    page = open_page(SKIPS)
    page.slider(key="gain_skip_2").set_value(0.0).run()
    assert_shown(page, rerun(base_pass(), gates={"skip_2": 0.0}).picture)
    assert "steps** from the full network" in words(page)


def test_presets_close_all_but_one():
    page = open_page(SKIPS)
    page.button(key="preset_Only the finest").click().run()
    only_finest = {"skip_8": 0.0, "skip_4": 0.0, "skip_2": 0.0}
    assert sliders(page) == {f"gain_{name}": float(name == "skip_1") for name in SKIP_NAMES}
    assert_shown(page, rerun(base_pass(), gates=only_finest).picture)
    page.button(key="preset_As trained").click().run()
    assert_shown(page, base_pass().picture)


def test_a_link_brings_style_gains_and_what_it_is_compared_with():
    page = open_page(SKIPS, style="sumi", gain_skip_1="0.5", beside="Full network")
    base = base_pass(style="sumi")
    assert_shown(page, rerun(base, gates={"skip_1": 0.5}).picture)
    assert np.abs(seen(component(page, "gated")["before"]).astype(int) - base.picture).mean() < 2


def test_a_network_the_page_has_never_heard_of():
    page = open_page(SKIPS, network="shortcuts", gain_third="0.0")
    assert_shown(page, rerun(base_pass("shortcuts", "own"), gates={"third": 0.0}).picture)
    assert sliders(page) == {"gain_second": 1.0, "gain_third": 0.0}
    assert "no long skips" in words(page) and "2 residual shortcuts" in words(page)
    assert [b.label for b in page.button if (b.key or "").startswith("preset")] == [
        "As trained", "No shortcuts", "Only the last", "Only the first"
    ]  # fmt: skip


def test_a_network_without_anything_to_turn():
    page = open_page(SKIPS, network="straight")
    assert_shown(page, base_pass("straight", "own").picture)
    assert sliders(page) == {} and "no skip and no shortcut" in words(page)


def test_the_answer_about_fine_lines_is_measured_after_the_guess():
    page = open_page(SKIPS, network="shortcuts", view="Predict")
    base = base_pass("shortcuts", "own")
    left = {n: high_frequency_energy(rerun(base, gates={n: 0.0}).picture) for n in ("second", "third")}
    assert "Measured here" not in words(page)
    page.radio(key="lines_guess").set_value("second")
    page.button(key="lines_commit").click().run()
    assert "You predicted]  \n**second**" in words(page)
    assert f"Measured here]  \n**{min(left, key=left.get)}**" in words(page)
    share = 100 * left["second"] / high_frequency_energy(base.picture)
    assert f"without second {share:.0f} %" in words(page)
    (code,) = page.code
    found = {}
    exec(compile(code.value, "shown.py", "exec"), found)
    assert 100 * found["left"]["second"] == pytest.approx(share)


def test_every_question_has_an_answer():
    page = open_page(SKIPS, network="shortcuts", view="Predict")
    for key in ("lines", "colour", "doubling", "other"):
        radio = page.radio(key=f"{key}_guess")
        radio.set_value(radio.options[0])
        page.button(key=f"{key}_commit").click().run()
        assert not page.exception
    assert words(page).count("Measured here") == 4


@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.name)
def test_the_shares_are_exact_and_their_sum_is_said(measure):
    page = open_page(SKIPS, network="shortcuts", view="Shares", measure=measure.title)
    base = base_pass("shortcuts", "own")
    found = shapley_of_gates(base, get_measure(measure.name, base, eye=load_perceptual()))
    none, full = measure.scale * found.none, measure.scale * found.full
    assert f"All closed {none:.4g}" in words(page) and f"all open {full:.4g}" in words(page)
    assert f"{abs(full - none):.4g}, which is exactly" in words(page)


@pytest.mark.parametrize("view", ["Difference", "Patch at five gains", "Frequencies"])
def test_every_room_opens_and_shows_its_code(view):
    page = open_page(SKIPS, view=view, gain_skip_4="0.0")
    (code,) = page.code
    assert page.image and "base = run(network, photo, code, size=256)" in code.value
    compile(code.value, view, "exec")


def test_the_wiring_shows_how_far_each_gate_is_open():
    page = open_page(SKIPS, gain_skip_4="0.0")
    assert component(page, "wiring")["gains"] == {"skip_8": 1.0, "skip_4": 0.0, "skip_2": 1.0, "skip_1": 1.0}
