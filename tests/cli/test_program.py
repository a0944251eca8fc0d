"""`python -m animegan` as a person runs it: quick help, status 2 with a hint, never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import animegan as package
from animegan.catalog import get_weights, verified_path
from animegan.errors import WeightsError
from animegan.media.image import decode, encode
from animegan.media.samples import load_sample

VERBS = (
    "serve",
    "stylize",
    "face2paint",
    "paint",
    "styles",
    "train",
    "video",
    "batch",
    "evaluate-faces",
    "fit-lens",
    "measure-family",
    "bench",
    "compare",
)


def python(*arguments, cwd=None):
    """Runs Python with the lab importable from anywhere."""
    environment = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=300, cwd=cwd, env=environment, check=False
    )


def animegan(*arguments, cwd=None):
    return python("-m", "animegan", *arguments, cwd=cwd)


def weights_are_there() -> bool:
    try:
        verified_path(get_weights("anime_unet"))
    except WeightsError:
        return False
    return True


def test_help_names_every_verb():
    done = animegan("--help")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb):
    done = animegan(verb, "--help")
    assert done.returncode == 0
    assert f"animegan {verb}" in done.stdout


def test_building_the_help_imports_nothing_heavy():
    code = (
        "import sys; from animegan.cli.main import build_parser; build_parser().format_help();"
        "print(sorted({'torch', 'torchvision', 'openvino', 'facenet_pytorch', 'streamlit'} & set(sys.modules)))"
    )
    done = python("-c", code)
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stylize", "missing.jpg", "-o", "out.png"], "missing.jpg"),
        (["stylize", "text.png", "-o", "out"], "what kind of file"),
        (["stylize", "good.png", "-o", "out.png", "--style", "vangogh"], "vangogh"),
        (["paint", "text.png", "-o", "out.png", "--no-faces"], "text.png: This is not a picture"),
        (["paint", "empty.jpg", "-o", "out.png", "--no-faces"], "empty.jpg: The file is empty"),
        (
            ["paint", "cut.jpg", "-o", "out.png", "--no-faces"],
            "cut.jpg: The JPEG file is damaged or cut short",
        ),
    ],
)
def test_what_the_user_can_mend_is_said_without_a_traceback(tmp_path, arguments, said):
    (tmp_path / "text.png").write_text("hello")
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "good.png").write_bytes(encode(load_sample("chart")))
    (tmp_path / "cut.jpg").write_bytes(encode(load_sample("chart"), file_format="JPEG")[:300])
    done = animegan(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("error: ") and "\nhint: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "cut.jpg",
        "empty.jpg",
        "good.png",
        "text.png",
    ]


@pytest.mark.parametrize(
    "arguments", [[], ["vectorize"], ["stylize"], ["stylize", "a.jpg"], ["paint", "a", "-o"]]
)
def test_misuse_is_status_two(arguments):
    done = animegan(*arguments)
    assert done.returncode == 2
    assert "usage: python -m animegan" in done.stderr and "Traceback" not in done.stderr


def test_without_a_verb_the_help_lists_them():
    done = animegan()
    assert (done.returncode, done.stdout) == (2, "")
    assert all(f"\n    {verb}" in done.stderr for verb in VERBS)


@pytest.mark.skipif(not weights_are_there(), reason="the trained weights are not there yet")
@pytest.mark.parametrize("backend", ["auto", "torch"])
def test_a_real_photo_becomes_a_real_picture(tmp_path, backend):
    photo = load_sample("astronaut")
    (tmp_path / "photo.jpg").write_bytes(encode(photo, file_format="JPEG"))
    done = animegan(
        "stylize", "photo.jpg", "-o", "out.png", "--size", 256, "--backend", backend, "--json", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["backend"] in ("torch", "openvino") and record["size"] == [256, 256]
    picture = decode((tmp_path / "out.png").read_bytes()).photo
    assert picture.shape == (256, 256, 3)
    assert 3 < abs(picture.astype(int) - photo[::2, ::2]).mean() < 90  # painted, and still the same scene
