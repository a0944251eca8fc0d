"""The default network in OpenVINO's own form: the same network as the weights, and a start that needs no torch."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from animegan.catalog import (
    WEIGHTS,
    WeightsEntry,
    get_style,
    get_weights,
    openvino_digest,
    verified_openvino,
    verified_path,
    weights_dir,
)
from animegan.catalog.load import load_entry
from animegan.errors import WeightsError
from animegan.inference.backends import open_backend
from animegan.inference.backends.compiled import STRIDE
from animegan.inference.backends.export import export_openvino
from animegan.inference.backends.openvino import OpenVINOBackend
from animegan.inference.backends.quiet import import_openvino
from animegan.inference.preprocess import resize
from animegan.media.samples import load_sample
from animegan.types import PhotoU8

COMMITTED = [entry for entry in WEIGHTS if entry.openvino]


def test_the_default_style_has_one() -> None:
    assert get_weights(get_style("sakura").weights) in COMMITTED


@pytest.mark.parametrize("entry", COMMITTED, ids=lambda entry: entry.name)
def test_it_paints_what_the_weights_paint(entry: WeightsEntry) -> None:
    photo = resize(load_sample("astronaut"), (192, 224))
    for number in range(len(entry.styles)):
        code = np.eye(len(entry.styles), dtype=np.float32)[number]
        fast, reference = (
            open_backend(name, entry, "fp32").paint(photo, code).astype(int) for name in ("openvino", "torch")
        )
        assert np.abs(reference - photo).mean() > 5
        assert np.abs(fast - reference).max() <= 1


def test_a_first_start_loads_no_torch_and_asks_no_other_process(tmp_path: Path) -> None:
    code = """
import subprocess, sys
subprocess.run = subprocess.Popen = None
import numpy as np
from animegan.inference import Stylizer
result = Stylizer.load("sakura", backend="openvino")(np.zeros((64, 64, 3), np.uint8))
print(result.backend, sorted({"torch", "torchvision", "streamlit"} & set(sys.modules)))
"""
    environment = {**os.environ, "ANIMEGAN_CACHE": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "openvino []"


def test_an_altered_file_is_refused_and_a_missing_one_is_not_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = get_weights("anime_unet")
    for suffix in (".safetensors", ".xml", ".bin"):
        shutil.copy(weights_dir() / f"anime_unet{suffix}", tmp_path)
    monkeypatch.setenv("ANIMEGAN_WEIGHTS", str(tmp_path))
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "anime_unet.bin"
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(WeightsError, match="altered"):
        OpenVINOBackend(entry)
    file.unlink()
    picture = OpenVINOBackend(entry).paint(np.zeros((64, 64, 3), np.uint8), np.eye(4, dtype=np.float32)[0])
    assert picture.shape == (64, 64, 3)


def test_what_is_exported_says_its_stride_and_paints(
    entry: WeightsEntry, photo: PhotoU8, tmp_path: Path
) -> None:
    exported = export_openvino(entry, tmp_path)
    assert exported.sha256 == openvino_digest(exported.path)
    model = import_openvino().Core().read_model(exported.path)
    assert model.get_rt_info(STRIDE).value == str(load_entry(entry).stride)
    own = replace(entry, openvino=exported.sha256)
    path = verified_path(entry).with_suffix(".xml")
    assert verified_openvino(own) is None  # it does not lie beside the weights yet
    for file in tmp_path.iterdir():
        shutil.copy(file, path.with_suffix(file.suffix))
    code = np.array([0, 1, 0, 0], np.float32)
    pictures = [open_backend("openvino", one).paint(photo, code).astype(int) for one in (own, entry)]
    assert np.abs(pictures[0] - photo).mean() > 5
    assert np.abs(pictures[0] - pictures[1]).max() <= 2
