"""The detector finds the one face of a known public-domain portrait, says left and right correctly, and no more."""

import threading

import cv2
import numpy as np
import pytest

from animegan.face import detect
from animegan.face.detect import Face, detect_faces
from animegan.media.samples import load_sample

LEFT_EYE, RIGHT_EYE, NOSE, LEFT_MOUTH, RIGHT_MOUTH = range(5)


@pytest.fixture(scope="module")
def astronaut():
    return load_sample("astronaut")


@pytest.fixture(scope="module")
def face(astronaut) -> Face:
    (found,) = detect_faces(astronaut)
    return found


def test_the_portrait_has_one_face_where_it_is(face):
    assert np.allclose(face.box, (181, 62, 268, 172), atol=12)  # read off the picture
    assert face.probability > 0.99
    assert face.landmarks.shape == (5, 2) and face.landmarks.dtype == np.float32
    assert np.allclose(face.landmarks[[LEFT_EYE, RIGHT_EYE]], [(205, 102), (247, 104)], atol=6)


def assert_left_is_left(landmarks):
    x = landmarks[:, 0]
    assert x[LEFT_EYE] < x[NOSE] < x[RIGHT_EYE]
    assert x[LEFT_MOUTH] < x[RIGHT_MOUTH]


def test_left_and_right_are_the_pictures(astronaut, face):
    assert_left_is_left(face.landmarks)
    (mirrored,) = detect_faces(astronaut[:, ::-1])  # a view with negative strides, too
    assert_left_is_left(mirrored.landmarks)
    unmirrored = mirrored.landmarks[[RIGHT_EYE, LEFT_EYE, NOSE, RIGHT_MOUTH, LEFT_MOUTH]] * (-1, 1) + (511, 0)
    assert np.abs(unmirrored - face.landmarks).max() < 6


@pytest.mark.parametrize("degrees", [-30, 30])
def test_landmarks_roll_with_the_head(astronaut, face, degrees):
    turn = cv2.getRotationMatrix2D((225.0, 115.0), degrees, 1.0)
    (rolled,) = detect_faces(cv2.warpAffine(astronaut, turn, (512, 512), borderMode=cv2.BORDER_REPLICATE))
    expected = face.landmarks @ turn[:, :2].T + turn[:, 2]
    assert np.abs(rolled.landmarks - expected).max() < 10


def test_a_large_photo_is_searched_small_and_answered_large(astronaut, face):
    large = cv2.resize(astronaut, None, fx=4, fy=4, interpolation=cv2.INTER_CUBIC)
    (found,) = detect_faces(large)
    assert np.abs(found.landmarks / 4 - face.landmarks).max() < 6
    assert np.abs(np.array(found.box) / 4 - face.box).max() < 12


def test_the_largest_face_comes_first(astronaut):
    small = cv2.resize(astronaut, (300, 300), interpolation=cv2.INTER_AREA)
    pair = np.full((512, 812, 3), 128, np.uint8)
    pair[:300, :300], pair[:, 300:] = small, astronaut
    first, second = detect_faces(pair)
    assert first.area > second.area
    assert first.box[0] > 300 > second.box[0]


@pytest.mark.parametrize("size", [(256, 256), (5, 5), (1, 1), (19, 400), (1, 5000), (2000, 30)])
def test_no_face_is_an_empty_tuple(size):
    assert detect_faces(np.full((*size, 3), 128, np.uint8)) == ()


def test_a_cat_is_no_face():
    assert detect_faces(load_sample("cat")) == ()


def test_one_detector_serves_every_thread(astronaut, face, monkeypatch):
    detect._load.cache_clear()
    loads = []
    original = detect._load.__wrapped__
    monkeypatch.setattr(detect, "_load", detect.cache(lambda: loads.append(1) or original()))
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(detect_faces(astronaut))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1
    assert len(answers) == 4
    assert all(np.array_equal(found.landmarks, face.landmarks) for (found,) in answers)
