"""Exchanged colours: nothing is lost, nothing can be guessed, and only the warm-up sees them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from animegan.models.anime_unet import AnimeUNet
from animegan.training.config import TrainConfig
from animegan.training.paintings import Plate
from animegan.training.recolour import exchange_colours
from animegan.training.trainer import Trainer


def test_channels_change_places_and_signs_and_nothing_else() -> None:
    photo = torch.rand(1, 3, 4, 4) * 2 - 1
    rng, seen = np.random.default_rng(1), set()
    for _ in range(400):
        channels = exchange_colours(photo, rng)[0]
        found = [
            next(s * (1 + c) for c in range(3) for s in (1, -1) if torch.equal(channel, s * photo[0, c]))
            for channel in channels
        ]
        seen.add(tuple(found))
    assert len(seen) == 6 * 8  # every order with every choice of signs
    assert all(sorted(map(abs, found)) == [1, 2, 3] for found in seen)


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
