"""`bench` on an untrained network at small sizes; no test here depends on how long anything takes."""

import argparse
import json
import shutil
from pathlib import Path

import pytest

from animegan.catalog import WeightsEntry, entries, get_weights, verified_path
from animegan.cli import bench
from animegan.errors import InputError, WeightsError
from animegan.inference import machine
from animegan.inference.backends import precision
from tests.forged import forge_catalog


@pytest.fixture(autouse=True)
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsEntry:
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(machine, "MATRIX_SIDE", 128)  # the products' times stand for nothing here
    published = get_weights("animeganv2_sakura")
    shutil.copy(verified_path(published), tmp_path)
    forged = forge_catalog(tmp_path, monkeypatch)
    monkeypatch.setattr(entries, "WEIGHTS", (forged, published))
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


def test_json_holds_every_figure_and_they_fit_together(
    capsys: pytest.CaptureFixture[str], ways: list[tuple[str, str]]
) -> None:
    _run("--json", "--style", "Sakura", "--sizes", "64", "128", "--repeats", "2", "--published-up-to", "64")
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert "round 2 of 2" in said.err
    assert [(row["backend"], row["precision"], row["size"]) for row in report["rows"]] == [
        (*way, size) for size in (64, 128) for way in ways
    ]
    assert [(row["backend"], row["precision"], row["size"]) for row in report["published"]] == [
        (*way, 64) for way in ways
    ]
    rates = report["matrix_gmac_per_s"]
    for row in (*report["rows"], *report["published"]):
        rate = max(rates[f"{backend} {row['precision']}"] for backend in ("openvino", "torch"))
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


def test_the_table_says_what_was_timed_and_what_was_not(
    capsys: pytest.CaptureFixture[str], ways: list[tuple[str, str]]
) -> None:
    _run("--sizes", "64", "96", "--repeats", "1", "--published-up-to", "64")
    table = capsys.readouterr().out
    assert "physical cores, load average" in table
    assert "matrix product: openvino fp32" in table
    assert "At 64 px the published animeganv2 by PyTorch as it comes" in table
    assert "not timed at 96 px; --published-up-to 96 does it" in table
    assert sum(line.startswith("anime_unet") for line in table.splitlines()) == 2 * len(ways)
    assert sum(line.startswith("animeganv2") for line in table.splitlines()) == len(ways)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sizes", "32"], "size 32"),
        (["--repeats", "0"], "0 repeats"),
        (["--style", "hayao"], "'hayao'"),
    ],
)
def test_what_cannot_be_measured_is_refused(options: list[str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        _run(*options)


def test_without_the_weights_nothing_is_timed(entry: WeightsEntry, tmp_path: Path) -> None:
    (tmp_path / entry.file).unlink()
    with pytest.raises(WeightsError, match="cannot be read"):
        _run("--sizes", "64", "--repeats", "1")
