"""The Local Refiner starts as no change, takes any size, and stays small."""

import pytest
import torch

from animegan.models.local_refiner import LocalRefiner


@pytest.fixture(scope="module")
def lively():
    torch.manual_seed(7)
    network = LocalRefiner()
    torch.nn.init.normal_(network.change.weight, std=0.05)
    return network.eval().requires_grad_(False)


@pytest.mark.parametrize("size", [(64, 64), (61, 83), (1, 1)])
def test_untrained_it_returns_the_painted_crop(size):
    painted, photo = torch.rand(2, 1, 3, *size) * 2 - 1
    assert torch.equal(LocalRefiner()(painted, photo), painted)


@pytest.mark.parametrize("size", [(61, 83), (64, 96)])
def test_any_size_comes_back_and_both_pictures_count(lively, size):
    painted, photo = torch.rand(2, 2, 3, *size) * 2 - 1
    refined = lively(painted, photo)
    assert refined.shape == painted.shape
    assert not torch.allclose(refined, lively(painted, -photo))
    assert not torch.allclose(refined - painted, lively(-painted, photo) + painted)


def test_the_change_stays_near_what_caused_it(lively):
    painted = torch.zeros(1, 3, 256, 256)
    spot = painted.clone()
    spot[..., 128, 128] = 1
    rows = (lively(spot, painted) - lively(painted, painted) - spot).abs().sum(dim=(0, 1, 3)).nonzero()
    assert 128 - 60 < rows.min() < 128 < rows.max() < 128 + 60


def test_it_fits_into_a_megabyte():
    assert 2 * sum(p.numel() for p in LocalRefiner().parameters()) < 2**20
