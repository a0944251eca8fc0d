"""`face2paint` from the command line to the written files, with a stand-in for the network."""

import json

import numpy as np
import pytest

from animegan.cli.main import main
from animegan.media.image import decode, encode
from animegan.media.samples import load_sample
from tests.face.scenes import face_at, marking_stylizer

WHERE_IT_IS = face_at(np.array([[1.0, 0, 0], [0, 1, 0]]))


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch):
    import animegan.face.face2paint as module

    class Loaded:
        load = staticmethod(lambda style, **_ways: marking_stylizer())

    monkeypatch.setattr("animegan.inference.Stylizer", Loaded)
    found = lambda photo: (WHERE_IT_IS,) if photo.shape == (512, 512, 3) else ()  # noqa: E731
    monkeypatch.setitem(module.face2paint.__kwdefaults__, "find_faces", found)


@pytest.fixture
def portrait(tmp_path):
    path = tmp_path / "portrait.png"
    path.write_bytes(encode(load_sample("astronaut")))
    return path


def run(capsys, *arguments):
    assert main(["face2paint", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_portrait_is_painted_and_reported(portrait, tmp_path, capsys):
    record = run(capsys, portrait, "-o", tmp_path / "out.png", "--size", 256)
    assert decode((tmp_path / "out.png").read_bytes()).photo.shape == (256, 256, 3)
    assert record["blend"] == "poisson" and record["size"] == [256, 256]
    assert len(record["faces"]) == 1 and record["notes"] == ["has 1 face painted by itself"]


def test_no_face_is_a_normal_result_and_is_said(tmp_path, capsys):
    path = tmp_path / "coffee.png"
    path.write_bytes(encode(load_sample("coffee")))
    record = run(capsys, path, "-o", tmp_path / "out.png", "--size", 200)
    assert record["faces"] == [] and "no face" in record["notes"][0]


@pytest.mark.parametrize(
    ("options", "stages"),
    [
        ([], ["1-crop", "2-without", "3-painted", "4-refined", "5-mask", "6-blended"]),
        (["--no-refine"], ["1-crop", "2-without", "3-painted", "4-mask", "5-blended"]),
    ],
)
def test_stages_are_written(portrait, tmp_path, capsys, options, stages):
    run(capsys, portrait, "-o", tmp_path / "out.png", "--stages", tmp_path / "stages", *options)
    names = sorted(path.name for path in (tmp_path / "stages").iterdir())
    assert names == [*(f"out-face1-{stage}.png" for stage in stages), "out-found.png"]


def test_strength_0_is_what_stylize_writes(portrait, tmp_path, capsys):
    run(capsys, portrait, "-o", tmp_path / "out.png", "--size", 256, "--strength", 0)
    written = decode((tmp_path / "out.png").read_bytes()).photo
    assert np.array_equal(written, marking_stylizer()(load_sample("astronaut"), size=256).picture)


@pytest.mark.parametrize(
    ("arguments", "said"), [(["--strength", "7"], "strength 7"), (["--size", "3"], "size 3")]
)
def test_a_wrong_option_is_one_error(portrait, tmp_path, capsys, arguments, said):
    assert main(["face2paint", str(portrait), str(portrait), "-o", str(tmp_path / "out"), *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err and "of 2 photos" not in err
