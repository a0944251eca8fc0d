"""The stage lens: least squares that is right, refuses what it was not made for, and survives its file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_entry
from animegan.errors import InputError, WeightsError
from animegan.explain import Lens, fit_lens, load_lens, run, save_lens
from animegan.types import PhotoU8
from tests.explain.tiny import noise
from tests.forged import forge_catalog


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WeightsEntry]:
    with pytest.MonkeyPatch.context() as patch:
        yield forge_catalog(tmp_path_factory.mktemp("weights"), patch)


def photos() -> Iterator[tuple[PhotoU8, bool]]:
    for seed in range(4):
        yield noise(64, 80, seed), seed == 3


@pytest.fixture(scope="module")
def lens(entry: WeightsEntry) -> Lens:
    return _finished(fit_lens(entry, photos(), total=4, size=64))


def _finished(job) -> Lens:
    while True:
        try:
            assert next(job).total == 4
        except StopIteration as stop:
            return stop.value


def test_the_last_stage_reads_out_the_picture_itself(entry: WeightsEntry, lens: Lens) -> None:
    network = load_entry(entry)
    *_, last = network.stages
    assert all(r2 > 0.999 for r2 in lens.r2[last])
    base = run(network, noise(70, 90, 8), np.eye(len(entry.styles), dtype=np.float32)[0], size=64)
    difference = lens.view(base, last).astype(int) - base.picture
    assert np.abs(difference).max() <= 1
    assert lens.photos == (3, 1)


def test_every_stage_has_a_view_of_the_photos_size(entry: WeightsEntry, lens: Lens) -> None:
    network = load_entry(entry)
    base = run(network, noise(70, 90), np.full(len(entry.styles), 1 / len(entry.styles), np.float32), size=64)
    for stage in network.stages:
        assert lens.view(base, stage).shape == base.picture.shape
        assert lens.readouts[stage].shape == (len(entry.styles), 3, base.values[stage].shape[1] + 1)
    with pytest.raises(InputError, match="nowhere"):
        lens.view(base, "nowhere")


def test_it_is_the_least_squares_solution(entry: WeightsEntry, lens: Lens) -> None:
    network = load_entry(entry)
    stage = "decoder_2"
    rows, colours = [], []
    for photo, held_out in photos():
        if not held_out:
            base = run(network, photo, np.eye(len(entry.styles), dtype=np.float32)[0], size=64)
            features = base.features(stage)
            rows.append(np.vstack([features.reshape(len(features), -1), np.ones(features[0].size)]).T)
            grid = list(features.shape[1:])
            target = torch.nn.functional.adaptive_avg_pool2d(base.values[network.stages[-1]], grid)
            colours.append(target[0].flatten(1).T.numpy())
    x, y = np.vstack(rows).astype(np.float64), np.vstack(colours)
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    error, least = (np.square(x @ w - y).sum() for w in (lens.readouts[stage][0].T, best))
    assert error == pytest.approx(least, rel=1e-3)


def test_a_file_brings_it_back(entry: WeightsEntry, lens: Lens, tmp_path: Path) -> None:
    path = tmp_path / "test.lens.safetensors"
    save_lens(lens, path)
    back = load_lens(path, entry)
    assert (back.r2, back.photos, back.size, back.styles) == (lens.r2, lens.photos, lens.size, lens.styles)
    assert all(np.array_equal(back.readouts[stage], value) for stage, value in lens.readouts.items())
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_lens_for_other_weights_is_refused(entry: WeightsEntry, lens: Lens, tmp_path: Path) -> None:
    path = tmp_path / "test.lens.safetensors"
    with pytest.raises(WeightsError, match="no lens at"):
        load_lens(path, entry)
    save_lens(replace(lens, weights_sha256="0" * 64), path)
    with pytest.raises(WeightsError, match="other weights"):
        load_lens(path, entry)
    path.write_bytes(b"nonsense")
    with pytest.raises(WeightsError, match="is no lens"):
        load_lens(path, entry)


def test_photos_of_both_kinds_are_needed(entry: WeightsEntry) -> None:
    with pytest.raises(InputError, match="0 held out"):
        _finished(fit_lens(entry, ((noise(64, 64), False) for _ in range(1)), total=4, size=64))
