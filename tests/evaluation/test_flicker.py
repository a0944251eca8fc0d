"""Painters whose flicker is known in closed form."""

import numpy as np
import pytest

from animegan.evaluation.flicker import changes, disturb, flicker
from animegan.types import PhotoU8


@pytest.fixture
def photo() -> PhotoU8:
    smooth = np.kron(np.random.default_rng(0).integers(30, 110, (6, 7, 3)), np.ones((8, 8, 1)))
    return (smooth + np.indices(smooth.shape).sum(0) % 5).astype(np.uint8)


def _flicker(paint, *photos: PhotoU8):
    return flicker([changes(paint, disturb(photo, np.random.default_rng(7))) for photo in photos])


def test_the_disturbances_are_what_they_are_called(photo: PhotoU8) -> None:
    disturbed = disturb(photo, np.random.default_rng(7))
    np.testing.assert_array_equal(disturbed.still, photo[1:-1, 1:-1])
    windows = (photo[:-2, 1:-1], photo[2:, 1:-1], photo[1:-1, :-2], photo[1:-1, 2:])
    for moved, window in zip(disturbed.moved, windows, strict=True):
        np.testing.assert_array_equal(moved, window)
    noise = disturbed.noisy.astype(float) - disturbed.still
    assert noise.std() == pytest.approx(2.55, rel=0.05)
    assert abs(noise.mean()) < 0.1


def test_the_photo_itself_flickers_exactly_as_much_as_the_photo(photo: PhotoU8) -> None:
    found = _flicker(lambda picture: picture, photo)
    assert (found.all, found.moved, found.noisy, found.contrast) == (1.0, 1.0, 1.0, 1.0)


def test_twice_the_contrast_is_twice_the_flicker(photo: PhotoU8) -> None:
    found = _flicker(lambda picture: picture * np.uint8(2), photo)
    assert (found.all, found.moved, found.noisy, found.contrast) == (2.0, 2.0, 2.0, 2.0)


def test_a_blank_sheet_does_not_flicker(photo: PhotoU8) -> None:
    found = _flicker(np.zeros_like, photo)
    assert (found.all, found.moved, found.noisy, found.contrast) == (0.0, 0.0, 0.0, 0.0)


def test_a_jumping_picture_is_unrest_beyond_its_contrast() -> None:
    """A flat picture that is black or not, as the photo's first pixel is odd or even: half of the moves change it."""
    striped = np.zeros((9, 9, 3), np.uint8)
    striped[:, ::2] = 1
    found = _flicker(lambda picture: np.full_like(picture, 200 * (picture[0, 0, 0] % 2)), striped)
    assert found.contrast == 0.0
    assert found.moved == 200.0


def test_photos_count_by_their_changes_and_five_disturbances_alike(photo: PhotoU8) -> None:
    rows = [
        changes(lambda picture: picture // 2, disturb(p, np.random.default_rng(7)))
        for p in (photo, photo // 3)
    ]
    moved_in, noisy_in = (sum(getattr(row, name) for row in rows) for name in ("moved_in", "noisy_in"))
    moved_out, noisy_out = (sum(getattr(row, name) for row in rows) for name in ("moved_out", "noisy_out"))
    found = flicker(rows)
    assert found.all == pytest.approx((4 * moved_out + noisy_out) / (4 * moved_in + noisy_in))
    assert found.noisy == pytest.approx(noisy_out / noisy_in)


def test_a_blank_photo_does_no_harm(photo: PhotoU8) -> None:
    blank = np.full_like(photo, 128)
    found = _flicker(lambda picture: picture, blank)
    assert found.moved == found.contrast == 1.0
