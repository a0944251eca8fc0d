"""`bench` on an untrained network at small sizes; no test here depends on how long anything takes."""

import argparse
import json
from pathlib import Path

import pytest

from animegan.catalog import WeightsEntry
from animegan.cli import bench
from animegan.errors import InputError, WeightsError
from animegan.inference import machine
from tests.forged import forge_catalog


@pytest.fixture(autouse=True)
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WeightsEntry:
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(machine, "MATRIX_SIDE", 128)  # the products' times stand for nothing here
    return forge_catalog(tmp_path, monkeypatch)


def _run(*options: str) -> None:
    parser = argparse.ArgumentParser()
    bench.add_arguments(parser)
    bench.run(parser.parse_args(options))


def test_json_holds_every_figure_and_they_fit_together(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--json", "--style", "Sakura", "--sizes", "64", "128", "--repeats", "2", "--peer-up-to", "64")
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert "round 2 of 2" in said.err
    assert [(row["backend"], row["size"]) for row in report["rows"]] == [
        ("openvino", 64),
        ("torch", 64),
        ("openvino", 128),
        ("torch", 128),
    ]
    rate = max(report["matrix_gmac_per_s"].values())
    for row in (*report["rows"], *report["peers"]):
        assert 0 < row["median_ms"] <= row["p90_ms"]
        assert row["ideal_ms"] == pytest.approx(row["gmac"] / rate * 1000)
        assert row["times_ideal"] == pytest.approx(row["median_ms"] / row["ideal_ms"])
        assert row["precision"] == "fp32"
    assert report["rows"][2]["gmac"] == pytest.approx(4 * report["rows"][0]["gmac"], rel=1e-3)
    assert report["default"] == "openvino"
    assert report["machine"]["physical_cores"] >= 1
    (peer,) = report["peers"]
    assert (peer["network"], peer["weights"]) == ("animeganv2", "random weights, timing only")
    assert peer["gmac"] == pytest.approx(26.28 / 16, rel=1e-2)
    assert report["peer_times"] == {"64": pytest.approx(peer["median_ms"] / report["rows"][0]["median_ms"])}


def test_the_table_says_what_was_timed_and_what_was_not(capsys: pytest.CaptureFixture[str]) -> None:
    _run("--sizes", "64", "96", "--repeats", "1", "--peer-up-to", "64")
    table = capsys.readouterr().out
    assert "physical cores, load average" in table
    assert "matrix product, fp32" in table
    assert "random weights, timing only" in table
    assert "not timed at 96 px; --peer-up-to 96 does it" in table
    assert sum(line.startswith("anime_unet") for line in table.splitlines()) == 4
    assert sum(line.startswith("animeganv2") for line in table.splitlines()) == 1


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
