"""Blending a picture with itself changes nothing; outside the mask nothing ever changes."""

import cv2
import numpy as np
import pytest

from animegan.errors import InputError
from animegan.face.blend import BLENDS, blend


@pytest.fixture(scope="module")
def picture():
    grain = np.random.default_rng(7).integers(0, 256, (90, 121, 3), dtype=np.uint8)
    return cv2.normalize(cv2.GaussianBlur(grain, (0, 0), 2), None, 0, 255, cv2.NORM_MINMAX)


def oval(width, height, centre=(60, 45)):
    mask = np.zeros((90, 121), np.float32)
    cv2.ellipse(mask, centre, (width, height), 0, 0, 360, 1.0, -1)
    return cv2.GaussianBlur(mask, (0, 0), 1)


MASKS = {
    "middle": oval(25, 30),
    "odd": np.pad(oval(25, 30), ((1, 0), (0, 1)))[:90, 1:],
    "at the left": oval(25, 30, (0, 45)),
    "at two borders": oval(40, 40, (121, 90)),
    "everywhere": np.ones((90, 121), np.float32),
    "three pixels": np.pad(np.ones((3, 3), np.float32), ((40, 47), (50, 68))),
    "nothing": np.zeros((90, 121), np.float32),
}
for extra in range(4):  # bounding boxes of every parity: the library halves them as whole numbers
    MASKS[f"box {extra}"] = np.pad(
        np.ones((30 + extra // 2, 40 + extra % 2), np.float32), ((20, 40 - extra // 2), (30, 51 - extra % 2))
    )


@pytest.mark.parametrize("way", BLENDS)
@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
def test_a_picture_blended_with_itself_stays(picture, way, mask):
    assert np.abs(blend(picture, picture, mask, way=way).astype(int) - picture).max() <= 2


@pytest.mark.parametrize("way", BLENDS)
@pytest.mark.parametrize("mask", MASKS.values(), ids=MASKS)
def test_outside_the_mask_nothing_changes(picture, way, mask):
    blended = blend(picture, 255 - picture, mask, way=way)
    assert np.array_equal(blended[mask == 0], picture[mask == 0])


@pytest.mark.parametrize("way", BLENDS)
def test_strength_0_is_the_picture(picture, way):
    assert np.array_equal(blend(picture, 255 - picture, MASKS["middle"], way=way, strength=0.0), picture)


def test_a_patch_of_another_colour_takes_the_pictures(picture):
    calm = (picture // 4 + 60).astype(np.uint8)
    tinted = calm + np.uint8([60, 0, 20])
    mask = MASKS["middle"]
    assert np.abs(blend(calm, tinted, mask, way="poisson").astype(int) - calm).max() <= 3
    assert (blend(calm, tinted, mask, way="alpha").astype(int) - calm)[45, 60].tolist() == [60, 0, 20]


def test_a_patch_of_other_detail_keeps_it(picture):
    flat = np.full_like(picture, 120)
    detailed = (picture // 4 + 90).astype(np.uint8)
    inside = np.s_[30:60, 45:75]
    poisson = blend(flat, detailed, MASKS["middle"], way="poisson")[inside]
    assert np.corrcoef(poisson.ravel(), detailed[inside].ravel())[0, 1] > 0.9


def test_mixed_lets_the_pictures_contours_through(picture):
    flat, detailed = np.full_like(picture, 120), (picture // 4 + 90).astype(np.uint8)
    inside = np.s_[30:60, 45:75]
    mixed, poisson = (blend(detailed, flat, MASKS["middle"], way=way)[inside] for way in ("mixed", "poisson"))
    assert mixed.std() > 2 * poisson.std()


def test_paste_is_hard():
    picture, patch = np.zeros((90, 121, 3), np.uint8), np.full((90, 121, 3), 255, np.uint8)
    assert set(np.unique(blend(picture, patch, MASKS["middle"], way="paste"))) == {0, 255}


def test_another_way_is_refused(picture):
    with pytest.raises(InputError, match="'glue'"):
        blend(picture, picture, MASKS["middle"], way="glue")
