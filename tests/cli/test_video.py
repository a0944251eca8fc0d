"""`video` from the command line to the written film, with a stand-in for the network's weights."""

import json
import signal

import numpy as np
import pytest

from animegan.cli.main import main
from animegan.inference.film.reel import reel_folder
from animegan.media.samples import load_sample
from tests.media.clips import grey_frames, numbers, read_all, write_clip
from tests.tint import take_the_networks_place


@pytest.fixture(autouse=True)
def tint(monkeypatch):
    take_the_networks_place(monkeypatch)


@pytest.fixture
def clip(tmp_path):
    return write_clip(tmp_path / "clip.mp4", grey_frames(12), sound="aac")


def run(*arguments):
    return main(["video", *map(str, arguments)])


def test_a_clip_becomes_a_film_and_the_figures_are_told(clip, tmp_path, capsys):
    out = tmp_path / "new" / "film.mp4"
    assert run(clip, "-o", out, "--size", 64, "--style", "sumi", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert record["output"] == str(out) and record["size"] == [64, 96]
    assert (record["frames"], record["painted"], record["sound"]) == (12, 12, "copied")
    assert (record["style"], record["backend"], record["weights"]) == ("sumi", "tint", "anime_unet")
    assert set(record["stages_ms"]) == {"decode", "resize", "compare", "network", "encode"}
    assert record["fps"] > 0 and record["complete"]
    assert len(read_all(out)[1]) == 12


def test_for_people_it_is_one_line(clip, tmp_path, capsys):
    assert run(clip, "-o", tmp_path / "film.mp4", "--size", 64, "--fps", 10, "--start", 0.1) == 0
    said = capsys.readouterr().out
    assert "film.mp4" in said and "3 frames of 96 x 64 px" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "film.avi"], "film.avi"),
        (["-o", "clip.mp4"], "clip itself"),
        (["-o", "film.mp4", "--style", "vangogh"], "vangogh"),
        (["-o", "film.mp4", "--size", "9"], "9"),
        (["-o", "film.mp4", "--start", "60"], "second 60"),
        (["-o", "film.mp4", "--fps", "0"], "frames a second"),
    ],
)
def test_what_the_user_can_mend_is_said(clip, tmp_path, monkeypatch, capsys, arguments, said):
    monkeypatch.chdir(tmp_path)
    before = clip.read_bytes()
    assert run(clip.name, *arguments) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["clip.mp4"] and clip.read_bytes() == before


def test_ctrl_c_keeps_what_is_done_and_resume_goes_on(clip, tmp_path, monkeypatch, capsys):
    out = tmp_path / "film.mp4"
    from animegan.inference.film import Film

    made, pressed = Film._progress, []

    def interrupted(film):
        step = made(film)
        if (
            step.done == 5 and not pressed
        ):  # it may tell the same step twice, and a second Ctrl+C ends everything
            pressed.append(True)
            signal.raise_signal(signal.SIGINT)
        return step

    monkeypatch.setattr(Film, "_progress", interrupted)
    assert run(clip, "-o", out, "--size", 64) == 0
    assert "--resume" in capsys.readouterr().out
    assert len(read_all(out)[1]) == 5 and reel_folder(out).exists()
    monkeypatch.setattr(Film, "_progress", made)
    assert run(clip, "-o", out, "--size", 64, "--resume", "--style", "sakura") == 0
    assert len(read_all(out)[1]) == 12 and not reel_folder(out).exists()
    assert len(set(numbers(read_all(out)[1]))) > 6


def test_without_a_clip_the_labs_own_one_is_taken(tmp_path, monkeypatch, capsys):
    drawn = []

    def draw(path):
        drawn.append(path)
        write_clip(path, grey_frames(3))

    monkeypatch.setenv("ANIMEGAN_CACHE", str(tmp_path))
    monkeypatch.setattr("animegan.inference.film.sample.write_sample_clip", draw)
    assert run("-o", tmp_path / "film.mp4", "--size", 64) == 0
    assert run("-o", tmp_path / "film.mp4", "--size", 64) == 0
    assert len(drawn) == 1 and drawn[0].parent == tmp_path


def test_with_faces_every_frame_is_read_larger_and_its_face_painted(tmp_path, monkeypatch, capsys):
    import animegan.face.face2paint as faces

    astronaut, seen = load_sample("astronaut"), []
    pan = [np.ascontiguousarray(astronaut[:320, 60 + 8 * step : 380 + 8 * step]) for step in range(3)]
    clip = write_clip(tmp_path / "pan.mp4", pan)
    face2paint = faces.face2paint

    def watched(photo, *arguments, **options):
        painting = face2paint(photo, *arguments, **options)
        seen.append((photo.shape[:2], painting.picture.shape[:2], len(painting.faces), painting.refiner))
        return painting

    monkeypatch.setattr(faces, "face2paint", watched)
    assert run(clip, "-o", tmp_path / "film.mp4", "--size", 160, "--faces", "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert seen == [((320, 320), (160, 160), 1, "local_refiner")] * 3
    assert record["faces"] is True and record["size"] == [160, 160] and record["frames"] == 3
    assert len(read_all(tmp_path / "film.mp4")[1]) == 3


def test_a_weights_file_of_ones_own_paints_too(clip, tmp_path, capsys):
    own = tmp_path / "mine.safetensors"
    about = {
        "architecture": "anime_unet",
        "styles": json.dumps(["ink", "chalk", "wash", "pen"]),
        "config": "{}",
    }
    header = json.dumps({"__metadata__": about}).encode()
    own.write_bytes(len(header).to_bytes(8, "little") + header)
    film = tmp_path / "film.mp4"
    assert run(clip, "-o", film, "--size", 64, "--weights", own, "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["weights"], record["style"]) == ("mine", "ink")
    assert run(clip, "-o", film, "--size", 64, "--weights", own, "--style", "sumi") == 2
    assert "sumi" in capsys.readouterr().err
    assert run(clip, "-o", film, "--weights", tmp_path / "none.safetensors") == 2
    assert "no weights file" in capsys.readouterr().err
