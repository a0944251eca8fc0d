"""The GAN playground in a real browser: it moves while it plays, rests while it is paused, and a class votes."""

import pytest

from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_game_is_guessed_played_and_paused(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name="GAN playground").first.click()
    plane = page.locator("canvas.plane")
    plane.wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    page.get_by_label("Loss", exact=True).click()
    page.get_by_role("option", name="Hinge").click()  # no preset any more: nothing is asked
    visit.settle()
    page.get_by_text("Play", exact=True).click()
    for _ in range(100):
        if int(plane.get_attribute("data-step") or 0) >= 50:
            break
        page.wait_for_timeout(300)
    assert int(plane.get_attribute("data-drawn") or 0) >= 10
    assert int(plane.get_attribute("data-step") or 0) >= 50
    page.get_by_text("Play", exact=True).click()
    page.get_by_role("button", name="Figure (PNG)").wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    paused = plane.get_attribute("data-step")
    page.get_by_role("button", name="Step D", exact=True).focus()
    page.keyboard.press("Enter")
    visit.settle()
    assert plane.get_attribute("data-step") == paused  # the discriminator alone
    page.get_by_role("button", name="Step", exact=True).focus()
    page.keyboard.press("Enter")
    visit.settle()
    assert int(plane.get_attribute("data-step") or 0) == int(paused or 0) + 1
