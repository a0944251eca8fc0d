"""A run's discriminator is written beside its generator and judges as it did at the end."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from animegan.errors import TrainingError
from animegan.models.anime_unet import AnimeUNet
from animegan.models.discriminator import PatchDiscriminator
from animegan.training.checkpoint import load_checkpoint
from animegan.training.config import TrainConfig
from animegan.training.generator_recipe import GeneratorRun, ship_discriminator
from animegan.training.paintings import Plate
from animegan.training.trainer import CHECKPOINT, Trainer

CONFIG = TrainConfig(steps=4, batch=2, crop=64, warm_up=1, adversarial_from=0.5, seed=3)


@pytest.fixture
def run(plates: list[Plate], perceptual: nn.Module, tmp_path: Path) -> GeneratorRun:
    """A short run to its end."""
    trainer = Trainer(AnimeUNet(), perceptual, plates, CONFIG, tmp_path, torch.device("cpu"))
    assert len(list(trainer.run())) == CONFIG.steps
    trainer.checkpoint()
    return GeneratorRun(name="tiny", architecture="anime_unet", config=CONFIG, out=tmp_path)


def test_the_written_judge_says_what_the_trained_one_says(run: GeneratorRun) -> None:
    ship_discriminator(run)
    trained, written = PatchDiscriminator(), PatchDiscriminator()
    trained.load_state_dict(load_checkpoint(run.out / CHECKPOINT)["players"]["discriminator"])
    written.load_state_dict(load_file(run.out / "tiny.discriminator.safetensors"))
    picture, code = torch.rand(1, 3, 96, 96) * 2 - 1, torch.eye(4)[1:2]
    with torch.no_grad():
        logits = trained.eval()(picture, code)
        torch.testing.assert_close(written.eval()(picture, code), logits, atol=1e-2, rtol=0)
    assert logits.std() > 2e-2  # else every judge would agree with every other


def test_a_judge_that_never_joined_is_not_written(run: GeneratorRun) -> None:
    never = replace(run, config=replace(CONFIG, adversarial_from=1.0))
    ship_discriminator(never)
    assert not never.discriminator.exists()


def test_without_a_checkpoint_there_is_nothing_to_write(run: GeneratorRun) -> None:
    (run.out / CHECKPOINT).unlink()
    with pytest.raises(TrainingError, match="no checkpoint"):
        ship_discriminator(run)
