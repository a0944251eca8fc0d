"""The page that compares systems in a real browser: pictures one by one, a blind vote, a measurement stopped."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE_MS = 2 * PATIENCE_S * 1000  # every network of the page is compiled when it paints for the first time


def to_bench(visit: Visit) -> None:
    visit.page.get_by_role("link", name="Model comparison").first.click()
    visit.page.get_by_role("heading", name="Five systems on one bench").wait_for(timeout=PATIENCE_MS)


def open_room(visit: Visit, name: str) -> None:
    visit.page.get_by_role("tab", name=name).click()
    visit.settle()


def test_pictures_then_a_blind_vote(visit: Visit):
    page = visit.page
    to_bench(visit)
    painter = page.locator("figcaption", has_text="Painter, no neural network")
    painter.wait_for(timeout=PATIENCE_MS)
    expect(page.get_by_text("Figure (PNG)")).to_be_visible(timeout=PATIENCE_MS)
    pictures = page.locator("figcaption").count()
    assert pictures >= 4

    open_room(visit, "Blind vote")
    for _ in range(3):  # as quickly as a class counts hands
        page.get_by_test_id("stNumberInputStepUp").first.click(timeout=PATIENCE_MS)
    expect(page.get_by_text("A 3")).to_be_visible(timeout=PATIENCE_MS)
    captions = page.locator("figcaption").all_inner_texts()
    assert captions == ["Photo", *"ABCDEFGH"[: pictures - 1]]
    assert re.search(r"lot=\d+", page.url)
    page.get_by_role("button", name="Close the vote").click()
    page.locator("figcaption", has_text="A: ").wait_for(timeout=PATIENCE_MS)
    assert painter.count() == 1


def test_predict_before_it_is_counted(visit: Visit):
    page = visit.page
    to_bench(visit)
    open_room(visit, "Predict")
    form = page.locator('[data-testid="stForm"]')
    form.get_by_role("button", name="This is my guess").click(timeout=PATIENCE_MS)
    expect(page.get_by_text("2,143,552 parameters against 11,378,179")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("how many times fewer multiplications")).to_be_visible(timeout=PATIENCE_MS)


def test_a_measurement_can_be_stopped(visit: Visit):
    page = visit.page
    to_bench(visit)
    open_room(visit, "Measured here")
    start = page.get_by_role("button", name=re.compile("Measure (here, now|again)"))
    start.click(timeout=PATIENCE_MS)
    expect(page.get_by_text(re.compile("CycleGAN: (starting|opening|warming up|picture)"))).to_be_visible(
        timeout=PATIENCE_MS
    )
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(start).to_be_visible(timeout=PATIENCE_MS)
    assert page.get_by_role("button", name="Stop", exact=True).count() == 0


def test_every_claim_has_its_verdict_and_its_source(visit: Visit):
    page = visit.page
    to_bench(visit)
    open_room(visit, "Article against measurement")
    expect(page.get_by_text("about 60 MB")).to_be_visible(timeout=PATIENCE_MS)
    rows = page.locator("table tbody tr")
    assert rows.count() >= 20
    for words in rows.all_inner_texts():
        assert "Source: " in words
        assert re.search("agree|differs|wrong|not measured", words)
