"""A mistake in the lab itself: calm words with a number for the visitor, everything else in the log only."""

import logging
import re

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.app.conftest import PATIENCE_S, ROOT


@pytest.fixture
def broken(monkeypatch):
    """Opens the front door, which has a mistake in it, with as many details as asked for."""

    def fail(photo, settings):
        raise ZeroDivisionError("/home/ada/secret.jpg")

    monkeypatch.setattr("animegan.ui.drawing.draw_in_view", fail)
    before = config.get_option("client.showErrorDetails")

    def open_home(details: str) -> AppTest:
        config.set_option("client.showErrorDetails", details)
        return AppTest.from_file(str(ROOT / "Home.py"), default_timeout=PATIENCE_S).run()

    yield open_home
    config.set_option("client.showErrorDetails", before)


def test_a_visitor_gets_a_number_and_the_log_has_the_rest(broken, caplog):
    with caplog.at_level(logging.ERROR):
        page = broken("none")
    (box,) = page.error
    number = re.search(r"\*\*([0-9a-f]{6})\*\*", box.value).group(1)
    assert "ZeroDivision" not in box.value and "secret" not in box.value and not page.exception
    (record,) = [record for record in caplog.records if number in record.getMessage()]
    assert record.exc_info[0] is ZeroDivisionError


def test_a_developer_sees_it_all(broken):
    page = broken("full")
    assert not page.error and "secret" in page.exception[0].message
