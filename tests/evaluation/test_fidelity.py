"""Figures against values worked out by hand."""

import numpy as np
import pytest
import torch

from animegan.evaluation.fidelity import (
    PSNR_CEILING_DB,
    Fidelity,
    fidelity,
    look,
    mean_fidelity,
    psnr_db,
    ssim,
)
from animegan.models.perceptual import PerceptualNet
from animegan.types import PhotoU8


@pytest.fixture
def photo() -> PhotoU8:
    return np.random.default_rng(0).integers(20, 200, (40, 56, 3)).astype(np.uint8)


def test_psnr_of_a_known_error(photo: PhotoU8) -> None:
    """Ten levels everywhere: 20 log10(255 / 10) dB."""
    assert psnr_db(photo + np.uint8(10), photo) == pytest.approx(20 * np.log10(25.5))
    one_wrong = photo.copy()
    one_wrong[3, 4, 1] += 50
    assert psnr_db(one_wrong, photo) == pytest.approx(10 * np.log10(255**2 * photo.size / 50**2))


def test_ssim_of_flat_pictures() -> None:
    """Without structure only brightness is left: (2ab + c) / (a² + b² + c), c = (0.01 * 255)²."""
    a, b, c = 100.0, 150.0, 2.55**2
    dark, bright = (np.full((16, 16, 3), level, np.uint8) for level in (a, b))
    assert ssim(dark, bright) == pytest.approx((2 * a * b + c) / (a * a + b * b + c))


def test_equal_pictures_are_at_their_targets(photo: PhotoU8) -> None:
    torch.manual_seed(0)
    network = PerceptualNet().eval()
    found = fidelity(look(network, photo), look(network, photo.copy()))
    assert found == Fidelity(psnr_db=PSNR_CEILING_DB, ssim=1.0, perceptual=0.0)


def test_the_worse_picture_is_farther_in_every_figure(photo: PhotoU8) -> None:
    torch.manual_seed(0)
    network = PerceptualNet().eval()
    target = look(network, photo)
    noise = np.random.default_rng(1).normal(0, 1, photo.shape)
    near, far = (
        fidelity(look(network, np.clip(photo + s * noise, 0, 255).astype(np.uint8)), target) for s in (3, 30)
    )
    assert near.psnr_db > far.psnr_db
    assert 1 > near.ssim > far.ssim
    assert 0 < near.perceptual < far.perceptual


def test_means_are_over_photos() -> None:
    rows = [Fidelity(psnr_db=20, ssim=0.8, perceptual=0.1), Fidelity(psnr_db=30, ssim=0.6, perceptual=0.3)]
    mean = mean_fidelity(rows)
    assert (mean.psnr_db, mean.ssim, mean.perceptual) == pytest.approx((25, 0.7, 0.2))
