"""The camera's view: what paints a frame, and when a browser gives no camera; with a network that only tints."""

import numpy as np
import pytest
from av import VideoFrame

from animegan.inference import Stylizer
from animegan.serving import Gate
from animegan.ui.video.camera_room import gives_no_camera, live_paint
from tests.tint import take_the_networks_place, tinted


@pytest.mark.parametrize(
    ("url", "none"),
    [
        ("http://localhost:8501/Video", False),
        ("http://127.0.0.1:8501/", False),
        ("http://[::1]:8501/", False),
        ("https://lab.school/Video", False),
        ("http://192.168.1.20:8501/Video", True),
        ("http://localhost.evil.org/", True),
        (None, False),
    ],
)
def test_pages_that_get_no_camera_are_known(url, none):
    assert gives_no_camera(url) is none


def test_a_frame_is_painted_small_and_even_in_its_turn(monkeypatch):
    take_the_networks_place(monkeypatch)
    monkeypatch.setattr("animegan.ui.video.camera_room.stylizer", Stylizer.load)
    line = Gate()
    frame = VideoFrame.from_ndarray(np.full((150, 201, 3), 200, np.uint8), format="rgb24")
    picture = live_paint("aozora", 75, line)(frame)
    assert picture.shape == (74, 100, 3)
    assert (
        np.abs(
            picture[10, 10].astype(int) - tinted(np.full((1, 1, 3), 200, np.uint8), aozora=1.0)[0, 0]
        ).max()
        <= 2
    )
    assert line.figures().served == 1
