"""Photos are painted once, found again, and never mixed up with another painter's pictures."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from animegan import toon
from animegan.errors import TrainingError
from animegan.training import paintings
from animegan.training.paintings import PlateFolder
from animegan.training.photos import held_out, list_photos

STYLES = ("sakura", "sumi")
SEEN = [name for name in (f"{i}.png" for i in range(40)) if not held_out(name)][:4]
UNSEEN = next(name for name in (f"{i}.png" for i in range(400)) if held_out(name))
FACE = np.array([[30, 40], [66, 40], [48, 56], [34, 70], [62, 70]], dtype=np.float32)


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos" / "scenes"
    folder.mkdir(parents=True)
    for seed, name in enumerate([*SEEN, UNSEEN]):
        noise = np.random.default_rng(seed).integers(0, 256, (6, 6, 3), dtype=np.uint8)
        Image.fromarray(noise).resize((96, 96)).save(folder / name)
    return folder.parent


def test_a_plate_is_the_photo_and_its_paintings(photos: Path, tmp_path: Path) -> None:
    folder = PlateFolder(tmp_path / "out", STYLES)
    progress = list(folder.paint(list_photos(photos), workers=1))
    assert progress[-1].done == progress[-1].total == 5
    plate = next(p for p in folder.plates if p.path.stem.startswith(f"scenes-{Path(SEEN[0]).stem}-"))
    photo, sakura, sumi = plate.pictures()
    np.testing.assert_array_equal(photo, np.asarray(Image.open(photos / "scenes" / SEEN[0])))
    np.testing.assert_array_equal(sakura, toon.paint(photo, "sakura"))
    np.testing.assert_array_equal(sumi, toon.paint(photo, "sumi"))
    assert [p.held_out for p in folder.plates].count(True) == 1


def test_the_second_time_nothing_is_painted(photos: Path, tmp_path: Path) -> None:
    list(PlateFolder(tmp_path / "out", STYLES).paint(list_photos(photos), workers=1))
    folder = PlateFolder(tmp_path / "out", STYLES)
    assert [p.done for p in folder.paint(list_photos(photos), workers=1)] == [5]
    assert len(folder.plates) == 5


def test_faces_are_looked_for_and_make_a_collage(photos: Path, tmp_path: Path) -> None:
    folder = PlateFolder(tmp_path / "out", STYLES, find_faces=lambda _photo: (FACE,))
    list(folder.paint(list_photos(photos), workers=1))
    (collage,) = (p for p in folder.plates if p.group == "collage")
    assert collage.pictures().shape == (3, 320, 320, 3)
    assert len(collage.faces) == 4
    np.testing.assert_allclose(collage.faces[3][0], np.array([30, 40]) * 160 / 96 + 160, rtol=1e-5)
    assert not collage.held_out


def test_sixteen_portraits_make_a_crowd(
    photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paintings, "COLLAGE_ROWS", (4,))
    some = [photo for photo in list_photos(photos) if not photo.held_out]
    folder = PlateFolder(tmp_path / "out", ("sakura",), find_faces=lambda _photo: (FACE,))
    list(folder.paint(some * 4, workers=1))
    (crowd,) = (p for p in folder.plates if p.group == "crowd")
    assert len(crowd.faces) == 16
    np.testing.assert_allclose(crowd.faces[5][0], np.array([30, 40]) * 80 / 96 + 80, rtol=1e-5)


def test_faces_are_looked_for_once(photos: Path, tmp_path: Path) -> None:
    looked = []

    def find(photo: np.ndarray) -> tuple[np.ndarray, ...]:
        looked.append(photo)
        return (FACE,)

    for _ in range(2):
        folder = PlateFolder(tmp_path / "out", STYLES, find_faces=find)
        list(folder.paint(list_photos(photos), workers=1))
    assert len(looked) == 5
    assert len(folder.plates) == 6  # with the collage: the faces of the plates are known again


def test_another_painter_paints_anew(photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = PlateFolder(tmp_path, STYLES).folder
    twin = tmp_path / "toon"
    shutil.copytree(Path(toon.__file__).parent, twin)
    (twin / "styles.py").write_text("# another painter")
    monkeypatch.setattr(paintings.toon, "__file__", str(twin / "__init__.py"))
    assert PlateFolder(tmp_path, STYLES).folder != before


def test_plates_of_more_styles_serve_a_run_of_one(photos: Path, tmp_path: Path) -> None:
    many = PlateFolder(tmp_path / "out", STYLES)
    list(many.paint(list_photos(photos), workers=1))
    one = PlateFolder(tmp_path / "out", ("sumi",))
    assert [p.done for p in one.paint(list_photos(photos), workers=1)] == [5]
    for wide, narrow in zip(many.plates, one.plates, strict=True):
        np.testing.assert_array_equal(narrow.pictures(), wide.pictures()[[0, 2]])


def test_a_changed_photo_and_a_namesake_are_painted_for_themselves(photos: Path, tmp_path: Path) -> None:
    twin = photos / "more" / "scenes"
    shutil.copytree(photos / "scenes", twin)
    Image.new("RGB", (96, 96), "red").save(twin / SEEN[0])
    folder = PlateFolder(tmp_path / "out", ("sumi",))
    list(folder.paint(list_photos(photos), workers=1))
    wanted = {np.asarray(Image.open(photo)).tobytes() for photo in photos.rglob("*.png")}
    assert {np.array(plate.pictures()[0]).tobytes() for plate in folder.plates} == wanted
    assert len(wanted) == 6


def test_only_held_out_photos_is_no_training_set(photos: Path, tmp_path: Path) -> None:
    for name in SEEN:
        (photos / "scenes" / name).unlink()
    with pytest.raises(TrainingError, match="No photo is left"):
        list(PlateFolder(tmp_path / "out", STYLES).paint(list_photos(photos), workers=1))
