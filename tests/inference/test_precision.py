"""Choosing the precision: near enough to the reference, measured once, overridable."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from animegan.catalog import WeightsEntry, get_weights
from animegan.errors import BackendError, InputError
from animegan.inference import Stylizer, backends
from animegan.inference.backends import open_backend, precision
from animegan.inference.backends.precision import quickest_precision
from animegan.inference.preprocess import resize
from animegan.media.samples import load_sample

FAR_DB, FAR_LEVELS = 45.0, 12


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

    def measure(_: WeightsEntry) -> dict[str, float]:
        times.insert(0, {})
        return times[-1]

    monkeypatch.setattr(precision, "_times", measure)
    monkeypatch.setattr(precision, "_has_bf16", lambda: True)
    return times


def test_bf16_is_near_the_reference_or_refused(entry: WeightsEntry) -> None:
    if not precision._has_bf16():
        with pytest.raises(BackendError, match="bf16"):
            open_backend("openvino", entry, "bf16")
        return
    photo, code = resize(load_sample("astronaut"), (256, 256)), np.eye(4, dtype=np.float32)[0]
    near, reference = (
        open_backend("openvino", entry, name).paint(photo, code).astype(float) for name in ("bf16", "fp32")
    )
    error = np.abs(near - reference)
    assert 0 < error.max() <= FAR_LEVELS
    assert 10 * np.log10(255**2 / np.square(error).mean()) > FAR_DB


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
    assert quickest_precision(entry) == "fp32"
    assert len(measured) == 1
    with pytest.raises(BackendError, match="bf16"):
        precision.check_supported("bf16")


def test_the_real_measurement_gives_a_time_for_each(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "TRIAL_SIDE", 64)
    times = precision._times(entry)
    assert set(times) == {"fp32", "bf16"} and min(times.values()) > 0


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
    assert "auto, fp32, bf16" in caught.value.hint
    with pytest.raises(BackendError, match="torch computes in fp32"):
        open_backend("torch", entry, "bf16")
