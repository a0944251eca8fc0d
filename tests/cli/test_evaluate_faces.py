"""`evaluate-faces` on the built-in portrait, with a stand-in for the network and the real detector."""

import json
from dataclasses import replace

import pytest

from animegan.cli.main import main
from animegan.media.image import encode
from animegan.media.samples import load_sample
from tests.face.scenes import marking_stylizer


@pytest.fixture(autouse=True)
def stand_in(monkeypatch):
    class Loaded:
        load = staticmethod(lambda style: marking_stylizer())
        of = staticmethod(lambda entry, style: replace(marking_stylizer(), weights=entry, style=style))

    monkeypatch.setattr("animegan.evaluation.face_ablation.Stylizer", Loaded)
    monkeypatch.setattr("animegan.evaluation.face_ablation.open_refiner", lambda: None)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "portrait.png").write_bytes(encode(load_sample("astronaut")))
    return tmp_path


def test_every_way_has_its_row(folder, capsys):
    assert main(["evaluate-faces", "--photos", str(folder), "--all", "--size", "250", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["faces"], report["photos"], report["refiner"]) == (1, 1, None)
    assert report["eyes_px"] == pytest.approx(21, abs=2)
    rows = {row["way"]: row for row in report["rows"]}
    assert list(rows) == ["whole photo once", "paste", "alpha", "mixed", "poisson"]
    assert rows["whole photo once"]["neck_shift"] == 0 and rows["whole photo once"]["eye_sharpness"] == 1
    assert rows["paste"]["neck_shift"] > 20  # the stand-in's crops are red
    assert rows["paste"]["seam"] > 2 * rows["poisson"]["seam"]


def test_other_weights_can_be_measured(folder, capsys):
    arguments = ["--photos", str(folder), "--all", "--size", "128", "--json"]
    assert main(["evaluate-faces", *arguments, "--weights", "animeganv2_sakura"]) == 0
    assert json.loads(capsys.readouterr().out)["weights"] == "animeganv2_sakura"
    assert main(["evaluate-faces", *arguments, "--weights", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


def test_the_table_is_for_people(folder, capsys):
    assert main(["evaluate-faces", "--photos", str(folder), "--all", "--size", "128"]) == 0
    said = capsys.readouterr().out
    assert "1 faces in 1 photos" in said and "poisson" in said and "no refiner" in said


def test_photos_without_faces_are_refused(tmp_path, capsys):
    (tmp_path / "coffee.png").write_bytes(encode(load_sample("coffee")))
    assert main(["evaluate-faces", "--photos", str(tmp_path), "--all", "--size", "64"]) == 2
    assert "has a face" in capsys.readouterr().err
    assert main(["evaluate-faces", "--photos", str(tmp_path), "--limit", "0"]) == 2
