"""Nothing leaves the house: a browser that tells of every request opens every page of a server behind a wall."""

import subprocess
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import pytest

from animegan.ui.shell import HOME, MENU
from tests.browser.conftest import PATIENCE_S

PAGES = [page for group in MENU for page in group.pages if page is not HOME]

pytestmark = pytest.mark.browser


def test_every_page_opens_and_nobody_asks_outside(visit):
    """What it must show stands in the fixtures: no foreign request of the browser, none of the server."""
    for page in PAGES:
        menu = visit.page.get_by_test_id("stSidebar")
        menu.get_by_role("link", name=page.label, exact=True).click()
        visit.page.get_by_role("heading", level=1, name=page.title).wait_for(timeout=PATIENCE_S * 1000)
        visit.settle()
        assert not visit.page.get_by_text("The lab has made a mistake").count()


def test_the_wall_holds(tmp_path):
    """The proof above is worth nothing if the wall lets something through."""
    report = tmp_path / "report"
    program = (
        "import pathlib, socket, sys; from tests.browser.walled import build_wall;"
        "build_wall(pathlib.Path(sys.argv[1]))\n"
        "for call in (lambda: socket.create_connection(('192.0.2.1', 80), 1),"
        " lambda: socket.getaddrinfo('example.org', 80)):\n"
        "    try: call()\n"
        "    except OSError as error: print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program, report], capture_output=True, text=True, check=True
    ).stdout
    assert said.count("no way out") == 2 and len(report.read_text().splitlines()) == 2


def test_the_lab_listens_on_this_computer_only(lab):
    port = int(lab.rsplit(":", 1)[1])
    listening = [
        c.laddr.ip for c in psutil.net_connections("tcp") if c.status == "LISTEN" and c.laddr.port == port
    ]
    assert listening == ["127.0.0.1"]


def test_a_file_from_another_page_in_the_browser_is_refused(lab):
    with pytest.raises(HTTPError) as refused:
        urlopen(Request(f"{lab}/_stcore/upload_file/session/file", b"", method="PUT"), timeout=20)
    with refused.value as answer:
        assert answer.code == 403
