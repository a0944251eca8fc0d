import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from animegan.errors import TrainingError, WeightsError
from animegan.models.perceptual import LEVELS, PerceptualConfig, PerceptualNet, stem_input
from animegan.models.squeezenet import SqueezeNetFeatures
from animegan.training import perceptual_report
from animegan.training.first_layer import copy_first_layer
from animegan.training.pair_data import Picture, pair_batch
from animegan.training.perceptual_recipe import train_perceptual
from animegan.training.perceptual_report import rank_correlation, report
from animegan.training.perceptual_settings import PerceptualSettings
from animegan.training.photos import held_out, list_photos
from animegan.training.request import TrainRequest
from animegan.training.teacher import load_teacher, measure_spread

TINY = {"steps": 3, "batch": 2, "crop": 32, "painted_every": 2, "save_every": 1, "precision": "fp32"}


def blocks(seed: int, side: int = 64) -> np.ndarray:
    """A picture of coloured squares."""
    colours = np.random.default_rng(seed).integers(0, 256, (side // 8, side // 8, 3))
    return np.kron(colours, np.ones((8, 8, 1))).astype(np.uint8)


@pytest.fixture(autouse=True)
def small_measurements(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred changed pictures per photo are measured; at a third of the size that takes a tenth of the time."""
    monkeypatch.setattr(perceptual_report, "SIDE", 64)


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("photos")
    names = [f"{number}.png" for number in range(100)]
    learnt = [name for name in names if not held_out(name)][:3]
    for number, name in enumerate([*learnt, next(name for name in names if held_out(name))]):
        cv2.imwrite(str(folder / name), blocks(number))
    return folder


@pytest.fixture(scope="module")
def teacher_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    path = tmp_path_factory.mktemp("teacher") / "teacher.safetensors"
    save_file(SqueezeNetFeatures().state_dict(), path)
    return path


def request_for(photos: Path, teacher: Path | None, out: Path, **settings: object) -> TrainRequest:
    return TrainRequest(photos=photos, out=out, teacher=teacher, settings=TINY | settings)


def test_a_run_leaves_loadable_weights_and_figures(photos: Path, teacher_file: Path, tmp_path: Path) -> None:
    steps = list(train_perceptual(request_for(photos, teacher_file, tmp_path)))
    assert [step.done for step in steps] == [0, 1, 2, 3, 3]
    assert {"features", "change"} == steps[1].values.keys()
    PerceptualNet().load_state_dict(load_file(tmp_path / "perceptual.safetensors"))
    with safe_open(tmp_path / "perceptual.safetensors", "pt") as file:
        about = file.metadata()
    assert about["architecture"] == "perceptual"
    assert json.loads(about["training"])["steps"] == 3
    assert (tmp_path / "perceptual.json").is_file()
    assert {f"r2/photos/{level}" for level in LEVELS} < steps[-1].values.keys()
    assert -1 <= steps[-1].values["rank/all"] <= 1


def test_an_interrupted_run_ends_as_an_uninterrupted_one(
    photos: Path, teacher_file: Path, tmp_path: Path
) -> None:
    list(train_perceptual(request_for(photos, teacher_file, tmp_path / "whole")))
    stopped = train_perceptual(request_for(photos, teacher_file, tmp_path / "parts"))
    while next(stopped).done < 2:
        pass
    stopped.close()
    resumed = TrainRequest(photos=photos, out=tmp_path / "parts", teacher=teacher_file, resume=True)
    list(train_perceptual(resumed))
    whole, parts = (load_file(tmp_path / run / "perceptual.safetensors") for run in ("whole", "parts"))
    for name, value in whole.items():
        torch.testing.assert_close(parts[name], value, msg=name)


def test_what_cannot_be_run_is_said(photos: Path, teacher_file: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="needs a teacher"):
        next(train_perceptual(request_for(photos, None, tmp_path)))
    with pytest.raises(WeightsError, match="not the feature part"):
        next(train_perceptual(request_for(photos, photos / "0.png", tmp_path)))
    with pytest.raises(TrainingError, match="Unknown setting"):
        next(train_perceptual(request_for(photos, teacher_file, tmp_path, widht=3)))
    with pytest.raises(TrainingError, match="no checkpoint"):
        next(train_perceptual(TrainRequest(photos=photos, out=tmp_path, teacher=teacher_file, resume=True)))
    for wrong in ({"steps": 0}, {"batch": 3}, {"crop": 8}, {"crop": 65}, {"precision": "fp8"}):
        with pytest.raises(TrainingError):
            PerceptualSettings(**wrong)  # type: ignore[arg-type]


def test_a_wide_enough_first_layer_is_copied_exactly(teacher_file: Path) -> None:
    teacher = load_teacher(teacher_file)
    student = PerceptualNet(PerceptualConfig(widths=(96, 8, 8, 8)))
    pictures = torch.rand(4, 3, 96, 96) * 2 - 1
    spread = measure_spread(teacher, [pictures])["relu1"]
    copy_first_layer(student, teacher, spread, pictures)
    true = teacher.first_layer(pictures) / spread
    guess = student.heads[0](student.stem(stem_input(pictures)))
    # Without the border: the teacher repeats it outwards, the student sees grey behind it.
    true, guess = true[..., 3:-3, 3:-3], guess[..., 3:-3, 3:-3]
    assert (guess - true).square().mean() < 1e-3 * true.var()


def test_pairs_depend_on_seed_and_step_alone() -> None:
    pictures = [Picture(photo=blocks(0)), Picture(photo=blocks(1), painting=255 - blocks(1))]

    def batch(seed: int, step: int) -> torch.Tensor:
        return pair_batch(pictures, pairs=3, crop=32, seed=seed, step=step)

    assert batch(1, 5).shape == (6, 3, 32, 32)
    assert torch.equal(batch(1, 5), batch(1, 5))
    assert not torch.equal(batch(1, 5), batch(1, 6))
    assert not torch.equal(batch(1, 5), batch(2, 5))
    assert -1 <= batch(1, 5).min() < 0 < batch(1, 5).max() <= 1


def test_spread_is_the_standard_deviation_and_never_tiny() -> None:
    def teacher(batch: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"level": torch.cat([batch, batch * 3, batch * 0], 1)}

    torch.manual_seed(0)
    batches = [torch.randn(2, 1, 64, 64) for _ in range(4)]
    found = measure_spread(teacher, batches)["level"].flatten()  # type: ignore[arg-type]
    torch.testing.assert_close(found, torch.tensor([1.0, 3.0, 0.1]), rtol=0.05, atol=0)


def test_a_perfect_student_gets_full_marks(photos: Path, teacher_file: Path) -> None:
    teacher = load_teacher(teacher_file)
    spread = {level: torch.ones(1) for level in LEVELS}
    unseen = [photo for photo in list_photos(photos) if photo.held_out]
    figures = report(teacher, teacher, spread, unseen, "cpu")
    ours = {name: value for name, value in figures.items() if not name.startswith("rank_pixels")}
    assert all(value == pytest.approx(1.0) for value in ours.values()), figures
    assert figures["rank_pixels/all"] < 1


def test_rank_correlation_of_known_lists() -> None:
    assert rank_correlation([1, 2, 3, 4], [10, 20, 25, 1000]) == pytest.approx(1.0)
    assert rank_correlation([1, 2, 3, 4], [4, 3, 2, 1]) == pytest.approx(-1.0)
    assert rank_correlation([1, 2, 3], [1, 3, 2]) == pytest.approx(0.5)
