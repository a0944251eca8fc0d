"""`compare` as it prints what was measured."""

import csv
import io
import json

import pytest

from animegan.cli.main import build_parser
from animegan.comparison import compare as engine
from animegan.comparison.counts import Counts
from animegan.comparison.report import ComparisonReport, ComparisonRow
from animegan.comparison.speed.figures import RANDOM, Speed
from animegan.types import Progress


def speed(system, weights):
    return Speed(
        system=system, weights=weights, size=256, runtime="torch", precision="fp32", threads=2, seconds=0.51234,
        slowest_s=0.6, repeats=5, added_mb=146.07, peak_mb=700.0, gmac_per_s=100.0,
        measured_at="2026-01-02T03:04:05+00:00", load=0.1,
    )  # fmt: skip


def row(system, weights="", **values):
    known = {
        "style": "sakura" if weights else "",
        "counts": None,
        "speed": speed(system, weights or RANDOM),
        "faces": 0,
        "kept_share": None,
        "landmark_shift": None,
        "style_distance": None,
        "kernel_distance": None,
        "psnr_db": None,
        "perceptual": None,
    }
    return ComparisonRow(system=system, weights=weights, **{**known, **values})


REPORT = ComparisonReport(
    machine={"cpu": "Abacus 2000", "load_average": [0.1]}, size=256, runtime="torch", folder="photos", photos=24,
    held_out_only=True, paintings=24, seed=7,
    rows=(
        row(
            "animeganv2", "animeganv2_sakura", faces=8, kept_share=0.875, landmark_shift=0.0312, style_distance=0.0015,
            counts=Counts(parameters=2_143_552, fp32_mb=8.574, file_mb=4.32, gmac=26.28, size=256),
        ),
        row("cyclegan"),
    ),
)  # fmt: skip


@pytest.fixture
def compare(monkeypatch, capsys):
    asked = []

    def measuring(request):
        asked.append(request)
        yield Progress(done=1, total=1, message="painting")
        return REPORT

    monkeypatch.setattr(engine, "compare", measuring)

    def run(*arguments):
        args = build_parser().parse_args(["compare", "--photos", "photos", *arguments])
        args.run(args)
        return asked[-1], capsys.readouterr().out

    return run


def test_a_table_with_what_is_known_and_a_dash_for_what_is_not(compare):
    request, out = compare("--size", "512", "--runtime", "openvino", "--limit", "5")
    assert (request.speed.size, request.speed.runtime, request.limit) == (512, "openvino", 5)
    assert request.held_out_only
    lines = out.splitlines()
    assert "Abacus 2000" in lines[0] and "24 held-out photos at 256 px" in lines[0]
    titles, own, other = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:3] + lines[4:])
    first = dict(zip(titles, own, strict=True))
    assert (first["parameters"], first["faces kept"], first["style x1000"]) == ("2,143,552", "0.875", "1.5")
    assert first["times ideal"] == "1.95"  # 0.51234 s, of which 26.28 GMAC at 100 a second need 0.2628
    second = dict(zip(titles, other, strict=True))
    assert (second["weights"], second["parameters"], second["seconds"]) == (RANDOM, "-", "0.5123")


def test_csv_and_json_hold_the_same(compare):
    _, text = compare("--csv", "--all")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [r["system"] for r in rows] == ["animeganv2", "cyclegan"]
    assert rows[0]["memory_added_mb"] == "146.1" and rows[1]["landmark_shift"] == ""
    request, text = compare("--json", "--all")
    assert json.loads(text)["rows"][0]["counts"]["parameters"] == 2_143_552
    assert not request.held_out_only
