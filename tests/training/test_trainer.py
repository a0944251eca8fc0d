"""A run learns, resumes exactly, ships what it validated, and says when it diverged."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from animegan.errors import TrainingError
from animegan.losses.pixel import l1_loss
from animegan.models.anime_unet import AnimeUNet
from animegan.training.checkpoint import load_checkpoint
from animegan.training.config import TrainConfig
from animegan.training.paintings import Plate
from animegan.training.players import learning_rate
from animegan.training.published import published_settings
from animegan.training.trainer import CHECKPOINT, Trainer

CONFIG = TrainConfig(steps=6, batch=4, crop=64, warm_up=2, adversarial_from=0.5, seed=3, ema=0.5)


def new_trainer(
    plates: list[Plate], perceptual: nn.Module, out: Path, config: TrainConfig = CONFIG
) -> Trainer:
    torch.manual_seed(config.seed)
    return Trainer(AnimeUNet(), perceptual, plates, config, out, torch.device("cpu"))


def test_the_loss_falls(plates: list[Plate], perceptual: nn.Module, tmp_path: Path) -> None:
    """On the easiest of styles: all four paint the photo at half its brightness."""
    for plate in plates:
        photo = np.array(plate.pictures()[0])
        np.save(plate.path, np.stack([photo, *[photo // 2] * 4]))
    config = TrainConfig(steps=30, batch=4, crop=64, warm_up=3, adversarial_from=1.0)
    trainer = new_trainer(plates, perceptual, tmp_path, config)
    batch = trainer._sampler.batch(1000)

    def loss() -> float:
        with torch.no_grad():
            picture = trainer._players.generator.train()(batch.photo, batch.style).picture
        return float(l1_loss(picture, batch.content))

    before = loss()
    assert len(list(trainer.run())) == 30
    assert loss() < 0.5 * before


def test_discriminator_joins_when_it_should(
    plates: list[Plate], perceptual: nn.Module, tmp_path: Path
) -> None:
    steps = list(new_trainer(plates, perceptual, tmp_path).run())
    assert ["adversarial" in p.values for p in steps] == [False, False, False, True, True, True]
    assert [p.done for p in steps] == [1, 2, 3, 4, 5, 6]


PUBLISHED = {**published_settings("hayao"), "content_steps": 2, "steps": 6, "batch": 2, "crop": 64, "seed": 3}


@pytest.mark.parametrize(
    "config",
    [CONFIG, replace(CONFIG, pairing="unpaired", late_crop=80), TrainConfig(**PUBLISHED)],
    ids=["paired", "unpaired, growing crops", "published"],
)
def test_a_resumed_run_ends_like_an_uninterrupted_one(
    config: TrainConfig, plates: list[Plate], perceptual: nn.Module, tmp_path: Path
) -> None:
    straight = new_trainer(plates, perceptual, tmp_path, config)
    list(straight.run())

    first = new_trainer(plates, perceptual, tmp_path, config)
    list(first.run(last_step=4))
    first.checkpoint()
    second = new_trainer(plates, perceptual, tmp_path, config)
    second.resume()
    assert second.step == 4
    list(second.run())
    for (name, wanted), got in zip(
        straight.averaged().state_dict().items(), second.averaged().state_dict().values(), strict=True
    ):
        assert torch.equal(wanted, got), name


def test_it_learns_the_photo_before_the_paintings(
    plates: list[Plate], perceptual: nn.Module, tmp_path: Path
) -> None:
    trainer = new_trainer(plates, perceptual, tmp_path, replace(CONFIG, content_steps=4))
    steps = list(trainer.run())
    assert ["style" in p.values for p in steps] == [False] * 4 + [True] * 2
    assert ["discriminator" in p.values for p in steps] == [False] * 4 + [True] * 2


def test_the_average_is_not_the_last_step(plates: list[Plate], perceptual: nn.Module, tmp_path: Path) -> None:
    trainer = new_trainer(plates, perceptual, tmp_path)
    generator = trainer._players.generator
    list(trainer.run())
    average = trainer.averaged()
    assert not torch.equal(average.change.weight, generator.change.weight)
    assert not average.training


def test_other_settings_do_not_resume(plates: list[Plate], perceptual: nn.Module, tmp_path: Path) -> None:
    new_trainer(plates, perceptual, tmp_path).checkpoint()
    other = new_trainer(plates, perceptual, tmp_path, TrainConfig(steps=7, batch=4, crop=64))
    with pytest.raises(TrainingError, match="other settings"):
        other.resume()


def test_a_broken_checkpoint_is_refused(plates: list[Plate], perceptual: nn.Module, tmp_path: Path) -> None:
    trainer = new_trainer(plates, perceptual, tmp_path)
    with pytest.raises(TrainingError, match="no checkpoint"):
        trainer.resume()
    trainer.checkpoint()
    whole = (tmp_path / CHECKPOINT).read_bytes()
    (tmp_path / CHECKPOINT).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TrainingError, match="not a whole file"):
        load_checkpoint(tmp_path / CHECKPOINT)


def test_divergence_is_said(plates: list[Plate], perceptual: nn.Module, tmp_path: Path) -> None:
    trainer = new_trainer(plates, perceptual, tmp_path)
    with torch.no_grad():
        trainer._players.generator.change.bias.fill_(float("nan"))
    with pytest.raises(TrainingError, match="diverged at step 0"):
        next(trainer.run())


def test_the_last_good_checkpoint_stays(plates: list[Plate], perceptual: nn.Module, tmp_path: Path) -> None:
    trainer = new_trainer(plates, perceptual, tmp_path)
    trainer.checkpoint()
    good = (tmp_path / CHECKPOINT).read_bytes()
    with torch.no_grad():
        trainer._players.generator.change.bias.fill_(float("inf"))
    with pytest.raises(TrainingError, match="diverged") as caught:
        trainer.checkpoint()
    assert str(tmp_path / CHECKPOINT) in caught.value.hint
    assert (tmp_path / CHECKPOINT).read_bytes() == good


def test_learning_rate_rises_then_falls() -> None:
    config = TrainConfig(steps=100, warm_up=10, learning_rate=1.0)
    rates = [learning_rate(step, config) for step in range(101)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == rates[10] == pytest.approx(1.0)
    assert rates[100] == pytest.approx(0.01)
    assert all(a >= b for a, b in pairwise(rates[10:]))
