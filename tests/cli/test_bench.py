"""`bench` on an untrained network at small sizes; no test here depends on how long anything takes."""

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from animegan.catalog import WeightsEntry, entries, get_weights, verified_path
from animegan.cli import bench
from animegan.errors import BackendError, InputError, WeightsError
from animegan.inference import bench as measuring
from animegan.inference import machine, peers, stages
from animegan.inference.backends import open_backend, precision
from animegan.inference.cold import measure_cold_start
from tests.forged import forge_catalog


@pytest.fixture(autouse=True)
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsEntry:
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(machine, "MATRIX_SIDE", 128)  # the products' times stand for nothing here
    published = get_weights("animeganv2_sakura")
    for file in verified_path(published).parent.glob(f"{published.name}.[!h]*"):
        shutil.copy(file, tmp_path)
    forged = forge_catalog(tmp_path, monkeypatch)
    monkeypatch.setattr(entries, "WEIGHTS", (forged, published))
    monkeypatch.setattr(stages, "PHOTO_SIDE", 200)
    return forged


def _run(*options: str) -> None:
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    bench.run(parser.parse_args(options))


@pytest.fixture(params=[True, False], ids=["bf16", "no bf16"])
def ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the processor can do; in these tests bf16 is as good as the real one."""
    monkeypatch.setattr(precision, "_has_bf16", lambda: request.param)
    both = [("openvino", "fp32"), ("openvino", "bf16"), ("torch", "fp32")]
    return both if request.param else [way for way in both if way[1] == "fp32"]


def _published(ways: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same for the published network, which may have a form in 8 bits."""
    int8 = [("openvino", "int8")] if get_weights("animeganv2_sakura").int8 else []
    return [*ways[:-1], *int8, ways[-1]]


def test_json_holds_every_figure_and_they_fit_together(
    capsys: pytest.CaptureFixture[str], ways: list[tuple[str, str]]
) -> None:
    sizes = ("--sizes", "64", "128", "--published-up-to", "64")
    _run("--json", "--style", "Sakura", *sizes, "--repeats", "2", "--warm-only")
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert "round 2 of 2" in said.err
    assert [(row["backend"], row["precision"], row["size"]) for row in report["rows"]] == [
        (*way, size) for size in (64, 128) for way in ways
    ]
    assert [(row["backend"], row["precision"], row["size"]) for row in report["published"]] == [
        (*way, 64) for way in _published(ways)
    ]
    rates = report["matrix_gmac_per_s"]
    for row in (*report["rows"], *report["published"]):
        same = [rate for name, rate in rates.items() if name.endswith(f" {row['precision']}")]
        rate = max(same or rates.values())  # no plain product in int8: the fastest of all
        assert 0 < row["median_ms"] <= row["p90_ms"]
        assert row["ideal_ms"] == pytest.approx(row["gmac"] / rate * 1000)
        assert row["times_ideal"] == pytest.approx(row["median_ms"] / row["ideal_ms"])
    assert report["rows"][-1]["gmac"] == pytest.approx(4 * report["rows"][0]["gmac"], rel=1e-3)
    assert report["default"] == ["openvino", "fp32"]  # what the tests' variable says
    assert report["machine"]["physical_cores"] >= 1
    *_, today = report["published"]
    assert (today["network"], today["weights"]) == ("animeganv2", "animeganv2_sakura")
    assert today["gmac"] == pytest.approx(26.28 / 16, rel=1e-2)
    assert report["times_default"] == {
        "64": pytest.approx(today["median_ms"] / report["rows"][0]["median_ms"])
    }
    best = min(row["median_ms"] for row in report["published"])
    assert report["times_best"] == {"64": pytest.approx(today["median_ms"] / best)}
    (peer,) = report["peers"]
    assert (peer["backend"], peer["network"], peer["size"]) == ("onnxruntime", "animeganv2", 64)
    assert list(report["growth"]) == ["128"] and report["growth"]["128"] > 0
    assert [stage["size"] for stage in report["stages"]] == [64, 128]
    assert all(ms > 0 for stage in report["stages"] for ms in stage.values())
    assert report["notes"] == [] and today["first_ms"] is None


def test_the_table_says_what_was_timed_and_what_was_not(
    capsys: pytest.CaptureFixture[str],
    ways: list[tuple[str, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(peers, "has_onnxruntime", lambda: False)
    plot = tmp_path / "plots" / "bench.svg"
    sizes = ("--sizes", "64", "96", "--published-up-to", "64")
    _run(*sizes, "--repeats", "1", "--warm-only", "--plot", str(plot))
    table = capsys.readouterr().out
    assert "ONNX Runtime is not installed, so it was not measured: pip install" in table
    assert "One photo of 12 million pixels" in table
    drawn = plot.read_text()
    assert drawn.startswith("<?xml") and drawn.count("<path") > 20
    assert "physical cores, load average" in table
    assert "matrix product: openvino fp32" in table
    assert "At 64 px the published animeganv2 by PyTorch as it comes" in table
    assert "not timed at 96 px; --published-up-to 96 does it" in table
    assert sum(line.startswith("anime_unet") for line in table.splitlines()) == 2 * len(ways)
    assert sum(line.startswith("animeganv2") for line in table.splitlines()) == len(_published(ways))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sizes", "32"], "size 32"),
        (["--repeats", "0"], "0 repeats"),
        (["--style", "hayao"], "'hayao'"),
        (["--plot", "bench.pdf"], "bench.pdf is no plot"),
    ],
)
def test_what_cannot_be_measured_is_refused(options: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        _run(*options)


def test_large_pictures_are_timed_by_tiles_in_the_default_way_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "SEEN_SIDE", 64)
    _run("--json", "--sizes", "64", "128", "--repeats", "1", "--published-up-to", "0", "--warm-only")
    report = json.loads(capsys.readouterr().out)
    assert [row["backend"] for row in report["rows"] if row["size"] == 128] == ["openvino"]
    assert report["published"] == report["peers"] == []


def test_a_cold_start_is_a_process_of_its_own(entry: WeightsEntry) -> None:
    start = measure_cold_start(entry, "torch", "fp32", 64)
    assert start.first_ms > 100  # Python and torch have to be started first
    assert 100 < start.peak_mb < 5000


def test_onnx_runtime_paints_what_the_others_paint(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = get_weights("animeganv2_sakura")
    photo = np.random.default_rng(0).integers(0, 256, (38, 50, 3), np.uint8)
    code = np.ones(1, np.float32)
    peer = peers.OnnxRuntime(entry).paint(photo, code).astype(int)
    assert np.abs(peer - photo).mean() > 5
    assert np.abs(peer - open_backend("torch", entry).paint(photo, code)).max() <= 2
    monkeypatch.setattr(peers, "has_onnxruntime", lambda: False)
    with pytest.raises(BackendError) as caught:
        peers.OnnxRuntime(entry)
    assert "requirements-bench.txt" in caught.value.hint


def test_without_the_weights_nothing_is_timed(entry: WeightsEntry, tmp_path: Path) -> None:
    (tmp_path / entry.file).unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        _run("--sizes", "64", "--repeats", "1")
