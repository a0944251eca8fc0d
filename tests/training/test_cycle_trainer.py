"""CycleGAN's training: what each step asks for, the picture pool, and a run that goes on exactly where it stopped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from animegan.errors import TrainingError
from animegan.models.generator import PHOTO, Generator, Read, Stage
from animegan.training import cycle_trainer
from animegan.training.config import TrainConfig
from animegan.training.cycle_trainer import CycleTrainer, GeneratorPair, PicturePool
from animegan.training.cyclegan_recipe import train_cyclegan
from animegan.training.paintings import Plate
from animegan.training.request import TrainRequest

CONFIG = TrainConfig(
    styles=("sakura",),
    steps=6,
    batch=2,
    crop=64,
    warm_up=1,
    adversarial_from=0.5,
    ema=0.5,
    mixed_style_share=0.0,
)


class Tinter(Generator):
    """The smallest generator that can learn anything: one 1x1 convolution."""

    stride, styles = 1, 1

    def __init__(self) -> None:
        super().__init__()
        self.only = nn.Conv2d(3, 3, 1)

    def plan(self) -> tuple[Stage, ...]:
        run = lambda x: torch.tanh(self.only(x))  # noqa: E731
        return (Stage(name="only", does="1x1", reads=(Read(PHOTO),), run=run, parts=(self.only,)),)


@pytest.fixture
def trainer(plates: list[Plate], perceptual: nn.Module, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cycle_trainer, "CycleGAN", Tinter)
    monkeypatch.setattr(cycle_trainer, "POOL", 2)
    inverted = [replace(plate, rows=(0, 1)) for plate in plates]  # one style: the inverted photo

    def build(config: TrainConfig = CONFIG) -> CycleTrainer:
        torch.manual_seed(config.seed)
        return CycleTrainer(GeneratorPair(), perceptual, inverted, config, tmp_path, torch.device("cpu"))

    return build


def weights(network: nn.Module) -> list[Tensor]:
    return [tensor.clone() for tensor in network.state_dict().values()]


def changed(before: list[Tensor], network: nn.Module) -> bool:
    return any(not torch.equal(a, b) for a, b in zip(before, weights(network), strict=True))


def test_the_cycle_game_follows_the_pairs(trainer) -> None:
    steps = [set(progress.values) for progress in trainer().run()]
    assert steps[:3] == [{"learning_rate", "l1", "perceptual"}] * 3
    assert steps[3:] == [{"learning_rate", "discriminator", "adversarial", "cycle", "identity"}] * 3


def test_the_way_back_learns_every_second_step_of_the_warm_start(trainer) -> None:
    run = trainer()
    learnt = []
    for _ in range(3):
        before = weights(run._pair.to_photo)
        list(run.run(run.step + 1))
        learnt.append(changed(before, run._pair.to_photo))
    # the optimiser's momentum moves weights only where there is a gradient: none at all in the second step
    assert learnt == [True, False, True]


def test_the_warm_start_learns_both_ways(trainer) -> None:
    config = replace(CONFIG, steps=40, adversarial_from=1.0, learning_rate=0.05)
    values = [progress.values["l1"] for progress in trainer(config).run()]
    assert np.mean(values[-10:]) < 0.8 * np.mean(values[:10])


def test_two_generators_that_undo_each_other_lose_nothing(trainer) -> None:
    """A game whose generators both return what they get has no cycle and no identity loss."""
    run = trainer(replace(CONFIG, adversarial_from=0.0))
    run._paint = lambda generator, pictures: pictures * (1 + 0 * generator.only.bias.sum())
    values = next(iter(run.run())).values
    assert values["cycle"] == values["identity"] == 0
    assert values["adversarial"] > 0


def test_both_discriminators_and_generators_learn_in_the_game(trainer) -> None:
    run = trainer(replace(CONFIG, adversarial_from=0.0))
    parts = [run._judges.painting.judge, run._judges.photo.judge, run._pair.to_painting, run._pair.to_photo]
    before = [weights(part) for part in parts]
    list(run.run(1))
    assert all(changed(old, part) for old, part in zip(before, parts, strict=True))


def test_a_resumed_run_ends_like_an_uninterrupted_one(trainer) -> None:
    straight = trainer()
    list(straight.run())
    first = trainer()
    list(first.run(5))
    first.checkpoint()
    second = trainer()
    second.resume()
    list(second.run())
    wanted, got = straight.averaged().state_dict(), second.averaged().state_dict()
    assert all(torch.equal(wanted[name], got[name]) for name in wanted)
    assert torch.equal(straight._judges.photos.pictures, second._judges.photos.pictures)


def test_what_is_shipped_is_the_average_of_the_generator_that_paints(trainer) -> None:
    run = trainer()
    list(run.run())
    shipped = run.averaged()
    assert isinstance(shipped, Tinter) and not shipped.training
    assert changed(weights(shipped), run._pair.to_painting) and changed(weights(shipped), run._pair.to_photo)


def test_divergence_is_said(trainer) -> None:
    run = trainer()
    with torch.no_grad():
        run._pair.to_painting.only.bias.fill_(float("nan"))
    with pytest.raises(TrainingError, match="diverged at step 0"):
        next(run.run())


def test_the_pool_fills_then_gives_back_what_it_was_given() -> None:
    pool, rng = PicturePool(2, size=3), np.random.default_rng(0)
    pictures = [torch.full((1, 3, 2, 2), float(number)) for number in range(40)]
    given = [float(pool.exchange(picture, rng).mean()) for picture in pictures]
    assert given[:3] == [0, 1, 2]  # until it is full, what came in goes out
    late = [number - back for number, back in enumerate(given)][3:]
    assert 10 < sum(age > 0 for age in late) < 30  # about half are from the pool
    assert all(age >= 0 for age in late)
    stored = [value for number, value in enumerate(given) if value < number]
    assert len(stored) == len(set(stored))  # each leaves the pool once


@pytest.mark.parametrize(
    ("settings", "said"),
    [({"objective": "article"}, "itself"), ({"styles": ("sakura", "sumi")}, "one style")],
)
def test_what_does_not_fit_is_refused(settings: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=said):
        next(train_cyclegan(TrainRequest(photos=tmp_path, out=tmp_path / "run", settings=settings)))


def test_the_second_generator_begins_as_a_copy_of_one_that_returns_photos(trainer) -> None:
    run = trainer(replace(CONFIG, content_steps=2, exchange_colours=True, adversarial_from=1.0))
    before = weights(run._pair.to_photo)
    list(run.run(2))
    assert not changed(before, run._pair.to_photo)
    assert changed(before, run._pair.to_painting)
    learnt = weights(run._pair.to_painting)
    run._towards = lambda *_: {"l1": torch.zeros((), requires_grad=True), "perceptual": torch.zeros(())}
    list(run.run(3))
    assert not changed(learnt, run._pair.to_photo)
