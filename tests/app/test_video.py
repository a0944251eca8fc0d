"""The video page in Streamlit's test bench, with a network that only tints and a clip of a second."""

import time

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from animegan.media.image import encode
from animegan.ui.shell import VIDEO
from tests.app.conftest import PATIENCE_S, ROOT, component, seen
from tests.media.clips import grey_frames, read_all, write_clip
from tests.tint import tinted


@pytest.fixture(autouse=True)
def small_clip(tmp_path, monkeypatch):
    path = write_clip(tmp_path / "sample.mp4", grey_frames(12), sound="aac")
    monkeypatch.setattr("animegan.inference.film.sample.kept_sample_clip", lambda: path)


def open_video(**state: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "Home.py"), default_timeout=PATIENCE_S)
    page.switch_page(VIDEO.path)
    for key, value in state.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception and not page.warning
    return page


def make_film(page: AppTest) -> AppTest:
    page.button(key="film_start").click().run()
    page.session_state["film"].thread.join(20)
    return page.run()


def test_the_page_opens_on_a_painted_frame(monkeypatch):
    page = open_video(style="aozora")
    compare = component(page, "frame_compare")
    grey = np.full((2, 2, 3), 20, np.uint8)
    assert seen(compare["after"]).mean(axis=(0, 1)) == pytest.approx(tinted(grey, aozora=1.0)[0, 0], abs=3)
    page.slider(key="second").set_value(0.3).run()
    later = seen(component(page, "frame_compare")["before"])
    assert later.mean() == pytest.approx(20 + 7 * 8, abs=3)  # the ninth frame


def test_a_film_is_made_in_the_background_and_shown(monkeypatch):
    page = make_film(open_video())
    assert not page.exception
    assert len(page.get("video")) == 1
    metrics = {metric.label: metric.value for metric in page.metric}
    assert metrics["The article claims"] == "3 to 5"
    assert float(metrics["Frames a second, here"]) > 0
    assert any("issue 65" in text.value for text in page.markdown)
    job = page.session_state["film"]
    assert len(read_all(job.path)[1]) == 12
    page.switch_page("pages/1_Stylize.py").run()
    page.switch_page(VIDEO.path)
    page.query_params["film_view"] = "The film"
    page.run()
    assert page.session_state["film"] is job and len(page.get("video")) == 1


def test_stopping_keeps_what_is_done(monkeypatch):
    from tests.tint import TintBackend

    paint = TintBackend.paint

    def slowly(self, photo, code):
        time.sleep(0.1 if photo.shape[1] == 96 else 0)
        return paint(self, photo, code)

    page = open_video()
    monkeypatch.setattr(TintBackend, "paint", slowly)
    page.button(key="film_start").click().run()
    job = page.session_state["film"]
    while job.look().progress is None:
        time.sleep(0.02)
    page.run()
    assert page.button(key="film_start").disabled
    page.button(key="film_stop").click().run()
    job.thread.join(20)
    page.run()
    assert job.look().state == "stopped"
    assert 1 <= len(read_all(job.path)[1]) < 12
    assert any("Stopped early" in note.value for note in page.info)


def test_an_own_clip_is_taken_kept_apart_and_forgotten(tmp_path):
    page = open_video(clip="Your own clip")
    own = write_clip(tmp_path / "own.mp4", [np.full((80, 64, 3), 200, np.uint8)] * 5)
    page.file_uploader[0].upload("my holiday;.mp4", own.read_bytes()).run()
    chosen = page.session_state["own_clip"]
    assert chosen.clip.path.name == "clip" and chosen.clip.size == (80, 64)
    assert chosen.clip.path.parent.stat().st_mode & 0o077 == 0
    assert seen(component(page, "frame_compare")["before"]).shape[:2] == (80, 64)
    folder = chosen.clip.path.parent
    page.button(key="forget_clip").click().run()
    assert not folder.exists()
    assert not page.exception


def test_a_picture_is_no_clip_and_says_so(tmp_path):
    page = open_video(clip="Your own clip")
    page.file_uploader[0].upload("a.mp4", encode(grey_frames(1)[0])).run()
    assert "no video" in page.warning[0].value
    assert component(page, "frame_compare")  # the built-in clip stays


def test_forgetting_a_film_takes_it_off_the_disk():
    page = make_film(open_video())
    path = page.session_state["film"].path
    page.button(key="forget_film").click().run()
    assert not path.exists() and not page.get("video")


def test_the_code_runs_and_makes_the_same_film(tmp_path, monkeypatch):
    page = make_film(open_video())
    code = next(block.value for block in page.code if "FilmPlan" in block.value) if page.code else None
    if code is None:
        page.query_params["film_view"] = "Single frames"
        page.session_state["film_view"] = "Single frames"
        page.run()
        code = next(block.value for block in page.code if "FilmPlan" in block.value)
    monkeypatch.chdir(tmp_path)
    exec(code, {})
    assert (tmp_path / "anime.mp4").read_bytes() == page.session_state["film"].path.read_bytes()


def test_the_camera_view_waits_for_its_button(monkeypatch):
    monkeypatch.setattr(
        "streamlit_webrtc.component.get_this_session_info", lambda: None
    )  # the bench has no server
    page = open_video(film_view="Live camera")
    assert page.session_state["film_view"] == "Live camera"
    assert any("nobody else is asked" in text.value for text in page.markdown)
    camera = page.session_state["camera"]
    page.button_group(key="camera_size").set_value([144]).run()
    assert not page.exception and page.session_state["camera"] is camera
    assert camera.painter.look().came == 0  # no thread, no camera, before somebody starts it
