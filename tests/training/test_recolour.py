"""Exchanged colours: stronger, in any order, and only the warm-up sees them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from animegan.models.anime_unet import AnimeUNet
from animegan.training.config import TrainConfig
from animegan.training.paintings import Plate
from animegan.training.recolour import exchange_colours
from animegan.training.trainer import Trainer


def test_colours_are_stronger_and_stand_in_any_order() -> None:
    photo = torch.tensor([0.3, 0.1, 0.2])[None, :, None, None].expand(1, 3, 2, 2)
    rng, seen = np.random.default_rng(1), set()
    for _ in range(100):
        channels = exchange_colours(photo, rng)[0, :, 0, 0].tolist()
        assert sorted(channels) == pytest.approx([-0.05, 0.2, 0.45])  # 0.2 is the grey
        seen.add(tuple(channels))
    assert len(seen) == 6


def test_grey_stays_grey_and_the_range_is_kept() -> None:
    rng = np.random.default_rng(1)
    grey = torch.full((2, 3, 4, 4), -0.4)
    torch.testing.assert_close(exchange_colours(grey, rng), grey)
    red = torch.tensor([1.0, -1.0, -1.0])[None, :, None, None]
    assert exchange_colours(red, rng).flatten().sort().values.tolist() == [-1, -1, 1]


def test_the_warm_up_on_content_sees_them_and_the_pairs_do_not(
    plates: list[Plate], perceptual: nn.Module, tmp_path: Path
) -> None:
    config = TrainConfig(steps=3, batch=2, crop=64, content_steps=2, exchange_colours=True)
    trainer, plain = (
        Trainer(AnimeUNet(), perceptual, plates, c, tmp_path, torch.device("cpu"))
        for c in (config, replace(config, exchange_colours=False))
    )

    def photo(of: Trainer, step: int) -> Tensor:
        of.step = step
        return of._batch().photo

    assert not torch.equal(photo(trainer, 1), photo(plain, 1))
    assert torch.equal(
        photo(trainer, 1), photo(trainer, 1)
    )  # the step alone decides, so a run can be resumed
    assert torch.equal(photo(trainer, 2), photo(plain, 2))
