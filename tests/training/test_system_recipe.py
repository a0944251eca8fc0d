"""AnimeGAN v1 and CartoonGAN: the published numbers, the two parts of a run, and that a finished part is left alone."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from animegan.errors import TrainingError
from animegan.losses.edge_promoting import DiscriminatorWeights
from animegan.media.image import encode
from animegan.training import generator_recipe
from animegan.training.photos import held_out
from animegan.training.request import TrainRequest
from animegan.training.system_recipe import SYSTEMS, train_system
from tests.tiny_generators import Straight
from tests.toon.drawn import portrait

TINY = {"steps": 5, "batch": 1, "crop": 64, "warm_up": 1}


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small photos, one of them held out; the first run paints them, for all."""
    folder = tmp_path_factory.mktemp("photos")
    photo, _ = portrait(size=96)
    names = [f"{number}.png" for number in range(100)]
    for name in (next(n for n in names if not held_out(n)), next(n for n in names if held_out(n))):
        (folder / name).write_bytes(encode(photo))
    return folder


@pytest.fixture
def request_(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrainRequest:
    """A run with a network of one layer in place of the real one."""
    spec = replace(generator_recipe.get_generator("animegan"), build=Straight)
    monkeypatch.setattr(generator_recipe, "get_generator", lambda name: spec)
    return TrainRequest(photos=photos, out=tmp_path / "run", paintings=photos / "paintings", settings=TINY)


def test_the_published_weights_and_rates() -> None:
    v1, cartoon = SYSTEMS["animegan"], SYSTEMS["cartoongan"]
    assert (v1.weights.perceptual, v1.weights.style, v1.weights.colour) == (1.5, 3, 10)
    assert (v1.weights.adversarial, v1.weights.l1, v1.weights.variation) == (300, 0, 0)
    assert v1.judge_weights == DiscriminatorWeights(real=1, fake=1, grey=1, smooth=0.1)
    assert (v1.learning_rate, v1.discriminator_rate) == (8e-5, 16e-5)
    assert (cartoon.weights.perceptual, cartoon.weights.adversarial) == (10, 1)
    assert cartoon.weights.l1 == cartoon.weights.style == cartoon.weights.colour == 0


@pytest.mark.parametrize("name", ["animegan", "cartoongan"])
def test_pairs_come_first_and_the_own_game_last(name: str, request_: TrainRequest) -> None:
    progress = [p for p in train_system(request_, name) if p.message == "training"]
    assert [p.total for p in progress] == [4] * 4 + [1]
    assert all("l1" in p.values and "discriminator" not in p.values for p in progress[:4])
    game = {"perceptual", "adversarial"} | ({"style", "colour"} if name == "animegan" else set())
    assert game <= progress[-1].values.keys() and "l1" not in progress[-1].values
    assert (request_.out / "paired" / f"{name}.safetensors").is_file()
    assert (request_.out / f"{name}.safetensors").is_file()

    again = [p for p in train_system(replace(request_, resume=True), name) if p.message == "training"]
    assert again == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"objective": "article"}, "objective itself"),
        ({"pairing": "paired", "game": "lsgan"}, "pairing, game itself"),
        ({"styles": ("sakura", "sumi")}, "one style"),
    ],
)
def test_what_does_not_fit_is_refused(settings: dict[str, object], said: str, tmp_path: Path) -> None:
    request = TrainRequest(photos=tmp_path, out=tmp_path / "run", settings=settings)
    with pytest.raises(TrainingError, match=said):
        next(train_system(request, "animegan"))
    assert not (tmp_path / "run").exists()


def test_loss_weights_of_the_request_are_those_of_the_own_game(request_: TrainRequest) -> None:
    weights = replace(SYSTEMS["cartoongan"].weights, perceptual=0.0, adversarial=0.0)
    request = replace(request_, settings={**TINY, "weights": weights, "ema": 0.0})
    progress = [p for p in train_system(request, "cartoongan") if p.message == "training"]
    assert progress[0].values["total"] > 0
    assert progress[-1].values["total"] == 0
    assert torch.isfinite(torch.tensor(progress[-1].values["adversarial"]))
