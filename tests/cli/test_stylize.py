"""`stylize` from the command line to the written file, with a stand-in for the network's weights."""

import json
from typing import ClassVar

import numpy as np
import pytest
from PIL import Image

from animegan.cli.main import main
from animegan.errors import InputError
from animegan.inference import Result
from animegan.inference.preprocess import resize, working_size
from animegan.media.image import decode, encode
from tests.media.files import quadrants, saved


class NegativeStylizer:
    """Paints the photo's negative: what comes out says what went in."""

    sizes: ClassVar[list[tuple[int, int]]] = []  # of the photos of all calls

    def __init__(self, style, backend):
        self.style, self.backend = style, backend

    @classmethod
    def load(cls, style="sakura", *, backend="auto", precision=None, device="cpu"):
        if style not in ("sakura", "sumi"):
            raise InputError(f"Unknown style: {style!r}.", hint="Use one of: sakura, sumi.")
        return cls(style, "torch" if backend == "auto" else backend)

    def __call__(self, photo, *, size=512, strength=1.0, mix=None):
        if not 0 <= strength <= 1:
            raise InputError(f"The strength {strength} is out of range.", hint="Use 0 to 1.")
        self.sizes.append(photo.shape[:2])
        working = resize(photo, working_size(photo.shape[:2], size))
        return Result(
            picture=255 - working,
            style="mix" if mix else self.style,
            mix=mix or {self.style: 1.0},
            strength=strength,
            backend=self.backend,
            precision="fp32",
            weights="negative",
            size=working.shape[:2],
            milliseconds=2.0,
            network_ms=1.0,
        )


@pytest.fixture(autouse=True)
def negative(monkeypatch):
    monkeypatch.setattr("animegan.inference.Stylizer", NegativeStylizer)
    monkeypatch.setattr(NegativeStylizer, "sizes", [])


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(encode(quadrants(120, 200)))
    return path


