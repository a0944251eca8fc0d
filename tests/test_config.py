"""The settings that Streamlit starts with."""

import tomllib
from pathlib import Path

from animegan.limits import Limits

CONFIG = tomllib.loads((Path(__file__).parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_nobody_but_this_computer_is_served_unless_asked():
    assert CONFIG["server"]["address"] == "127.0.0.1"


def test_no_other_page_may_send_files_and_nothing_is_told_outside():
    assert CONFIG["server"]["enableXsrfProtection"] is True
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorDetails"] == "none" and CONFIG["client"]["showErrorLinks"] is False


def test_streamlits_limit_of_a_file_is_the_labs():
    assert CONFIG["server"]["maxUploadSize"] == Limits().upload_mb
