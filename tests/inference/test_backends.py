"""Choosing a backend, and what every backend must do: agree, keep nothing, serve many at once."""

import importlib.util
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from animegan.catalog import WeightsEntry, entries
from animegan.catalog.load import load_generator
from animegan.catalog.write import write_weights
from animegan.errors import BackendError, InputError
from animegan.inference import Stylizer, backends
from animegan.inference.backends import BACKENDS, installed_backends, open_backend
from animegan.inference.backends.pytorch import TorchBackend
from animegan.models.animeganv2 import AnimeGANv2
from animegan.types import PhotoU8

AGREEMENT = 2.0  # mean absolute difference in 8-bit levels that two backends may show
STYLES = ("sakura", "aozora", "yuyake", "sumi")


@pytest.fixture(autouse=True)
def _forged(entry: WeightsEntry) -> None:
    """Every test of this file runs on the forged catalog."""


@pytest.fixture
def fresh() -> Iterator[None]:
    """Backends opened in this test are forgotten after it."""
    backends._open.cache_clear()
    yield
    backends._open.cache_clear()


def noise(height: int, width: int, seed: int = 0) -> PhotoU8:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


@pytest.mark.parametrize("size", [(64, 64), (96, 65), (79, 130)])
@pytest.mark.parametrize("mix", [{"sakura": 1.0}, {"aozora": 1.0, "sumi": 3.0}])
def test_backends_agree_on_any_size_and_style(size: tuple[int, int], mix: dict[str, float]) -> None:
    photo = noise(*size)
    by_torch, by_openvino = (
        Stylizer.load(backend=name)(photo, mix=mix, size=4096).picture.astype(float)
        for name in ("torch", "openvino")
    )
    assert np.abs(by_torch - photo).mean() > 10  # or there would be nothing to agree on
    assert np.abs(by_torch - by_openvino).mean() <= AGREEMENT


def test_backends_agree_on_a_network_of_one_style(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(1)
    styles, file = ("hayao",), tmp_path / "v2.safetensors"
    sha256, size = write_weights(file, AnimeGANv2(), architecture="animeganv2", styles=styles)
    real = entries.WEIGHTS[0]
    one = replace(
        real,
        name="v2",
        architecture="animeganv2",
        file=file.name,
        sha256=sha256,
        size_bytes=size,
        styles=styles,
    )
    monkeypatch.setattr(entries, "WEIGHTS", (one,))
    monkeypatch.setenv("ANIMEGAN_WEIGHTS", str(tmp_path))
    photo, code = noise(66, 97), np.ones(1, np.float32)
    by_torch, by_openvino = (open_backend(name, one).paint(photo, code) for name in ("torch", "openvino"))
    assert by_torch.std() > 5
    assert by_torch.shape == by_openvino.shape == photo.shape
    assert np.abs(by_torch.astype(float) - by_openvino).mean() <= AGREEMENT


@pytest.mark.parametrize("name", BACKENDS)
def test_styles_differ_and_a_repeated_call_gives_the_same_picture(name: str, photo: PhotoU8) -> None:
    stylizer = Stylizer.load(backend=name)
    before = photo.copy()
    pictures = [stylizer(photo, mix={style: 1}).picture for style in (*STYLES, STYLES[0])]
    assert np.array_equal(photo, before)
    assert np.array_equal(pictures[0], pictures[-1])
    for one in range(4):
        for other in range(one):
            assert np.abs(pictures[one].astype(float) - pictures[other]).mean() > 1


@pytest.mark.parametrize("name", BACKENDS)
def test_many_threads_get_what_each_would_get_alone(name: str) -> None:
    """Different photos, sizes and styles at once: a shared buffer or style would mix them up."""
    stylizer = Stylizer.load(backend=name)
    jobs = [(noise(64 + 9 * seed, 80, seed), STYLES[seed % 4]) for seed in range(8)]

    def paint(job: tuple[PhotoU8, str]) -> PhotoU8:
        return stylizer(job[0], mix={job[1]: 1.0}).picture

    alone = [paint(job) for job in jobs]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(paint, jobs * 3))
    assert all(np.array_equal(picture, alone[index % 8]) for index, picture in enumerate(together))


@pytest.mark.parametrize("name", BACKENDS)
def test_an_earlier_picture_stays_as_it_was(name: str, photo: PhotoU8) -> None:
    stylizer = Stylizer.load(backend=name)
    first = stylizer(photo).picture
    kept = first.copy()
    stylizer(255 - photo)
    assert np.array_equal(first, kept)
    first[:] = 0  # the caller's own: what is done to it reaches nobody
    assert np.array_equal(stylizer(photo).picture, kept)


def test_painting_leaves_the_shared_network_as_it_was(entry: WeightsEntry, photo: PhotoU8) -> None:
    backend = TorchBackend(load_generator(entry.name))
    network: nn.Module = backend.network
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    backend.paint(photo, np.array([0.5, 0, 0.5, 0], np.float32))
    assert not any(module.training for module in network.modules())
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.state_dict().items())
    assert not any(module._forward_hooks or module._forward_pre_hooks for module in network.modules())


def test_everybody_shares_one_network(entry: WeightsEntry) -> None:
    with ThreadPoolExecutor(6) as pool:
        opened = list(pool.map(lambda _: open_backend("openvino", entry), range(6)))
    assert all(backend is opened[0] for backend in opened)
    assert (
        Stylizer.load("sakura", backend="openvino").backend
        is Stylizer.load("sumi", backend="openvino").backend
    )


def test_both_backends_are_installed_and_auto_takes_the_faster() -> None:
    assert installed_backends() == ("openvino", "torch")
    result = Stylizer.load()(noise(64, 64))
    assert (result.backend, result.precision, result.weights) == ("openvino", "fp32", "anime_unet")


def test_unknown_names_are_refused(entry: WeightsEntry) -> None:
    with pytest.raises(InputError, match="'cuda'") as caught:
        open_backend("cuda", entry)
    assert "auto, openvino, torch" in caught.value.hint
    with pytest.raises(InputError, match="'hayao'"):
        Stylizer.load("hayao")


def _uninstall(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name in names else found(name))


def test_a_backend_that_is_not_installed_is_not_replaced_silently(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch, fresh: None
) -> None:
    _uninstall(monkeypatch, "openvino")
    with pytest.raises(BackendError, match="'openvino' is not installed") as caught:
        open_backend("openvino", entry)
    assert caught.value.hint == "Run: pip install openvino"
    assert open_backend("auto", entry).name == "torch"


def test_without_any_backend_the_hint_says_what_to_install(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    _uninstall(monkeypatch, "openvino", "torch")
    with pytest.raises(BackendError, match="No backend") as caught:
        open_backend("auto", entry)
    assert "openvino" in caught.value.hint


def test_auto_passes_over_a_backend_that_cannot_be_loaded_here_and_says_so(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fresh: None
) -> None:
    def broken(_: WeightsEntry, precision: str) -> backends.Backend:
        raise BackendError("OpenVINO cannot be loaded: no libtbb.", hint="")

    monkeypatch.setattr(backends, "BACKENDS", {**BACKENDS, "openvino": broken})
    with caplog.at_level(logging.WARNING):
        assert open_backend("auto", entry).name == "torch"
    assert "no libtbb" in caplog.text
    with pytest.raises(BackendError, match="no libtbb"):
        open_backend("openvino", entry)
