"""`paint` writes what the painter draws, with faces where MTCNN finds them."""

import json

import numpy as np
import pytest

from animegan.cli.main import main
from animegan.inference.preprocess import resize
from animegan.media.image import decode, encode
from animegan.media.samples import load_sample
from animegan.toon import paint


@pytest.fixture
def portrait(tmp_path):
    path = tmp_path / "portrait.png"
    path.write_bytes(encode(load_sample("astronaut")))
    return path


def test_no_faces_is_the_painters_picture_of_the_working_photo(portrait, tmp_path, capsys):
    out = tmp_path / "out.png"
    assert (
        main(
            [
                "paint",
                str(portrait),
                "-o",
                str(out),
                "--style",
                "Sumi",
                "--size",
                "128",
                "--no-faces",
                "--json",
            ]
        )
        == 0
    )
    record = json.loads(capsys.readouterr().out)
    assert (record["style"], record["size"], record["faces"]) == ("sumi", [128, 128], [])
    assert record["input"] == str(portrait) and record["milliseconds"] > 0
    written = decode(out.read_bytes()).photo
    reduced = decode(portrait.read_bytes(), at_least=128).photo
    assert np.array_equal(written, paint(resize(reduced, (128, 128)), "sumi"))


def test_faces_are_found_and_drawn_as_faces(portrait, tmp_path, capsys):
    with_face, without = tmp_path / "with.png", tmp_path / "without.png"
    assert main(["paint", str(portrait), "-o", str(with_face), "--size", "384", "--json"]) == 0
    (face,) = json.loads(capsys.readouterr().out)["faces"]
    assert main(["paint", str(portrait), "-o", str(without), "--size", "384", "--no-faces"]) == 0
    difference = np.abs(
        decode(with_face.read_bytes()).photo.astype(int) - decode(without.read_bytes()).photo.astype(int)
    ).max(axis=2)
    for x, y in face["landmarks"][:2]:  # the eyes are drawn anew
        assert difference[int(y) - 8 : int(y) + 8, int(x) - 8 : int(x) + 8].max() > 60
    assert difference[-60:].max() <= 8  # far below the face nothing changes


@pytest.mark.parametrize(("option", "value"), [("--style", "vangogh"), ("--size", "10")])
def test_a_wrong_option_is_explained(portrait, tmp_path, capsys, option, value):
    assert main(["paint", str(portrait), "-o", str(tmp_path / "o.png"), "--no-faces", option, value]) == 2
    err = capsys.readouterr().err
    assert value in err and "hint: " in err


def test_keep_size(portrait, tmp_path, capsys):
    out = tmp_path / "out.jpg"
    assert main(["paint", str(portrait), "-o", str(out), "--size", "64", "--no-faces", "--keep-size"]) == 0
    assert "width 512 x height 512 px, worked at 64 x 64 px" in capsys.readouterr().out
    assert decode(out.read_bytes()).photo.shape == (512, 512, 3)
