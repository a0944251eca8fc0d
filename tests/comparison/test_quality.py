"""Faces and style of a picture, with a detector whose finds are known."""

import numpy as np
import pytest

from animegan.catalog.load import load_perceptual
from animegan.comparison import quality
from animegan.comparison.quality import PaintingSet, measure_quality
from animegan.evaluation.fidelity import PSNR_CEILING_DB
from animegan.media.samples import load_sample
from tests.face.scenes import face_at

UNMOVED = np.array([[1.0, 0, 0], [0, 1.0, 0]])
MOVED = np.array([[1.0, 0, 4.0], [0, 1.0, 0]])


@pytest.fixture(scope="module")
def eye():
    return load_perceptual()


@pytest.fixture(scope="module")
def picture():
    return np.ascontiguousarray(load_sample("cat")[:128, :128])


def test_a_set_of_one_painting_is_at_no_distance_from_it(eye, picture, monkeypatch):
    monkeypatch.setattr(quality, "detect_faces", lambda _: pytest.fail("there was no face in the photo"))
    figures = measure_quality(picture, (), PaintingSet([picture], eye), painting=picture)
    assert figures.style_distance == pytest.approx(0, abs=1e-8)
    assert (figures.psnr_db, figures.perceptual) == (PSNR_CEILING_DB, pytest.approx(0, abs=1e-5))
    assert (figures.faces, figures.kept, figures.landmark_shift) == (0, 0, None)


def test_style_knows_textures_and_no_places(eye, picture):
    paintings = PaintingSet([picture], eye)
    turned = np.ascontiguousarray(picture[:, ::-1])
    noise = np.random.default_rng(0).integers(0, 256, picture.shape, np.uint8)
    near, far = (measure_quality(p, (), paintings).style_distance for p in (turned, noise))
    assert 0 < near < far / 3


def test_faces_are_looked_for_again(eye, picture, monkeypatch):
    face, other = face_at(UNMOVED), face_at(UNMOVED / 4)
    monkeypatch.setattr(quality, "detect_faces", lambda _: (face_at(MOVED),))
    figures = measure_quality(picture, (face, other), PaintingSet([picture], eye))
    eyes = np.linalg.norm(face.landmarks[1] - face.landmarks[0])
    assert (figures.faces, figures.kept) == (2, 1)
    assert figures.landmark_shift == pytest.approx(4 / eyes, rel=1e-4)
    assert figures.psnr_db is None and figures.perceptual is None
