"""Matching and measuring on boxes and points set by hand."""

import numpy as np
import pytest

from animegan.evaluation.faces import FaceTally
from animegan.face.detect import Face, overlap
from animegan.face.match import landmark_shift, match_faces

POINTS = np.array([[10, 10], [30, 10], [20, 20], [12, 30], [28, 30]], np.float32)  # eyes 20 px apart


def _face(left: float, top: float = 0.0, *, side: float = 40.0, moved: tuple[float, float] = (0, 0)) -> Face:
    points = POINTS + np.float32((left, top)) + np.float32(moved)
    return Face(box=(left, top, left + side, top + side), landmarks=points, probability=1.0)


def test_overlap_by_hand() -> None:
    assert overlap(_face(0), _face(0)) == 1.0
    assert overlap(_face(0), _face(20)) == pytest.approx(20 / 60)
    assert overlap(_face(0), _face(40)) == 0.0
    assert overlap(_face(0), _face(100, 100)) == 0.0


def test_shift_is_in_distances_between_the_eyes() -> None:
    assert landmark_shift(_face(0), _face(0, moved=(3, 4))) == pytest.approx(5 / 20)
    one_point = _face(0)
    one_point.landmarks[2] += (0, 10)
    assert landmark_shift(_face(0), one_point) == pytest.approx(10 / 20 / 5)


def test_faces_are_matched_best_first_and_once() -> None:
    before = [_face(0), _face(12)]
    near, nearer = _face(4), _face(11)
    assert match_faces(before, [near, nearer]) == [(before[1], nearer), (before[0], near)]
    assert match_faces(before, [nearer]) == [(before[1], nearer)]
    assert match_faces(before, []) == []


def test_a_face_elsewhere_is_not_the_same() -> None:
    assert match_faces([_face(0)], [_face(15)]) == []  # 25 / 55
    assert match_faces([_face(0)], [_face(0, side=80)]) == []


def test_figures_over_photos() -> None:
    tally = FaceTally()
    tally.add([_face(0), _face(200)], [_face(200, moved=(2, 0)), _face(400)])
    tally.add([_face(0)], [_face(0, moved=(0, 4))])
    tally.add([_face(0)], [])
    figures = tally.figures()
    assert tally.faces == 4
    assert figures.found_share == 0.5
    assert figures.landmark_shift == pytest.approx((0.1 + 0.2) / 2)


def test_large_faces_are_counted_by_themselves() -> None:
    tally = FaceTally()
    tally.add([_face(0), _face(200, side=48), _face(400, side=90)], [_face(200, side=48)])
    figures = tally.figures()
    assert figures.found_share == pytest.approx(1 / 3)
    assert figures.large_found_share == 0.5


def test_without_faces_nothing_is_claimed() -> None:
    figures = FaceTally().figures()
    assert figures.found_share is None
    assert figures.large_found_share is None
    assert figures.landmark_shift is None
