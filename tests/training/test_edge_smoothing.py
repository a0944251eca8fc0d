"""Only the lines of a painting are blurred, with the published kernel."""

import numpy as np

from animegan.training.edge_smoothing import smooth_edges
from animegan.types import PhotoU8


def two_halves(height: int = 32, width: int = 64) -> PhotoU8:
    """Black on the left, a bright red on the right: one straight edge down the middle."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[:, width // 2 :] = (255, 160, 160)
    return picture


def test_a_flat_picture_stays_as_it_is() -> None:
    flat = np.full((16, 20, 3), (200, 30, 90), np.uint8)
    np.testing.assert_array_equal(smooth_edges(flat), flat)


def test_a_step_becomes_the_running_sum_of_the_binomial_kernel() -> None:
    row = smooth_edges(two_halves())[16, :, 0].astype(int)
    # 1 4 6 4 1 over 16, summed up: what the blur makes of a step; black before it, bright behind
    expected = np.array([0, 1 / 16, 5 / 16, 11 / 16, 15 / 16, 1]) * 255
    np.testing.assert_allclose(row[29:35], expected, atol=1)


def test_everything_away_from_the_line_is_untouched() -> None:
    noise = np.random.default_rng(0).integers(0, 12, (32, 64, 3), dtype=np.uint8)  # too faint to be a line
    picture = two_halves() - noise * (two_halves() > 0)
    found = smooth_edges(picture)
    np.testing.assert_array_equal(found[:, :28], picture[:, :28])
    np.testing.assert_array_equal(found[:, 36:], picture[:, 36:])
    assert (found != picture).any()


def test_faint_steps_are_no_lines() -> None:
    picture = np.full((32, 64, 3), 100, np.uint8)
    picture[:, 32:] = 110
    np.testing.assert_array_equal(smooth_edges(picture), picture)


def test_the_painting_given_is_not_changed() -> None:
    picture = two_halves()
    found = smooth_edges(picture)
    np.testing.assert_array_equal(picture, two_halves())
    assert found.dtype == np.uint8
    assert found.shape == picture.shape
    assert found.flags.c_contiguous
