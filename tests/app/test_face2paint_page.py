"""The page about faces: what it shows is what the pipeline makes of the photo."""

from dataclasses import replace

import numpy as np
import pytest

from animegan.ui.faces.avatar_room import round_opacity
from animegan.ui.faces.break_steps import repaint, search, spoil
from animegan.ui.faces.break_trials import TRIALS, first_lost
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
    assert "**No face found**: the whole picture is stylised. Both sides" in words(page)
    shown = component(page, "faces_compare")
    assert np.array_equal(seen(shown["before"]), seen(shown["after"]))
    assert not page.dataframe


def test_a_spoilt_face_is_looked_for_where_it_went():
    photo, face = np.full((512, 512, 3), 100, np.uint8), face_at(UNMOVED)
    half = face_at(UNMOVED / 2, probability=0.95)
    assert search(photo, face, "shrink", 50, lambda spoilt: (half,)) == 0.95
    assert search(photo, face, "shrink", 100, lambda spoilt: (half,)) == 0.0, (
        "a find elsewhere is another face"
    )
    assert search(photo, face, "blur", 3, lambda spoilt: ()) == 0.0


@pytest.mark.parametrize(("how", "amount"), [("rotate", 120), ("shrink", 50), ("blur", 3)])
def test_the_shift_in_a_painting_is_told_from_where_the_face_went(how, amount):
    photo, face = np.full((512, 512, 3), 100, np.uint8), face_at(UNMOVED)
    moved = spoil(photo, face, how, amount)[1]
    eyes = np.linalg.norm(np.diff(face.landmarks[:2], axis=0)) * np.hypot(*moved[0, :2])

    def find(picture):
        there = face_at(moved)
        return (replace(there, landmarks=there.landmarks + np.float32((0, 0.1 * eyes))),)

    shift = repaint(photo, face, how, amount, lambda spoilt: spoilt // 2, find)
    assert shift == pytest.approx(0.1, abs=1e-3)
    assert repaint(photo, face, how, amount, lambda spoilt: spoilt, lambda picture: ()) is None


def test_darkening_takes_light_and_nothing_else_changes_a_photo_at_its_first_position():
    photo, face = np.arange(48, dtype=np.uint8).reshape(4, 4, 3), face_at(UNMOVED)
    assert np.array_equal(spoil(photo, face, "darken", 50)[0], np.rint(photo / 2))
    for how, trial in TRIALS.items():
        assert np.array_equal(spoil(photo, face, how, trial.positions[0])[0], photo), how


@pytest.mark.parametrize("trial", TRIALS.values(), ids=TRIALS.keys())
def test_every_position_at_which_a_face_is_lost_has_one_answer(trial):
    values = [0.99] * len(trial.positions)
    assert trial.answer_of(first_lost(trial, values)) == trial.answers()[-1]
    values[-1] = 0.0
    assert trial.answer_of(first_lost(trial, values)) == trial.answers()[-2]
    values[1] = 0.0
    assert trial.answer_of(first_lost(trial, values)) == trial.answers()[0]


def test_a_round_avatar_is_clear_in_its_corners():
    opacity = round_opacity()
    assert opacity.shape == (512, 512)
    assert not opacity[0, 0] and not opacity[-1, -1] and opacity[256, 256] == 255
    assert opacity[256, 3] == 255 and opacity[3, 256] == 255
