"""The real lab in a real Chromium; nothing here is replaced.

The browser is taken from CHROMIUM, by default /usr/bin/chromium. Where there is none, these tests fail: a journey
nobody made is not a journey that went well.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
PATIENCE_S = 120  # the first start on a machine converts the network, which imports torch
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-blink-features=AutomationControlled",  # Streamlit sends no telemetry to automation; we want to catch it
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


@pytest.fixture(scope="package")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the lab, started as a user starts it, on a free port, but with no way out of this computer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("lab")
    log, outside = folder / "server.log", folder / "outside.txt"
    command = [
        sys.executable,
        "-m",
        "tests.browser.walled",
        outside,
        "run",
        "Home.py",
        "--server.headless=true",
    ]
    with log.open("w") as out:
        server = subprocess.Popen(
            [*command, f"--server.port={port}"], cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/_stcore/health", server, log)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_S)
    assert not outside.exists(), outside.read_text()
    for trouble in ("Traceback", "was created with a default value"):
        assert trouble not in log.read_text(), log.read_text()


def _wait_for(url: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"The lab did not answer: {log.read_text()}")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of all journeys; while it lives, its library keeps an event loop running in this process."""
    if not Path(CHROMIUM).exists():
        pytest.fail(
            f"No Chromium at {CHROMIUM}. Install it (Debian: apt-get install chromium) or set CHROMIUM."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page, and what must stay empty while it is used."""

    page: Page
    left_home: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Waits until the page's script has run to its end and begins no other run for a while.

        A press starts a run only when its message has arrived, and some runs ask for one more: so one look is not
        enough on a busy machine.
        """
        self.page.wait_for_timeout(150)
        quiet = 0
        while quiet < 4:
            self.page.wait_for_selector(
                '[data-testid="stApp"][data-test-script-state="notRunning"]', timeout=PATIENCE_S * 1000
            )
            self.page.wait_for_timeout(100)
            quiet = quiet + 1 if self._at_rest() else 0

    def _at_rest(self) -> bool:
        app = self.page.get_by_test_id("stApp")
        return app.get_attribute("data-test-script-state") == "notRunning"


@pytest.fixture
def visit(chromium: Browser, lab: str) -> Iterator[Visit]:
    """A fresh visitor at the front door; afterwards, nothing has left the house and nothing has complained."""
    context = chromium.new_context(
        viewport={"width": 1366, "height": 768},
        accept_downloads=True,
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = context.new_page()
    visit = Visit(page)
    page.on("request", lambda request: _note_if_foreign(request.url, lab, visit))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("console", lambda m: visit.complaints.append(m.text) if m.type == "error" else None)
    page.goto(lab)
    page.get_by_role("heading", level=1).wait_for(timeout=PATIENCE_S * 1000)
    page.wait_for_selector(".stage", timeout=PATIENCE_S * 1000)
    visit.settle()
    yield visit
    context.close()
    assert visit.left_home == []
    assert visit.complaints == []


def _note_if_foreign(url: str, lab: str, visit: Visit) -> None:
    if not url.startswith((lab, "data:", "blob:")):
        visit.left_home.append(url)
