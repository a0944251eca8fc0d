"""Faces by a network that draws nothing else."""

import numpy as np
import pytest

from animegan.comparison import redraw
from animegan.face.detect import Face
from animegan.types import PhotoU8


def face(x: float, y: float, eyes: float) -> Face:
    landmarks = np.float32([[x - eyes / 2, y], [x + eyes / 2, y], [x, y + 0.6 * eyes], [x - 0.4 * eyes, y + eyes],
                            [x + 0.4 * eyes, y + eyes]])  # fmt: skip
    box = (x - eyes, y - eyes, x + eyes, y + 1.5 * eyes)
    return Face(box=box, probability=0.99, landmarks=landmarks)


@pytest.fixture
def photo() -> PhotoU8:
    return np.random.default_rng(0).integers(0, 200, (120, 200, 3)).astype(np.uint8)


def test_the_square_of_each_face_is_redrawn_and_nothing_else(photo, monkeypatch):
    monkeypatch.setattr(redraw, "detect_faces", lambda _: [face(50, 50, 14), face(140, 60, 10)])
    sides = []

    def draw(crop: PhotoU8) -> PhotoU8:
        sides.append(crop.shape)
        return np.full_like(crop, 255)

    drawn = redraw.redraw_faces(photo, draw)
    assert sides == [(512, 512, 3)] * 2
    changed = (drawn != photo).any(axis=2)
    assert (drawn[changed] == 255).all() and drawn[50, 50].min() == drawn[60, 140].min() == 255
    assert changed.sum() == pytest.approx(
        (4.5 * 14) ** 2 + (4.5 * 10) ** 2, rel=0.1
    )  # 4.5 eye distances wide
    assert not changed[:, 100:110].any()


def test_a_photo_without_a_face_is_drawn_as_one(photo, monkeypatch):
    monkeypatch.setattr(redraw, "detect_faces", lambda _: [])
    assert np.array_equal(redraw.redraw_faces(photo, lambda crop: 255 - crop), 255 - photo)
