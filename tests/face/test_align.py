"""Every face comes upright to the same place, and back to where it was."""

import cv2
import numpy as np
import pytest

from animegan.errors import InputError
from animegan.face.align import EYES_IN_CROP, USUAL_FACE, align, warp
from animegan.media.samples import load_sample
from tests.face.scenes import POINTS, face_at


@pytest.mark.parametrize("degrees", [0, 45, 90, 135, 180, -60])
def test_any_roll_comes_upright(degrees):
    turn = cv2.getRotationMatrix2D((226.0, 115.0), -degrees, 0.7)  # OpenCV turns the other way
    straight, turned = align(POINTS), align(face_at(turn).landmarks)
    assert np.abs(turned.to_crop(face_at(turn).landmarks) - straight.to_crop(POINTS)).max() < 0.01
    apart = turned.roll_degrees - straight.roll_degrees - degrees
    assert abs((apart + 180) % 360 - 180) < 0.01
    assert turned.scale == pytest.approx(straight.scale / 0.7)


def test_the_usual_face_is_placed_exactly():
    alignment = align(np.float32(USUAL_FACE * 30 + (400, 200)), side=256)
    left, right = alignment.to_crop(np.float32([(385, 200), (415, 200)]))
    assert np.allclose(right - left, (256 / EYES_IN_CROP, 0), atol=0.01)
    assert (left + right)[0] / 2 == pytest.approx(127.5, abs=0.01)  # the middle of 256 pixels


def test_a_crop_of_a_turned_photo_shows_the_same():
    photo = load_sample("astronaut")
    turn = cv2.getRotationMatrix2D((255.5, 255.5), 90, 1.0)
    upright = align(POINTS).crop(photo)
    turned = align(face_at(turn).landmarks).crop(np.ascontiguousarray(np.rot90(photo)))
    assert np.abs(upright.astype(int) - turned).mean() < 1


def test_there_and_back_is_the_same_place():
    alignment = align(POINTS)
    points = np.float32([(0, 0), (511, 17), (226, 115)])
    assert np.abs(alignment.to_photo(alignment.to_crop(points)) - points).max() < 0.01
    crop = alignment.crop(load_sample("astronaut"))
    back = warp(crop, alignment.inverse, (512, 512))
    face = np.s_[90:150, 195:255]
    assert np.abs(back[face].astype(int) - load_sample("astronaut")[face]).mean() < 3


def test_a_crop_follows_its_photo_to_another_size():
    photo = load_sample("astronaut")
    small = cv2.resize(photo, (256, 256), interpolation=cv2.INTER_AREA)
    alignment = align(POINTS, side=128)
    there = alignment.resized((512, 512), (256, 256))
    assert np.abs(there.crop(small).astype(int) - alignment.crop(photo)).mean() < 4
    assert np.allclose(there.to_photo(alignment.to_crop(POINTS)), (POINTS + 0.5) / 2 - 0.5, atol=0.01)


def test_what_is_made_smaller_is_averaged():
    stripes = np.zeros((512, 512, 3), np.uint8)
    stripes[:, ::2] = 200
    small = warp(stripes, np.array([[0.125, 0, 0], [0, 0.125, 0]]), (64, 64))
    assert np.abs(small[8:-8, 8:-8].astype(int) - 100).max() < 5


@pytest.mark.parametrize("points", [np.zeros((5, 2)), np.full((5, 2), np.nan)])
def test_points_that_make_no_face_are_refused(points):
    with pytest.raises(InputError, match="one place"):
        align(points.astype(np.float32))
