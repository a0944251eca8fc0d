"""Averages of weights worked out by hand, and statistics that fit them."""

import pytest
import torch
from torch import Tensor, nn

from animegan.training.averaging import average_of, refresh_statistics
from animegan.training.crops import Batch


class Styled(nn.Module):
    """One batch normalisation that ignores its style."""

    def __init__(self) -> None:
        super().__init__()
        self.norm = nn.BatchNorm2d(3)

    def forward(self, photo: Tensor, style: Tensor) -> Tensor:
        normal: Tensor = self.norm(photo)
        return normal


def batch(photo: Tensor) -> Batch:
    return Batch(photo, photo, photo, photo, torch.ones(len(photo), 1), torch.ones_like(photo[:, :1]))


def test_average_follows_slowly() -> None:
    network = nn.Linear(1, 1, bias=False)
    nn.init.constant_(network.weight, 1.0)
    average = average_of(network, decay=0.75)
    for weight in (1.0, 2.0, 4.0):
        nn.init.constant_(network.weight, weight)
        average.update_parameters(network)
    # 1; 0.75 * 1 + 0.25 * 2 = 1.25; 0.75 * 1.25 + 0.25 * 4 = 1.9375
    assert average.module.weight.item() == pytest.approx(1.9375)


def test_statistics_are_those_of_all_batches() -> None:
    network = Styled()
    network.norm.running_mean.fill_(99.0)
    photos = torch.randn(4, 3, 8, 8) * 3 + 5
    refreshed = refresh_statistics(network, [batch(photos[:2]), batch(photos[2:])])
    assert refreshed is network
    assert not network.training
    torch.testing.assert_close(network.norm.running_mean, photos.mean((0, 2, 3)))
    halves = torch.stack([photos[:2].var((0, 2, 3)), photos[2:].var((0, 2, 3))])
    torch.testing.assert_close(network.norm.running_var, halves.mean(0))
    assert network.norm.momentum == 0.1
