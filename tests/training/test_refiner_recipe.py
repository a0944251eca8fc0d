"""The recipe `refiner` on drawn portraits: what it learns from, that it runs, goes on, and ships what the lab loads."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from animegan.catalog import get_weights
from animegan.catalog.files import sha256_of
from animegan.catalog.load import load_refiner
from animegan.errors import TrainingError
from animegan.face.refine import LocalRefinement
from animegan.media.image import encode
from animegan.training import refiner_data, refiner_report
from animegan.training.paintings import Plate
from animegan.training.photos import held_out
from animegan.training.refiner_data import blurred, cut, sharp_faces
from animegan.training.refiner_recipe import train_refiner
from animegan.training.refiner_settings import RefinerSettings
from animegan.training.request import TrainRequest
from tests.toon.drawn import portrait

TINY = {"steps": 2, "batch": 1, "crop": 64, "width": 8, "blocks": 1, "save_every": 1}


@pytest.fixture
def small(monkeypatch):
    """Faces of the tests' own plates are small, and measured small."""
    monkeypatch.setattr(refiner_data, "LEAST_EYES", 20.0)
    monkeypatch.setattr(refiner_report, "SIDE", 64)


def test_only_large_faces_are_learnt_from(plates, monkeypatch):
    with pytest.raises(TrainingError, match="pixels apart"):
        sharp_faces(plates, held_out=False)
    monkeypatch.setattr(refiner_data, "LEAST_EYES", 20.0)
    assert [plate.group for plate, _ in sharp_faces(plates, held_out=False)] == ["faces"]
    assert sharp_faces(plates, held_out=True) == []


def test_photo_and_target_are_the_same_place(plates: list[Plate]):
    piece = cut(plates[0], plates[0].faces[0], 48, np.random.default_rng(1), style=0, focus=3.0)
    assert piece.photo.shape == (48, 48, 3) and np.array_equal(piece.target, 255 - piece.photo)
    assert piece.focus.shape == (48, 48) and piece.focus.min() >= 1 and piece.focus.max() > 2


def test_blurring_keeps_the_size_and_loses_detail():
    photo, _ = portrait(size=96)
    assert blurred(photo, 1.0) is photo
    steps = [(np.diff(blurred(photo, factor).astype(int), axis=0) ** 2).mean() for factor in (1, 2, 4)]
    assert steps[0] > steps[1] > steps[2]
    assert blurred(photo, 3.7).shape == photo.shape


def test_it_trains_goes_on_and_ships(tmp_path: Path, small):
    folder = tmp_path / "photos"
    folder.mkdir()
    photo, points = portrait(size=128)
    names = [f"{number}.png" for number in range(100)]
    for name in (next(n for n in names if not held_out(n)), next(n for n in names if held_out(n))):
        (folder / name).write_bytes(encode(photo))
    request = TrainRequest(
        photos=folder, out=tmp_path / "run", find_faces=lambda _: (points,), settings=dict(TINY)
    )
    *_, last = train_refiner(request)
    assert last.message == "measured on held-out faces"
    weights = tmp_path / "run" / "local_refiner.safetensors"
    rows = json.loads((tmp_path / "run" / "refiner.json").read_text())
    assert [row["factor"] for row in rows[:3]] == [1.0, 2.0, 4.0] and len(rows) == 12
    assert all(row["l1_before"] > 0 and row["eyes_after"] > 0 for row in rows)

    entry = replace(
        get_weights("perceptual"), architecture="local_refiner", file="local_refiner.safetensors",
        sha256=sha256_of(weights), size_bytes=weights.stat().st_size,
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANIMEGAN_WEIGHTS", str(weights.parent))
        refiner = LocalRefinement("own", load_refiner(entry))
    refined = refiner(photo, photo)
    assert refined.shape == photo.shape and refined.dtype == np.uint8
    assert np.abs(refined.astype(int) - photo).mean() < 20  # two steps from no change at all

    again = [p.message for p in train_refiner(replace(request, resume=True))]
    assert "learning to refine" not in again  # a finished run has nothing left to learn


@pytest.mark.parametrize("wrong", [{"steps": 0}, {"crop": 8}, {"coarsest": 0.5}, {"precision": "int8"}])
def test_settings_that_make_no_run_are_refused(wrong):
    with pytest.raises(TrainingError):
        RefinerSettings(**wrong)
