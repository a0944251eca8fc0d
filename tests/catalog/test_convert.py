"""What is met in published files is read; code is not run; another network is refused."""

import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import Tensor

from animegan.catalog.download.convert import convert
from animegan.catalog.published import get_published
from animegan.catalog.published_entry import PublishedFile, PublishedWeights
from animegan.errors import WeightsError
from tests.catalog.school import School, as_npy, as_pt
from tests.tiny_generators import Straight

State = dict[str, Tensor]


class Evil:
    """What a pickle would call when it is read."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return Path.touch, (Path("evil"),)  # type: ignore[return-value]


def of(school: School, folder: Path, body: bytes, name: str = "straight.pt") -> PublishedWeights:
    (folder / name).write_bytes(body)
    return replace(get_published("tiny_file"), files=(PublishedFile(path=f"weights/{name}"),))


@pytest.mark.parametrize(
    "wrap",
    [
        lambda state: state,
        lambda state: {"model_state_dict": state, "epoch": 3, "optimizer_state_dict": {"lr": 0.1}},
        lambda state: {"state_dict": {f"module.{name}": tensor for name, tensor in state.items()}},
        lambda state: {
            **state,
            "norm.running_mean": torch.zeros(3),
            "norm.num_batches_tracked": torch.tensor(1),
        },
        lambda state: {name: tensor.double() for name, tensor in state.items()},
    ],
    ids=["plain", "inside another dict", "several GPUs", "running statistics", "64 bits"],
)
def test_a_published_file_is_read_whatever_is_around_it(
    school: School, tmp_path: Path, wrap: Callable[[State], dict[str, object]]
) -> None:
    state = Straight().state_dict()
    convert(of(school, tmp_path, as_pt(wrap(state))), tmp_path, tmp_path / "out.safetensors")
    written = load_file(tmp_path / "out.safetensors")
    assert written.keys() == state.keys()
    assert all(torch.equal(written[name], tensor) for name, tensor in state.items())


def test_files_of_the_old_kind_are_read_too(school: School, tmp_path: Path) -> None:
    torch.save(Straight().state_dict(), tmp_path / "old", _use_new_zipfile_serialization=False)
    published = of(school, tmp_path, (tmp_path / "old").read_bytes())
    convert(published, tmp_path, tmp_path / "out.safetensors")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda state: {"only.weight": state["only.weight"]}, r"lacks 'only\.bias'"),
        (lambda state: {**state, "more": torch.zeros(1)}, "unknown 'more'"),
        (lambda state: {**state, "only.bias": torch.zeros(4)}, r"shape \(4,\) instead of \(3,\)"),
        (lambda state: {**state, "only.bias": torch.full((3,), torch.nan)}, "not finite"),
        (lambda state: {"optimizer": 3}, "cannot be read"),
        (lambda state: [1, 2], "cannot be read"),
        (lambda state: {**state, "more": Evil()}, "cannot be read"),
    ],
)
def test_another_network_is_refused(
    school: School,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[State], object],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    published = of(school, tmp_path, as_pt(change(Straight().state_dict())))
    with pytest.raises(WeightsError, match=message):
        convert(published, tmp_path, tmp_path / "out.safetensors")
    assert not (tmp_path / "out.safetensors").exists()
    assert not (tmp_path / "evil").exists()


@pytest.mark.parametrize("body", [b"", b"<html>", as_npy(np.zeros(3))[:-4], pickle.dumps([1])])
def test_an_array_file_that_is_none_is_refused(school: School, tmp_path: Path, body: bytes) -> None:
    with pytest.raises(WeightsError, match=r"only\.bias\.npy cannot be read"):
        convert(of(school, tmp_path, body, "only.bias.npy"), tmp_path, tmp_path / "out.safetensors")
