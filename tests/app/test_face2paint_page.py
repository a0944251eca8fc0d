"""The page about faces: what it shows is what the pipeline makes of the photo."""

import numpy as np
import pytest

from animegan.ui.shell import FACES
from tests.app.conftest import component, open_page, seen
from tests.face.scenes import face_at

UNMOVED = np.array([[1.0, 0, 0], [0, 1.0, 0]])


@pytest.fixture(autouse=True)
def known_face(monkeypatch):
    """The portrait's face without the detector, which takes seconds to load; other photos have none."""
    find = lambda photo: (face_at(UNMOVED),) if photo.shape[:2] == (512, 512) and photo[0, 0, 0] > 90 else ()  # noqa: E731
    monkeypatch.setattr("animegan.face.detect.detect_turned_faces", find)


def words(page):
    return "\n".join(element.value for element in page.main.markdown)


def test_it_paints_the_face_of_the_portrait():
    page = open_page(FACES, photo="astronaut")
    assert "**1 face found**" in words(page)
    assert list(page.dataframe[0].value["face"]) == [1]


def test_no_face_is_said_and_the_whole_picture_is_stylised():
    page = open_page(FACES, photo="cat")
    assert "**No face found.**" in words(page)
    shown = component(page, "faces")
    assert np.array_equal(seen(shown["before"]), seen(shown["after"]))
    assert not page.dataframe
