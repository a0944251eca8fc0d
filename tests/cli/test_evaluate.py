"""`evaluate` from the command line to the table, on the built-in samples made small."""

import json
from pathlib import Path

import pytest
import torch
from PIL import Image

from animegan.catalog import get_weights
from animegan.catalog.write import write_weights
from animegan.cli.main import main
from animegan.media.samples import load_sample
from animegan.models.animeganv2 import AnimeGANv2
from animegan.training.photos import held_out

UNSEEN = [name for name in (f"{i}.png" for i in range(900)) if held_out(name)]
SAMPLES = ("astronaut", "cat", "coffee", "rocket")


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four held-out photos and one that is not."""
    folder = tmp_path_factory.mktemp("evaluated") / "samples"
    folder.mkdir()
    assert not held_out("a.png")
    for name, sample in zip([*UNSEEN[:4], "a.png"], [*SAMPLES, "cat"], strict=True):
        Image.fromarray(load_sample(sample)).resize((128, 128)).save(folder / name)
    return folder.parent


@pytest.mark.slow
def test_without_photos_it_measures_on_the_samples(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "anime_unet", "--style", "sakura", "--size", "64", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["photos"], report["held_out_only"]) == (6, False)


@pytest.mark.slow
def test_the_default_weights_are_nearer_to_the_painter_than_the_photo(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["evaluate", "anime_unet", "--photos", str(photos), "--style", "Sumi", "sakura"]
    assert main([*arguments, "--json", "--sheets", str(tmp_path)]) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"sumi.jpg", "sakura.jpg"}
    with Image.open(tmp_path / "sumi.jpg") as sheet:
        assert sheet.size == (2 * 784 - 16, 784)  # four pairs in two rows
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert "evaluating the photos 4/4" in printed.err

    assert report["sha256"] == get_weights("anime_unet").sha256
    assert (report["schema"], report["photos"], report["held_out_only"]) == (1, 4, True)
    assert (report["torch"], report["size"]) == (torch.__version__, 512)
    assert report["faces"] == 1  # the astronaut's
    assert [style["style"] for style in report["styles"]] == ["sumi", "sakura"]
    for style in report["styles"]:
        assert style["output"]["psnr_db"] > style["photo"]["psnr_db"]
        assert style["output"]["ssim"] > style["photo"]["ssim"]
        assert 0 < style["perceptual_ratio"] < 0.8
        assert style["kernel_distance"] < style["photo_kernel_distance"]
        assert 0 < style["flicker"]["noisy"] < 3
        assert 0 < style["flicker"]["contrast"] <= style["flicker"]["moved"] * 1.2
        assert set(style["faces"]) == {"found_share", "large_found_share", "landmark_shift"}

    assert main([*arguments, "--limit", "1", "--all"]) == 0
    table = capsys.readouterr().out
    assert "1 photos, seen ones among them" in table
    assert "sumi" in table and "aozora" not in table


def test_a_file_that_is_in_no_catalog(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torch.manual_seed(0)
    path = tmp_path / "mine.safetensors"
    written = write_weights(path, AnimeGANv2(), architecture="animeganv2", styles=["aozora"])
    assert (
        main(["evaluate", str(path), "--photos", str(photos), "--limit", "1", "--size", "64", "--json"]) == 0
    )
    report = json.loads(capsys.readouterr().out)
    assert (report["weights"], report["architecture"], report["sha256"]) == (
        "mine",
        "animeganv2",
        written.sha256,
    )
    (style,) = report["styles"]
    assert style["style"] == "aozora"
    assert style["kernel_distance"] is None  # one photo is no set


@pytest.mark.parametrize(
    ("weights", "options", "said"),
    [
        ("no_such", [], "anime_unet"),
        ("perceptual", [], "Unknown network"),
        ("anime_unet", ["--photos", "no/such/folder"], "not a folder"),
        ("anime_unet", ["--style", "hayao"], "hayao"),
        ("anime_unet", ["--limit", "0"], "limit"),
        ("anime_unet", ["--size", "9"], "size 9"),
        ("anime_unet", ["--tiers", "Z"], "No photo"),
    ],
)
def test_what_is_wrong_is_said(
    weights: str, options: list[str], said: str, photos: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", weights, "--photos", str(photos), *options]) == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert "hint: " in printed and "Traceback" not in printed


def test_none_held_out_says_how_to_measure_anyway(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / "a.png")
    assert main(["evaluate", "anime_unet", "--photos", str(tmp_path)]) == 2
    assert "--all" in capsys.readouterr().err
