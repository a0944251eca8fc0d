"""The video page in a real browser: a film is made, plays, and comes home as a file."""

from pathlib import Path

import pytest

from tests.browser.conftest import PATIENCE_S, Visit
from tests.media.clips import grey_frames, read_all, write_clip

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_clip_is_uploaded_painted_played_and_downloaded(visit: Visit, tmp_path: Path):
    page = visit.page
    page.get_by_role("link", name="Video").first.click()
    page.get_by_role("radio", name="Your own clip").wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    page.get_by_role("radio", name="Your own clip").click()
    visit.settle()
    clip = write_clip(tmp_path / "clip.mp4", grey_frames(12), sound="aac")
    page.locator('[data-testid="stFileUploader"] input[type=file]').set_input_files(str(clip))
    page.get_by_role("button", name="Forget my clip").wait_for(timeout=PATIENCE_S * 1000)
    visit.settle()
    page.get_by_role("button", name="Make the film").click()
    page.wait_for_selector("video", timeout=PATIENCE_S * 1000)
    page.wait_for_function("document.querySelector('video').readyState >= 2", timeout=PATIENCE_S * 1000)
    assert page.evaluate("document.querySelector('video').videoWidth") == 96
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the film").click()
    assert waiting.value.suggested_filename == "clip-sakura.mp4"
    assert len(read_all(Path(waiting.value.path()))[1]) == 12
