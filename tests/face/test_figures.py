"""The figures of a face, on pictures whose faults are made on purpose."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from animegan.face.detect import Face
from animegan.face.face2paint import face2paint
from animegan.face.figures import measure_faces
from animegan.face.settings import FaceSettings
from tests.face.scenes import group, marking_stylizer


@pytest.fixture(scope="module")
def scene():
    photo, faces = group((300, 300), [(150, 150, 1.0)])
    painting = face2paint(
        photo, marking_stylizer(), settings=FaceSettings(size=300), find_faces=lambda _: faces
    )
    return photo, faces, painting


def measure(scene, picture, find=None):
    photo, faces, painting = scene
    (figures,) = measure_faces(painting, photo, picture, find_faces=find or (lambda _: faces))
    return figures


def test_the_photo_itself_has_no_fault(scene):
    figures = measure(scene, scene[0])
    assert figures.found and figures.landmark_shift == 0
    assert figures.seam == pytest.approx(1)


def test_the_whole_photos_picture_has_the_necks_colour(scene):
    assert measure(scene, scene[2].background.picture).neck_shift == 0
    darker = np.where(
        scene[2].mask[..., None] > 0.5, scene[2].background.picture // 2, scene[2].background.picture
    )
    assert measure(scene, darker).neck_shift > 5


def test_a_hard_edge_is_a_seam(scene):
    photo, _, painting = scene
    pasted = photo.copy()
    pasted[painting.mask > 0.5] //= 2
    soft = photo * (1 - 0.5 * cv2.GaussianBlur(painting.mask, (0, 0), 8)[..., None])
    assert measure(scene, pasted).seam > 2
    assert measure(scene, soft.astype(np.uint8)).seam < measure(scene, pasted).seam / 2


def test_blurred_eyes_are_less_sharp(scene):
    blurred = cv2.GaussianBlur(scene[0], (0, 0), 3)
    assert measure(scene, blurred).eye_sharpness < 0.7 * measure(scene, scene[0]).eye_sharpness


def test_a_face_that_is_lost_or_moved(scene):
    photo, (face,), _ = scene
    assert measure(scene, photo, lambda _: ()) == replace(
        measure(scene, photo), found=False, landmark_shift=None
    )
    eyes = np.linalg.norm(face.landmarks[1] - face.landmarks[0])
    moved = Face(box=face.box, landmarks=face.landmarks + np.float32((eyes / 4, 0)), probability=1.0)
    assert measure(scene, photo, lambda _: (moved,)).landmark_shift == pytest.approx(0.25)
