"""The page about skips in a real browser: turn, choose a preset, point at a patch, predict and reveal."""

import base64

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from animegan.catalog import get_weights
from animegan.catalog.load import load_generator
from animegan.explain import high_frequency_energy, rerun, run
from animegan.inference.shares import style_code
from animegan.media.image import decode
from animegan.media.samples import load_sample
from animegan.models.generator import Generator
from animegan.types import PhotoU8
from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def base():
    """What the page starts from, by the engine alone."""
    network = load_generator("anime_unet")
    assert isinstance(network, Generator)
    return run(
        network,
        load_sample("astronaut"),
        style_code({"sakura": 1.0}, get_weights("anime_unet").styles),
        size=256,
    )


def to_skips(visit: Visit) -> None:
    visit.page.get_by_role("link", name="Skip connections").first.click()
    visit.page.locator(".stage .after").wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()


def assert_shown(img: Locator, picture: PhotoU8) -> None:
    """The screen's copy is a JPEG; no gain tried here changes the picture by less than 5 steps."""
    shown = decode(base64.b64decode(img.get_attribute("src").split(",", 1)[1])).photo
    assert np.abs(shown.astype(int) - picture).mean() < 3


def test_turn_a_skip_by_keyboard_and_choose_a_preset(visit: Visit, base):
    page = visit.page
    to_skips(visit)
    after = page.locator(".stage .after")
    assert_shown(after, base.picture)
    page.get_by_role("slider", name="skip_1").press("Home")
    expect(page.get_by_text("steps from the full network")).to_be_visible(timeout=PATIENCE_S * 1000)
    visit.settle()
    assert_shown(after, rerun(base, gates={"skip_1": 0.0}).picture)
    assert "gain_skip_1=0" in page.url

    page.get_by_role("button", name="No skips").click()
    visit.settle()
    assert_shown(after, rerun(base, gates=dict.fromkeys(base.gates, 0.0)).picture)
    stranger = page.context.browser.new_context()
    other = stranger.new_page()
    other.goto(page.url)
    after = other.locator(".stage .after")
    after.wait_for(timeout=PATIENCE_S * 1000)
    assert_shown(after, rerun(base, gates=dict.fromkeys(base.gates, 0.0)).picture)
    stranger.close()


def test_point_at_a_patch(visit: Visit):
    page = visit.page
    to_skips(visit)
    page.get_by_role("tab", name="Patch at five gains").click()
    visit.settle()
    square = page.get_by_role("group", name="Patch to magnify")
    box = square.bounding_box()
    page.mouse.click(box["x"] + 0.9 * box["width"], box["y"] + 0.9 * box["height"])
    visit.settle()
    assert "across=100" in page.url and "down=100" in page.url
    square.press("ArrowLeft")
    page.wait_for_url("**across=95**", timeout=PATIENCE_S * 1000)


def test_predict_and_reveal(visit: Visit, base):
    page = visit.page
    to_skips(visit)
    page.get_by_role("tab", name="Predict").click()
    visit.settle()
    form = page.locator('[data-testid="stForm"]').first
    form.get_by_text("skip_8", exact=True).click()
    assert page.get_by_text("Measured here").count() == 0
    form.get_by_role("button", name="This is my guess").click()
    expect(page.get_by_text("Measured here")).to_be_visible(timeout=PATIENCE_S * 1000)
    visit.settle()
    left = {gate: high_frequency_energy(rerun(base, gates={gate: 0.0}).picture) for gate in base.gates}
    share = 100 * left["skip_8"] / high_frequency_energy(base.picture)
    expect(page.get_by_text(f"without skip_8 {share:.0f} %")).to_be_visible()
    assert page.locator("figcaption").count() == 1 + len(left)
