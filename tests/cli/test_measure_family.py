"""`measure-family` on a few photos of noise."""

import argparse
import json
from pathlib import Path

import numpy as np
import pytest

from animegan.cli import measure_family
from animegan.media.image import encode
from animegan.training.photos import held_out


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    names = [f"{number}.png" for number in range(60)]
    chosen = [name for name in names if held_out(name)][:1] + [name for name in names if not held_out(name)][
        :1
    ]
    for seed, name in enumerate(chosen):
        pixels = np.random.default_rng(seed).integers(0, 256, (64, 70, 3), np.uint8)
        (tmp_path / name).write_bytes(encode(pixels))
    return tmp_path


def measure(*args: str) -> None:
    parser = argparse.ArgumentParser()
    measure_family.add_arguments(parser)
    measure_family.run(parser.parse_args(["--size", "64", *args]))


def test_prints_a_table_with_a_row_per_slider_and_position(
    photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measure("--photos", str(photos))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 + 4 * 3
    assert {line.count("|") for line in lines} == {11}
    assert "1 of 1" in lines[4]


def test_json_has_the_same_figures(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measure("--photos", str(photos), "--json")
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["photos"] == 1
    assert rows[2]["mean"]["l1"] < rows[0]["mean"]["l1"]
