"""Photos are listed with what their CSV knows, and split by name."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from animegan.errors import TrainingError
from animegan.training.photos import held_out, list_photos


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "faces").mkdir()
    for name in ("b.jpg", "a.png", "notes.txt"):
        path = tmp_path / "faces" / name
        if path.suffix == ".txt":
            path.write_text("not a photo")
        else:
            Image.new("RGB", (8, 8)).save(path)
    points = ",".join(f"lm{p}_{axis}" for p in ("leye", "reye", "nose", "lmouth", "rmouth") for axis in "xy")
    rows = [f"file,tier,{points}", "a.png,A," + ",".join(map(str, range(10))), "b.jpg,C," + "," * 9]
    (tmp_path / "faces.csv").write_text("\n".join(rows))
    return tmp_path


def test_points_are_read_in_order(folder: Path) -> None:
    first, second = list_photos(folder)
    assert (first.path.name, second.path.name) == ("a.png", "b.jpg")
    assert first.faces is not None
    np.testing.assert_array_equal(first.faces[0], np.arange(10, dtype=np.float32).reshape(5, 2))
    assert second.faces == ()  # the CSV looked and found none


def test_without_a_csv_nobody_has_looked_for_faces(folder: Path) -> None:
    (folder / "faces.csv").unlink()
    assert {photo.faces for photo in list_photos(folder)} == {None}


def test_a_csv_without_points_says_nothing_of_faces(folder: Path) -> None:
    (folder / "faces.csv").write_text("file,tier\na.png,A\nb.jpg,C")
    assert {photo.faces for photo in list_photos(folder)} == {None}


def test_tiers_choose(folder: Path) -> None:
    assert [photo.path.name for photo in list_photos(folder, tiers=("A", "S"))] == ["a.png"]


def test_nothing_usable_is_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="No photo"):
        list_photos(folder, tiers=("Z",))
    with pytest.raises(TrainingError, match="not a folder"):
        list_photos(tmp_path / "missing")


def test_one_in_ten_is_held_out_and_always_the_same() -> None:
    names = [f"face_{i:04}.jpg" for i in range(2000)]
    share = sum(map(held_out, names)) / len(names)
    assert 0.08 < share < 0.125
    assert held_out("face_0000.jpg") is False
    assert held_out(next(name for name in names if held_out(name))) is True
