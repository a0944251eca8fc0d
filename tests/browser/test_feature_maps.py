"""Looking inside a network with a real browser: by mouse and by keyboard."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def to_feature_maps(visit: Visit) -> None:
    visit.page.get_by_role("link", name="Feature maps").first.click()
    visit.page.locator(".net").wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()


def stage(visit: Visit, name: str) -> Locator:
    return visit.page.locator(f'.net [data-name="{name}"]')


def open_room(visit: Visit, name: str) -> None:
    visit.page.get_by_role("tab", name=name).click()
    visit.settle()


def test_a_stage_is_chosen_by_click_and_by_keyboard(visit: Visit):
    page = visit.page
    to_feature_maps(visit)
    stage(visit, "decoder_4").click()
    visit.settle()
    assert "stage=decoder_4" in page.url
    expect(page.locator(".tiles label")).to_have_count(48)

    page.keyboard.press("ArrowRight")  # the click has put the focus there
    visit.settle()
    page.keyboard.press("ArrowRight")  # twice: choosing must not take the focus away
    visit.settle()
    assert "stage=decoder_1" in page.url
    expect(stage(visit, "decoder_1")).to_have_attribute("aria-checked", "true")
    expect(stage(visit, "decoder_4")).to_have_attribute("aria-checked", "false")
    expect(page.locator(".tiles label")).to_have_count(16)


def test_a_channel_is_opened_by_click_and_by_keyboard(visit: Visit):
    page = visit.page
    to_feature_maps(visit)
    tiles = page.locator(".tiles input")
    page.locator(".tiles label").nth(5).click()
    visit.settle()
    number = tiles.nth(5).input_value()
    expect(page.locator(".stage .right")).to_have_text(f"Channel {number}")
    assert f"channel={number}" in page.url
    page.keyboard.press("ArrowLeft")
    visit.settle()
    expect(page.locator(".stage .right")).to_have_text(f"Channel {tiles.nth(4).input_value()}")


def test_channels_are_muted_where_one_paints_and_it_is_undone(visit: Visit):
    page = visit.page
    to_feature_maps(visit)
    stage(visit, "decoder_2").click()
    visit.settle()
    open_room(visit, "Change channels")
    page.locator(".tiles label").nth(0).click()
    visit.settle()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    visit.settle()
    expect(page.locator(".tiles input:checked")).to_have_count(2)
    page.get_by_role("radio", name="where I paint").click()
    visit.settle()
    mute = page.get_by_role("button", name="Mute")
    expect(mute).to_be_disabled()
    box = page.locator(".easel").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.3, steps=8)
    page.mouse.up()
    visit.settle()
    expect(mute).to_be_enabled()

    before = page.get_by_alt_text("Changed").get_attribute("src")
    mute.click()
    visit.settle()
    expect(page.get_by_text("where you painted last")).to_be_visible()
    assert page.get_by_alt_text("Changed").get_attribute("src") != before
    page.get_by_role("button", name="Undo").click()
    visit.settle()
    assert page.get_by_alt_text("Changed").get_attribute("src") == before


def test_the_truth_comes_after_the_guess_and_a_point_can_be_moved(visit: Visit):
    page = visit.page
    to_feature_maps(visit)
    open_room(visit, "What a unit sees")
    expect(page.get_by_text("Measured here")).to_have_count(0)
    page.get_by_role("slider", name="Your guess, px").press("ArrowRight")
    page.get_by_role("button", name="This is my guess").press("Enter")
    expect(page.get_by_text("Measured here")).to_be_visible(timeout=PATIENCE_S * 1000)
    visit.settle()
    first = page.get_by_alt_text("Influence").get_attribute("src")
    page.locator(".board").focus()
    page.keyboard.press("ArrowUp")
    page.wait_for_timeout(500)
    visit.settle()
    assert page.get_by_alt_text("Influence").get_attribute("src") != first