def records(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_photo_becomes_one_picture(photo, tmp_path, capsys):
    assert main(["stylize", str(photo), "-o", str(tmp_path / "out.png"), "--size", "64"]) == 0
    written = decode((tmp_path / "out.png").read_bytes())
    expected = 255 - resize(quadrants(120, 200), (64, 107))
    assert written.format == "PNG"
    assert np.array_equal(written.photo, expected)
    said = capsys.readouterr().out
    assert str(photo) in said and "out.png" in said and "sakura" in said and "torch" in said


def test_json_has_all_of_the_result_but_pixels(photo, tmp_path, capsys):
    out = tmp_path / "out.webp"
    arguments = ["--style", "sumi", "--strength", "0.5", "--backend", "openvino", "--json"]
    assert main(["stylize", str(photo), "-o", str(out), *arguments]) == 0
    (record,) = records(capsys)
    assert record == {
        "input": str(photo),
        "output": str(out),
        "width": 200,
        "height": 120,
        "style": "sumi",
        "mix": {"sumi": 1.0},
        "strength": 0.5,
        "backend": "openvino",
        "precision": "fp32",
        "weights": "negative",
        "size": [120, 200],
        "milliseconds": 2.0,
        "network_ms": 1.0,
        "notes": [],
    }


def test_a_mix_replaces_the_style(photo, tmp_path, capsys):
    assert (
        main(
            [
                "stylize",
                str(photo),
                "-o",
                f"{tmp_path}/",
                "--format",
                "jpeg",
                "--mix",
                "sumi=1,sakura=3",
                "--json",
            ]
        )
        == 0
    )
    (record,) = records(capsys)
    assert record["mix"] == {"sumi": 1.0, "sakura": 3.0}
    assert record["output"].endswith("photo.jpg")


def test_style_and_mix_together_are_a_misuse(photo, tmp_path, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["stylize", str(photo), "-o", str(tmp_path / "o.png"), "--style", "sumi", "--mix", "sumi=1"])
    assert caught.value.code == 2


def test_keep_size_writes_the_photos_own_size(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    path = tmp_path / "photo.jpg"
    path.write_bytes(saved(Image.fromarray(quadrants(300, 500)), "JPEG", exif=exif.tobytes()))
    out = tmp_path / "out.jpg"
    assert main(["stylize", str(path), "-o", str(out), "--size", "64", "--keep-size"]) == 0
    assert decode(out.read_bytes()).photo.shape == (500, 300, 3)
    assert main(["stylize", str(path), "-o", str(out), "--size", "64"]) == 0
    assert decode(out.read_bytes()).photo.shape == (107, 64, 3)


def test_transparency_is_kept(tmp_path):
    image = Image.fromarray(quadrants(120, 200))
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    path, out = tmp_path / "photo.png", tmp_path / "out.webp"
    path.write_bytes(saved(image, "PNG"))
    assert main(["stylize", str(path), "-o", str(out), "--size", "64"]) == 0
    alpha = decode(out.read_bytes()).alpha
    assert alpha is not None and alpha.shape == (64, 107)
    assert alpha[0].max() < 10 and alpha[-1].min() > 245


def test_a_bad_photo_does_not_stop_the_others(photo, tmp_path, capsys):
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0 and nothing more")
    missing, out = tmp_path / "missing.png", tmp_path / "out"
    assert main(["stylize", str(bad), str(photo), str(missing), "-o", str(out), "--json"]) == 2
    said = capsys.readouterr()
    lines = [json.loads(line) for line in said.out.splitlines()]
    assert [line["input"] for line in lines] == [str(bad), str(photo), str(missing)]
    assert ["error" in line for line in lines] == [True, False, True]
    assert sorted(path.name for path in out.iterdir()) == ["photo.png"]
    assert "2 of 3 photos" in said.err and "bad.jpg" in said.err and "missing.png" in said.err
    assert "hint: 1 picture is written" in said.err


def test_one_bad_photo_is_its_own_message(tmp_path, capsys):
    bad = tmp_path / "bad.png"
    bad.write_text("not a picture")
    assert main(["stylize", str(bad), "-o", str(tmp_path / "out.png")]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"error: {bad}: This is not a picture file.\nhint: ")
    assert said.out == "" and not (tmp_path / "out.png").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--style", "vangogh"], "vangogh"),
        (["--size", "3"], "The size 3"),
        (["--strength", "7"], "strength 7"),
        (["--mix", "sakura"], "'sakura'"),
        (["--mix", "vangogh=1"], "vangogh"),
    ],
)
def test_a_wrong_option_is_one_error_for_all_photos(photo, tmp_path, capsys, arguments, said):
    assert main(["stylize", str(photo), str(photo), "-o", str(tmp_path / "out"), *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err and "hint: " in err and "of 2 photos" not in err
    assert not (tmp_path / "out").exists()


def test_an_animation_says_that_the_first_frame_was_used(tmp_path, capsys):
    from tests.media.files import animated_file

    path = tmp_path / "moving.gif"
    path.write_bytes(animated_file("GIF"))
    assert main(["stylize", str(path), "-o", str(tmp_path / "out.png")]) == 0
    assert "note: the photo has 3 frames of animation: only the first is used" in capsys.readouterr().out


def test_the_network_warms_up_once_at_the_size_of_the_first_photo(photo, tmp_path):
    other = tmp_path / "other.png"
    other.write_bytes(encode(quadrants(90, 70)))
    assert main(["stylize", str(photo), str(other), "-o", f"{tmp_path}/out/"]) == 0
    assert NegativeStylizer.sizes == [(64, 64), (120, 200), (120, 200), (90, 70)]


def test_a_first_photo_that_cannot_be_worked_on_does_not_stop_the_others(photo, tmp_path, capsys):
    thread = tmp_path / "thread.png"
    thread.write_bytes(encode(np.zeros((30_000, 1, 3), np.uint8)))
    assert main(["stylize", str(thread), str(photo), "-o", str(tmp_path / "out"), "--json"]) == 2
    assert ["error" in record for record in records(capsys)] == [True, False]


def test_a_style_is_taken_in_any_case(photo, tmp_path, capsys):
    out = str(tmp_path / "out.png")
    assert main(["stylize", str(photo), "-o", out, "--style", "SUMI", "--json"]) == 0
    assert main(["stylize", str(photo), "-o", out, "--mix", "Sakura=1,SUMI=1", "--json"]) == 0
    assert [set(record["mix"]) for record in records(capsys)] == [{"sumi"}, {"sakura", "sumi"}]


def test_width_and_height_are_those_of_the_file(photo, tmp_path, capsys):
    arguments = ["stylize", str(photo), "-o", str(tmp_path / "out.png"), "--size", "64"]
    assert main([*arguments, "--json"]) == 0
    assert main([*arguments, "--json", "--keep-size"]) == 0
    reduced, kept = records(capsys)
    assert (reduced["width"], reduced["height"], reduced["size"]) == (107, 64, [64, 107])
    assert (kept["width"], kept["height"], kept["size"]) == (200, 120, [64, 107])

    assert main(arguments) == 0
    assert main([*arguments, "--keep-size"]) == 0
    plain, kept = capsys.readouterr().out.splitlines()
    assert "width 107 x height 64 px" in plain and "worked at" not in plain
    assert "width 200 x height 120 px, worked at 107 x 64 px" in kept


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_sub_folders_are_said_to_be_passed_over(photo, tmp_path, capsys, options):
    (tmp_path / "deeper").mkdir()
    assert main(["stylize", str(tmp_path), "-o", f"{tmp_path}/out/", *options]) == 0
    said = capsys.readouterr()
    assert "1 sub-folder was not searched" in said.err and "sub-folder" not in said.out
