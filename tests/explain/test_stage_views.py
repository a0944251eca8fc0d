"""Orders, colour scales and PCA colours of a stage's channels."""

import numpy as np
import pytest

from animegan.explain import colour_ranges, order_channels, pca_colours


@pytest.fixture
def features() -> np.ndarray:
    """A loud but flat channel, a quiet lively one, a silent one."""
    lively = np.tile(np.float32([-1, 1]), (4, 3))
    return np.stack([np.full((4, 6), 5.0), lively, np.zeros((4, 6))]).astype(np.float32)


def test_orders(features: np.ndarray) -> None:
    assert order_channels(features, "energy").tolist() == [0, 1, 2]
    assert order_channels(features, "variance").tolist() == [1, 0, 2]  # equals by index
    assert order_channels(features[::-1], "index").tolist() == [0, 1, 2]


def test_colour_ranges(features: np.ndarray) -> None:
    assert colour_ranges(features).tolist() == [[5, 5], [-1, 1], [0, 0]]
    assert colour_ranges(features, "stage").tolist() == [[-1, 5]] * 3
    assert colour_ranges(features, (-2.0, 2.0)).tolist() == [[-2, 2]] * 3


def test_pca_finds_the_directions_a_stage_was_made_of() -> None:
    rng = np.random.default_rng(1)
    sources = rng.normal(size=(3, 20, 30)) * np.float32([[[9.0]], [[3.0]], [[1.0]]])
    sources -= sources.mean(axis=(1, 2), keepdims=True)
    mixing = np.linalg.qr(rng.normal(size=(7, 7)))[0][:, :3]  # 7 channels, orthogonal directions
    found = pca_colours(np.einsum("cs,shw->chw", mixing, sources).astype(np.float32) + 100)
    assert found.picture.shape == (20, 30, 3)
    assert found.explained.sum() == pytest.approx(1, abs=1e-3)
    assert found.explained[0] == pytest.approx(81 / 91, abs=0.03)
    assert abs(found.directions[0] @ mixing[:, 0]) > 0.99
    for direction in found.directions:
        assert direction[np.abs(direction).argmax()] > 0
    agreement = np.corrcoef(found.picture[..., 0].ravel(), sources[0].ravel())[0, 1]
    assert abs(agreement) > 0.97


def test_pca_is_the_same_for_the_same_features_and_grey_for_constant_ones(features: np.ndarray) -> None:
    first, second = pca_colours(features), pca_colours(features.copy())
    assert np.array_equal(first.picture, second.picture)
    assert first.explained.tolist() == pytest.approx([1, 0, 0])  # one channel moves: one colour
    assert np.ptp(first.picture[..., 0]) > 0.3
    assert np.all(first.picture[..., 1:] == 0.5)
    constant = pca_colours(np.full((5, 3, 4), 7.0, np.float32))
    assert np.all(constant.picture == 0.5)
    assert not constant.explained.any()
    assert pca_colours(np.ones((2, 3, 4), np.float32)).picture.shape == (
        3,
        4,
        3,
    )  # fewer channels than colours
