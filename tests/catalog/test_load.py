"""Loading gives back the network that was written, and refuses what is not exactly the catalog's file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor

from animegan.catalog import WeightsEntry, entries, sha256_of, verified_path
from animegan.catalog.load import load_generator, load_perceptual
from animegan.catalog.write import write_weights
from animegan.errors import WeightsError
from animegan.models.animeganv2 import AnimeGANv2
from animegan.models.perceptual import PerceptualNet
from tests.forged import forge_catalog, lively_unet


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsEntry:
    return forge_catalog(tmp_path, monkeypatch)


def test_the_loaded_network_is_the_written_one_in_32_bits(entry: WeightsEntry) -> None:
    network, original = load_generator("anime_unet"), lively_unet()
    assert not network.training
    assert not any(parameter.requires_grad for parameter in network.parameters())
    for name, tensor in original.state_dict().items():
        loaded = network.state_dict()[name]
        assert loaded.dtype == tensor.dtype
        expected = tensor.half().float() if tensor.is_floating_point() and tensor.dim() > 1 else tensor
        assert torch.equal(loaded, expected), name


def test_a_file_half_the_size_holds_the_same_network(tmp_path: Path) -> None:
    whole, half = tmp_path / "whole.safetensors", tmp_path / "half.safetensors"
    sizes = [
        write_weights(path, AnimeGANv2(), architecture="animeganv2", half=path is half).size_bytes
        for path in (whole, half)
    ]
    assert sizes == [whole.stat().st_size, half.stat().st_size]
    assert 0.49 < sizes[1] / sizes[0] < 0.52
    assert list(tmp_path.glob("*.part")) == []


def test_the_perceptual_network_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = PerceptualNet()
    file, config = tmp_path / "p.safetensors", network.config.to_dict()
    sha256, size = write_weights(file, network, architecture="perceptual", config=config, half=False)
    entry = replace(entries.get_weights("perceptual"), file="p.safetensors", sha256=sha256, size_bytes=size)
    monkeypatch.setattr(entries, "WEIGHTS", (entry,))
    monkeypatch.setenv("ANIMEGAN_WEIGHTS", str(tmp_path))
    loaded = load_perceptual()
    assert isinstance(loaded, PerceptualNet)
    assert not loaded.training
    picture = torch.rand(1, 3, 32, 32)
    for level, features in network.eval()(picture).items():
        assert torch.equal(loaded(picture)[level], features)


def test_a_missing_file_is_refused_with_a_way_out(entry: WeightsEntry) -> None:
    verified_path(entry).unlink()
    with pytest.raises(WeightsError, match="cannot be read") as caught:
        load_generator("anime_unet")
    assert "git checkout" in caught.value.hint


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (lambda data: data[:-1], "bytes, the catalog says"),
        (lambda data: data + b"\0", "bytes, the catalog says"),
        (lambda data: data[:-1] + bytes([data[-1] ^ 1]), "altered"),
        (lambda data: bytes([data[0] ^ 1]) + data[1:], "altered"),
    ],
    ids=["truncated", "longer", "last bit", "first bit"],
)
def test_a_file_that_differs_in_one_bit_is_refused(
    entry: WeightsEntry, tamper: Callable[[bytes], bytes], message: str
) -> None:
    path = verified_path(entry)
    path.write_bytes(tamper(path.read_bytes()))
    with pytest.raises(WeightsError, match=message):
        verified_path(entry)
    with pytest.raises(WeightsError, match=message):
        load_generator("anime_unet")


def _without_one(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor for name, tensor in tensors.items() if name != "change.bias"}


def _with_one_more(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {**tensors, "surprise": torch.zeros(1)}


def _misshapen(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {**tensors, "change.bias": torch.zeros(4)}


def _not_finite(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {**tensors, "change.bias": torch.tensor([0.0, float("nan"), 0.0])}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_without_one, "lacks 'change.bias'"),
        (_with_one_more, "has an unknown 'surprise'"),
        (_misshapen, r"\(4,\) instead of \(3,\)"),
        (_not_finite, "not finite"),
    ],
)
def test_a_file_of_another_network_is_refused_even_if_the_catalog_wants_it(
    entry: WeightsEntry,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[dict[str, Tensor]], dict[str, Tensor]],
    message: str,
) -> None:
    path = verified_path(entry)
    metadata = {"architecture": "anime_unet", "styles": _json(entry.styles), "config": '{"styles": 4}'}
    save_file(change(load_file(path)), path, metadata)
    _believe(monkeypatch, entry, path)
    with pytest.raises(WeightsError, match=message):
        load_generator("anime_unet")


@pytest.mark.parametrize(
    ("metadata", "message"),
    [
        (None, "holds None, not 'anime_unet'"),
        ({"architecture": "animeganv2", "styles": "[]", "config": "{}"}, "holds 'animeganv2'"),
        ({"architecture": "anime_unet"}, "does not say how to build"),
        ({"architecture": "anime_unet", "styles": "[", "config": "{}"}, "does not say how to build"),
        ({"architecture": "anime_unet", "styles": "[]", "config": '{"depth": 9}'}, "does not say"),
        ({"architecture": "anime_unet", "styles": '["hayao"]', "config": "{}"}, "has the styles"),
    ],
)
def test_a_file_that_says_something_else_of_itself_is_refused(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch, metadata: dict[str, str] | None, message: str
) -> None:
    path = verified_path(entry)
    save_file(load_file(path), path, metadata)
    _believe(monkeypatch, entry, path)
    with pytest.raises(WeightsError, match=message):
        load_generator("anime_unet")


def test_a_pickle_is_refused_even_if_the_catalog_wants_it(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = verified_path(entry)
    torch.save({"change.bias": torch.zeros(3)}, path)
    _believe(monkeypatch, entry, path)
    with pytest.raises(WeightsError, match="no safetensors file"):
        load_generator("anime_unet")


def _json(styles: tuple[str, ...]) -> str:
    return str(list(styles)).replace("'", '"')


def _believe(monkeypatch: pytest.MonkeyPatch, entry: WeightsEntry, path: Path) -> None:
    """Lets the catalog want the file as it is now."""
    changed = replace(entry, sha256=sha256_of(path), size_bytes=path.stat().st_size)
    monkeypatch.setattr(entries, "WEIGHTS", (changed,))
