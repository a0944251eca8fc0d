"""A student of a teacher that only inverts colours: pictures are kept, the student learns, the figures are told."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from animegan.catalog import entries, get_weights
from animegan.catalog.own import entry_of_file
from animegan.catalog.write import write_weights
from animegan.errors import InputError, TrainingError, WeightsError
from animegan.inference import Stylizer
from animegan.media.image import encode
from animegan.models.anime_unet import AnimeUNet
from animegan.training import distil, distil_report
from animegan.training.distil_plates import TeacherPlates
from animegan.training.photos import list_photos
from animegan.training.recipes import get_recipe
from animegan.training.request import TrainRequest

TINY = {"width": 0.125}


@pytest.fixture
def teacher(tmp_path, monkeypatch):
    """A tiny network in the catalog, with a style of its own."""
    path = tmp_path / "weights" / "tiny.safetensors"
    config = {"styles": 1, **TINY}
    written = write_weights(
        path, AnimeUNet(**config), architecture="anime_unet", styles=("ink",), config=config
    )
    entry = replace(entry_of_file(path), name="tiny", sha256=written.sha256)
    monkeypatch.setattr(entries, "WEIGHTS", (*entries.WEIGHTS, entry))
    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path / "cache"))
    return entry


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for index in range(3):
        blocks = np.kron(rng.integers(0, 256, (6, 8, 3)), np.ones((16, 16, 1))).astype(np.uint8)
        (folder / f"{index}.png").write_bytes(encode(blocks))
    return folder


def paint(photos, folder, entry, paints):
    plates = TeacherPlates(folder, entry, {"ink": paints})
    steps = list(plates.paint(list_photos(photos)))
    return plates.plates, steps


def test_the_teacher_paints_each_photo_once_and_one_is_held_out(photos, teacher, tmp_path):
    paints = Stylizer.of(teacher, "ink", backend="torch", precision="fp32")
    plates, steps = paint(photos, tmp_path / "kept", teacher, paints)
    assert [step.done for step in steps] == [0, 1, 2, 3]
    assert sum(plate.held_out for plate in plates) == 1
    photo, picture = plates[0].pictures()
    assert np.array_equal(picture, paints(np.array(photo), size=96).picture) and photo.shape == (96, 128, 3)
    again, steps = paint(photos, tmp_path / "kept", teacher, None)  # nobody paints
    assert [step.done for step in steps] == [3] and again == plates
    with pytest.raises(TypeError):
        paint(
            photos, tmp_path / "kept", replace(teacher, sha256="0" * 64), None
        )  # another teacher's are not taken


def test_a_student_is_trained_and_stands_beside_its_teacher(photos, teacher, tmp_path, monkeypatch):
    monkeypatch.setattr(distil, "STUDENT", TINY)
    monkeypatch.setattr(distil_report, "SIZE", 64)
    out = tmp_path / "run"
    settings = {"steps": 2, "batch": 1, "crop": 64, "checkpoint_every": 2}

    request = TrainRequest(photos=photos, out=out, teacher=Path("tiny"), settings=settings)
    steps = list(get_recipe("distil").run(request))
    assert [step.message for step in steps[-2:]] == ["training"] * 2
    report = json.loads((out / "distil.json").read_text())
    (row,) = report["likeness"]
    assert row["style"] == "ink" and report["photos"] == 1
    student = entry_of_file(out / "tiny_student.safetensors")
    assert student.styles == ("ink",)
    for name, entry in (("teacher", teacher), ("student", student)):
        parameters = sum(p.numel() for p in AnimeUNet(styles=1, **TINY).parameters())
        assert report[name]["parameters"] == parameters and report[name]["size_bytes"] == entry.size_bytes
        assert report[name]["gmac"] > 0 and report[name]["seconds"] > 0

    plate = np.load(next(path for path in (out / "paintings").rglob("*.npy") if _is_held_out(path, photos)))
    mine = Stylizer.of(student, precision="fp32")(plate[0], size=96).picture
    error = ((mine.astype(float) - plate[1]) ** 2).mean()
    assert row["psnr_db"] == pytest.approx(10 * np.log10(255**2 / error), abs=0.01)


def _is_held_out(path, photos):
    """One in ten by its name; of these three the last."""
    known = [photo.path.stem for photo in list_photos(photos) if photo.held_out] or ["2"]
    return any(f"-{stem}-" in path.name for stem in known)


def test_what_cannot_teach_is_said(photos, tmp_path):

    def run(name):
        teacher = Path(name) if name else None
        list(get_recipe("distil").run(TrainRequest(photos=photos, out=tmp_path / "run", teacher=teacher)))

    for name, error, said in [
        (None, TrainingError, "No teacher"),
        ("nobody", InputError, "nobody"),
        ("perceptual", InputError, "no pictures"),
        ("toonify_sakura", TrainingError, "one upright face"),
    ]:
        with pytest.raises(error, match=said):
            run(name)
    with pytest.raises(TrainingError, match="vangogh"):
        distil.student_config(get_weights("anime_unet"), {"styles": ("vangogh",)})
    assert distil.student_config(get_weights("anime_unet"), {}).styles == (
        "sakura",
        "aozora",
        "yuyake",
        "sumi",
    )


def test_a_file_of_ones_own_is_read_by_what_it_says(tmp_path):
    path = tmp_path / "mine.safetensors"
    with pytest.raises(WeightsError, match="no weights file"):
        entry_of_file(path)
    for data in (b"", b"\xff" * 20, (2).to_bytes(8, "little") + b"{}"):
        path.write_bytes(data)
        with pytest.raises(WeightsError, match="does not say"):
            entry_of_file(path)
