"""Small faces keep the photo's tones; large ones and everything else are the painter's."""

import numpy as np
import pytest

from animegan.training.small_faces import SMALL_FACE, face_size, keep_tones, small_face_map

from .conftest import FACE

SMALL = FACE / 3 + np.float32(20)  # eyes 12 px apart, the middle at (39.3, 40)


def test_size_is_the_distance_of_the_eyes_seen_from_the_front() -> None:
    assert face_size(FACE) == pytest.approx(36.0)
    profile = FACE * np.array([0.2, 1.0], dtype=np.float32)
    assert face_size(profile) == pytest.approx(0.9 * 24.0)


def test_the_map_is_full_in_a_tiny_face_and_empty_far_from_it() -> None:
    found = small_face_map([SMALL], (96, 112), (0, 0))
    assert found[40, 39] == 1.0
    assert found[40, 39 + 27] == 0.0
    assert 0.0 < found[40, 39 + 22] < 1.0


def test_a_window_sees_its_part_of_the_map() -> None:
    whole = small_face_map([SMALL], (96, 112), (0, 0))
    np.testing.assert_allclose(small_face_map([SMALL], (40, 50), (30, 20)), whole[30:70, 20:70], atol=1e-6)


def test_large_faces_are_left_to_the_painter() -> None:
    assert face_size(FACE) > SMALL_FACE
    assert not small_face_map([FACE], (96, 112), (0, 0)).any()


def test_kept_tones_are_the_photos_and_the_colour_stays_between() -> None:
    photo = np.full((4, 4, 3), (200, 100, 50), dtype=np.uint8)
    painting = np.full((4, 4, 3), 230, dtype=np.float32)
    where = np.zeros((4, 4), dtype=np.float32)
    where[1, 1] = 1.0
    kept = keep_tones(painting, photo, where)
    luma = np.array([0.299, 0.587, 0.114]) @ (200, 100, 50)
    assert kept[1, 1] @ (0.299, 0.587, 0.114) == pytest.approx(luma, abs=1e-3)
    assert kept[1, 1] - luma == pytest.approx(0.4 * (np.array([200, 100, 50]) - luma), abs=1e-3)
    np.testing.assert_array_equal(kept[where == 0], painting[where == 0])
