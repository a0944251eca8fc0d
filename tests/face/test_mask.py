"""The mask covers a face from brow to chin, and nothing at the crop's border."""

import numpy as np
import pytest

from animegan.face.align import align
from animegan.face.mask import face_mask
from tests.face.scenes import POINTS


@pytest.fixture(scope="module")
def mask():
    return face_mask(align(POINTS).to_crop(POINTS), 512)


def at(mask, x, y):
    column, row = np.rint(align(POINTS).to_crop(np.float32([(x, y)]))[0]).astype(int)
    return mask[row, column]


def test_features_are_taken_whole(mask):
    assert mask.dtype == np.float32 and mask.shape == (512, 512)
    for x, y in [
        *POINTS,
        (207, 90),
        (246, 92),
        (226, 152),
    ]:  # read off the portrait: both brows, below the lip
        assert at(mask, x, y) > 0.99
    assert at(mask, 226, 165) > 0.3  # the chin


def test_hair_and_background_are_not(mask):
    for x, y in [(226, 40), (150, 110), (300, 110), (226, 200)]:
        assert at(mask, x, y) == 0


def test_the_edge_is_soft(mask):
    assert np.abs(np.diff(mask, axis=0)).max() < 0.06
    assert np.abs(np.diff(mask, axis=1)).max() < 0.06


@pytest.mark.parametrize("grow", [1.0, 3.0])
@pytest.mark.parametrize("moved", [(0, 0), (200, 0), (-150, 180)])
def test_nothing_is_taken_along_the_border(grow, moved):
    points = (align(POINTS).to_crop(POINTS) - 256) * np.float32(grow) + 256 + np.float32(moved)
    mask = face_mask(points, 512)
    assert mask.any()
    for edge in (mask[:8], mask[-8:], mask[:, :8], mask[:, -8:]):
        assert not edge.any()


def test_a_turned_head_bends_the_mask():
    points = align(POINTS).to_crop(POINTS)
    points[2] += (150, 0)  # the nose points to the right
    turned = face_mask(points, 512)
    assert turned[:, 256:].sum() > 1.05 * turned[:, :256].sum()
