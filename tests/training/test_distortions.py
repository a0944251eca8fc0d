import numpy as np
import pytest

from animegan.training.distortions import DISTORTIONS, UNSEEN

EVERY = DISTORTIONS | UNSEEN


@pytest.fixture(scope="module")
def photo() -> np.ndarray:
    from skimage.data import astronaut

    return np.ascontiguousarray(astronaut()[:97, 180:291])


@pytest.mark.parametrize("name", EVERY)
def test_more_strength_spoils_more(name: str, photo: np.ndarray) -> None:
    def change(strength: float) -> float:
        spoilt = EVERY[name](photo, strength, np.random.default_rng(3))
        assert spoilt.shape == photo.shape
        assert spoilt.dtype == np.uint8
        return float(np.abs(spoilt.astype(float) - photo).mean())

    assert 0 < change(0.0) < change(0.5) < change(1.0)


@pytest.mark.parametrize("name", EVERY)
def test_the_same_seed_spoils_the_same_way_and_leaves_the_photo_alone(name: str, photo: np.ndarray) -> None:
    before = photo.copy()
    once, again = (EVERY[name](photo, 0.6, np.random.default_rng(5)) for _ in range(2))
    assert np.array_equal(once, again)
    assert np.array_equal(photo, before)


def test_what_is_only_measured_is_not_trained_on() -> None:
    assert not DISTORTIONS.keys() & UNSEEN.keys()
