"""axe-core looks at every page in both themes, as it was opened: nothing serious, nothing critical."""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from animegan.ui.shell import HOME, MENU
from tests.browser.conftest import PATIENCE_S, Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
ASK = "axe.run(document, {resultTypes: ['violations']})"


def findings(page: Page) -> list[str]:
    """What would keep somebody from using the page as it stands."""
    page.evaluate(AXE)
    found = page.evaluate(ASK)["violations"]
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def test_nothing_serious_on_any_page_in_either_theme(visit: Visit):
    page, found, paper = visit.page, {}, set()
    for entry in (HOME, *(entry for group in MENU for entry in group.pages)):
        page.get_by_test_id("stSidebar").get_by_role("link", name=entry.label, exact=True).click()
        page.get_by_role("heading", level=1, name=entry.title).wait_for(timeout=PATIENCE_S * 1000)
        visit.settle()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(300)  # colours fade from one theme to the other
            found[entry.label, scheme] = findings(page)
            paper.add(page.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor"))
    assert len(found) >= 16 and len(paper) == 2, "both themes were seen"
    assert not {where: what for where, what in found.items() if what}


def test_the_judge_is_awake(visit: Visit):
    page = visit.page
    page.evaluate("""document.querySelector('h1').insertAdjacentHTML('afterend', '<img src="data:,">')""")
    assert any("image-alt" in finding for finding in findings(page))
