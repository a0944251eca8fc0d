"""One lesson in a real browser: from the list to a step on its page, guess, reveal, on, and the handout."""

import pytest
from playwright.sync_api import expect

from animegan.lessons.truths import get_truth
from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_lesson_leads_over_the_pages(visit: Visit):
    page = visit.page
    page.get_by_role("link", name="Lessons").first.click()
    page.get_by_text("5. Why do faces break?").wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    page.get_by_text("8. Whose style is it").click()
    page.get_by_role("button", name="Start the lesson").locator("visible=true").click()
    page.get_by_role("heading", name="Who was asked?").wait_for(timeout=PATIENCE_S * 1000)
    assert "Model_comparison" in page.url and "lesson=ethics" in page.url
    visit.settle()

    sidebar = page.get_by_test_id("stSidebar")
    assert sidebar.get_by_text("Measured here").count() == 0
    sidebar.get_by_role("button", name="This is my guess").click()
    expect(sidebar.get_by_text("Measured here")).to_be_visible(timeout=PATIENCE_S * 1000)
    found = get_truth("terms_of_use")()
    expect(
        sidebar.get_by_text(f"Of {found.figures['all']} sets, {found.figures['doubtful']} come")
    ).to_be_visible()

    for number, heading in (
        (2, "Does the filter hide me?"),
        (3, "And where was it taken?"),
        (4, "Whose skin?"),
    ):
        sidebar.get_by_role("button", name="Next step").click()
        page.get_by_role("heading", name=heading).wait_for(timeout=PATIENCE_S * 1000)
        assert f"step={number}" in page.url
        visit.settle()
    assert page.get_by_role("tab", name="All styles").get_attribute("aria-selected") == "true"
    sidebar.get_by_role("button", name="Leave the lesson").click()
    visit.settle()
    assert "lesson" not in page.url and sidebar.get_by_role("link", name="Home").is_visible()
