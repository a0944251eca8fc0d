"""Choosing the precision: near enough to the reference, measured once, overridable."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from animegan.catalog import WeightsEntry, get_weights
from animegan.errors import BackendError, InputError
from animegan.inference import Stylizer, backends
from animegan.inference.backends import installed_ways, open_backend, precision
from animegan.inference.backends.openvino import OpenVINOBackend
from animegan.inference.backends.precision import picture_psnr, quickest_precision, supported_precisions
from animegan.inference.preprocess import resize
from animegan.media.samples import load_sample
from animegan.types import PhotoU8

BOUNDS = {"fp32": (60.0, 2), "bf16": (45.0, 12), "int8": (35.0, 64)}
"""By precision: the least PSNR in dB to PyTorch in 32 bits, and the most that a single value may be off."""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path))


@pytest.fixture
def entry() -> WeightsEntry:
    return get_weights("anime_unet")


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, float]]]:
    """A processor with bf16 on which both take the times in the list's last place; one is added per measurement."""
    times = [{"fp32": 20.0, "bf16": 10.0}]

    def measure(_: WeightsEntry, _precisions: Sequence[str]) -> dict[str, float]:
        times.insert(0, {})
        return times[-1]

    monkeypatch.setattr(precision, "_times", measure)
    monkeypatch.setattr(precision, "_has_bf16", lambda: True)
    return times


@pytest.mark.parametrize("name", ["anime_unet", "animeganv2_sakura"])
def test_every_way_is_near_the_reference(name: str) -> None:
    entry = get_weights(name)
    photo, code = (
        resize(load_sample("astronaut"), (160, 160)),
        np.eye(len(entry.styles), dtype=np.float32)[-1],
    )
    reference = open_backend("torch", entry).paint(photo, code)
    assert np.abs(reference.astype(int) - photo).mean() > 5
    for backend, way in installed_ways(entry):
        near_db, far_levels = BOUNDS[way]
        picture = open_backend(backend, entry, way).paint(photo, code)
        assert picture_psnr(picture, reference) > near_db, (backend, way)
        assert np.abs(picture.astype(int) - reference).max() <= far_levels, (backend, way)


def test_what_the_processor_or_the_network_does_not_have_is_refused(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "_has_bf16", lambda: False)
    with pytest.raises(BackendError, match="bf16"):
        open_backend("openvino", entry, "bf16")
    with pytest.raises(BackendError, match="no form for int8"):
        open_backend("openvino", replace(entry, int8=""), "int8")
    assert supported_precisions(replace(entry, int8="")) == ("fp32",)


def test_int8_is_taken_where_it_is_faster_and_near_enough(
    entry: WeightsEntry, measured: list[dict[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "verified_openvino", lambda entry, *, int8: "a file")
    for number, (times, taken) in enumerate(
        [
            ({"fp32": 20.0, "bf16": 10.0, "int8": 5.0}, "int8"),
            ({"fp32": 20.0, "bf16": 10.0, "int8": 9.5}, "bf16"),
            ({"fp32": 20.0, "bf16": 19.5, "int8": 15.0}, "int8"),
            ({"fp32": 20.0, "bf16": 10.0}, "bf16"),  # its pictures were not near enough
        ]
    ):
        measured[-1] = times
        assert quickest_precision(replace(entry, int8=f"{number:064}")) == taken


def test_a_precision_whose_pictures_are_far_from_the_reference_is_not_timed(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Dark(OpenVINOBackend):
        def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
            picture = super().paint(photo, code)
            return picture // 2 if self.precision == "int8" else picture

        def __init__(self, entry: WeightsEntry, precision: str) -> None:
            super().__init__(entry, "fp32")
            self.precision = precision

    monkeypatch.setattr(precision, "TRIAL_SIDE", 64)
    monkeypatch.setattr(precision, "OpenVINOBackend", Dark)
    assert set(precision._times(entry, ("fp32", "bf16", "int8"))) == {"fp32", "bf16"}


def test_it_is_measured_once_and_remembered(entry: WeightsEntry, measured: list[dict[str, float]]) -> None:
    assert [quickest_precision(entry) for _ in range(3)] == ["bf16"] * 3
    assert len(measured) == 2  # one measurement


def test_a_tie_goes_to_the_reference(entry: WeightsEntry, measured: list[dict[str, float]]) -> None:
    measured[-1].update(fp32=10.5, bf16=10.0)
    assert quickest_precision(entry) == "fp32"


def test_what_cannot_be_read_is_measured_again(
    entry: WeightsEntry, measured: list[dict[str, float]], tmp_path: Path
) -> None:
    quickest_precision(entry)
    (note,) = tmp_path.glob("anime_unet-precision-*.json")
    for damage in ("", "[1]", '{"precision": "int3"}'):
        note.write_text(damage)
        assert quickest_precision(entry) == "bf16"
    assert len(measured) == 5


def test_a_processor_without_bf16_is_not_asked(
    entry: WeightsEntry, measured: list[dict[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "_has_bf16", lambda: False)
    assert quickest_precision(replace(entry, int8="")) == "fp32"
    assert len(measured) == 1


def test_an_argument_beats_the_variable_and_the_variable_beats_measuring(
    entry: WeightsEntry, measured: list[dict[str, float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backends, "BACKENDS", {"openvino": lambda entry, precision: precision})
    backends._open.cache_clear()
    try:
        assert open_backend("auto", entry) == "fp32"  # what the tests' variable says
        assert open_backend("auto", entry, "bf16") == "bf16"
        monkeypatch.delenv("ANIMEGAN_PRECISION")
        assert open_backend("auto", entry) == "auto"
    finally:
        backends._open.cache_clear()


def test_what_there_is_not_is_refused(entry: WeightsEntry) -> None:
    with pytest.raises(InputError, match="'fp16'") as caught:
        Stylizer.load(precision="fp16")
    assert "auto, fp32, bf16, int8" in caught.value.hint
    with pytest.raises(BackendError, match="torch computes in fp32"):
        open_backend("torch", entry, "bf16")
