"""`export --int8`: near the network it was made from, or refused; from photos that it is not judged by."""

import argparse
from pathlib import Path

import numpy as np
import pytest

from animegan.catalog import WeightsEntry, openvino_digest
from animegan.cli import export
from animegan.errors import InputError
from animegan.inference.backends import precision, quantise
from animegan.inference.backends.compiled import STRIDE
from animegan.inference.backends.quiet import import_openvino
from animegan.media.image import encode
from animegan.training.photos import held_out
from tests.tiny_generators import Straight, add_to_catalog


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsEntry:
    monkeypatch.setenv("ANIMEGAN_WEIGHTS", str(tmp_path))
    return add_to_catalog(Straight, tmp_path, monkeypatch)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Four photos to learn from and one to judge by."""
    folder = tmp_path / "photos"
    folder.mkdir()
    names = [f"{number}.png" for number in range(100)]
    kept, shown = ([name for name in names if held_out(name) is side] for side in (True, False))
    for seed, name in enumerate((kept[0], *shown[:4])):
        pixels = np.random.default_rng(seed).integers(0, 256, (64, 80, 3), np.uint8)
        (folder / name).write_bytes(encode(pixels))
    return folder


def _run(*options: str) -> None:
    parser = argparse.ArgumentParser()
    export.add_arguments(parser)
    export.run(parser.parse_args(options))


def test_the_quantised_network_is_small_near_and_complete(
    entry: WeightsEntry, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    _run(entry.name, "--int8", "--photos", str(photos), "--size", "64", "-o", str(out))
    said = capsys.readouterr().out
    path = out / "straight.int8.xml"
    assert openvino_digest(path) in said
    assert "own: " in said and "on 1 photos it was not made from" in said
    model = import_openvino().Core().read_model(path)
    assert model.get_rt_info(STRIDE).value == "1"
    assert "FakeQuantize" in {operation.get_type_name() for operation in model.get_ops()}


def test_one_that_is_too_far_from_fp32_is_not_written(
    entry: WeightsEntry, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "NEAR_DB", 99.0)
    with pytest.raises(InputError, match="99 are needed"):
        _run(entry.name, "--int8", "--photos", str(photos), "--size", "64", "-o", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_without_photos_to_judge_by_nothing_is_quantised(
    entry: WeightsEntry, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quantise, "quantise", None)  # it is not even begun
    with pytest.raises(InputError, match="needs photos"):
        _run(entry.name, "--int8", "-o", "out")
    for photo in photos.iterdir():
        if held_out(photo.name):
            photo.unlink()
    with pytest.raises(InputError, match="not both"):
        _run(entry.name, "--int8", "--photos", str(photos), "-o", "out")
