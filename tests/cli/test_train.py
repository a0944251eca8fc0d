"""`train`: from a folder of photos to a weights file that paints, and words for whatever is wrong."""

import json
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from animegan.cli.main import main
from animegan.media.samples import load_sample
from animegan.models.anime_unet import AnimeUNet
from animegan.models.animeganv2 import AnimeGANv2
from animegan.training.ablation_recipe import CHILDREN, PARENT
from animegan.training.photos import held_out

UNSEEN = next(name for name in (f"{i}.png" for i in range(400)) if held_out(name))
SMALL = ["--steps", "2", "--crop", "64", "--batch", "2"]


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built-in sample photos, made small; one under a name that is held out."""
    folder = tmp_path_factory.mktemp("photos") / "samples"
    folder.mkdir()
    for name, sample in [("a.png", "astronaut"), ("c.png", "cat"), (UNSEEN, "coffee")]:
        assert held_out(name) is (name == UNSEEN)
        Image.fromarray(load_sample(sample)).resize((128, 128)).save(folder / name)
    return folder.parent


@pytest.mark.slow
def test_a_run_ends_in_weights_and_figures(
    photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    assert main(["train", "anime_unet", "--photos", str(photos), "--out", str(out), *SMALL]) == 0
    assert "training 2/2" in capsys.readouterr().err

    network = AnimeUNet()
    network.load_state_dict(load_file(out / "anime_unet.safetensors"))
    with torch.no_grad():
        assert network.eval()(torch.zeros(1, 3, 64, 64), torch.eye(4)[:1]).picture.isfinite().all()
    figures = json.loads((out / "figures.json").read_text())
    assert [row["style"] for row in figures["held_out"]] == ["sakura", "aozora", "yuyake", "sumi"]
    assert {row["photos"] for row in figures["held_out"]} == {1}
    assert all(np.isfinite(row["psnr_db"]) for row in figures["held_out"])
    assert (out / "sheet-000002.jpg").stat().st_size > 0
    with ZipFile(out / "anime_unet.history.zip") as history:
        assert history.namelist() == ["log.jsonl", "samples-000002.jpg"]

    assert main(["train", "anime_unet", "--photos", str(photos), "--out", str(out), *SMALL]) == 2
    assert "--resume" in capsys.readouterr().err
    assert main(["train", "anime_unet", "--photos", str(photos), "--out", str(out), *SMALL, "--resume"]) == 0


@pytest.mark.slow
def test_ten_steps_on_the_built_in_samples(tmp_path: Path) -> None:
    """What a newcomer types first, at full size."""
    assert main(["train", "anime_unet", "--steps", "10", "--out", str(tmp_path)]) == 0
    assert load_file(tmp_path / "anime_unet.safetensors").keys() == AnimeUNet().state_dict().keys()
    with ZipFile(tmp_path / "anime_unet.history.zip") as history:
        assert json.loads(history.read("log.jsonl").splitlines()[0])["step"] == 10


@pytest.mark.slow
def test_the_published_network_goes_on_from_weights(photos: Path, tmp_path: Path) -> None:
    common = ["train", "animeganv2", "--photos", str(photos), "--paintings", str(tmp_path / "plates"), *SMALL]
    first, second = tmp_path / "first", tmp_path / "second"
    assert main([*common, "--out", str(first), "--styles", "sakura"]) == 0
    start = first / "animeganv2.safetensors"
    options = ["--styles", "sumi", "--start", str(start), "--published", "hayao", "--learning-rate", "0"]
    assert main([*common, "--out", str(second), *options]) == 0
    before, after = load_file(start), load_file(second / "animeganv2.safetensors")
    assert before.keys() == after.keys() == AnimeGANv2().state_dict().keys()
    assert all(torch.equal(before[name], after[name]) for name in before)


@pytest.mark.slow
def test_the_family_is_one_parent_and_five_children(photos: Path, tmp_path: Path) -> None:
    command = ["train", "ablation", "--photos", str(photos), "--out", str(tmp_path), *SMALL]
    assert main(command) == 0
    files = {name: tmp_path / name / f"{name}.safetensors" for name in (PARENT, *CHILDREN)}
    assert all(path.stat().st_size < 2_000_000 for path in files.values())
    written = files["style_heavy"].stat().st_mtime_ns
    judge = tmp_path / PARENT / f"{PARENT}.discriminator.safetensors"
    judged = load_file(judge)
    judge.unlink()
    assert main([*command, "--resume"]) == 0
    assert files["style_heavy"].stat().st_mtime_ns == written
    again = load_file(judge)
    assert all(torch.equal(again[name], tensor) for name, tensor in judged.items())
    parent, child = load_file(files[PARENT]), load_file(files["style_heavy"])
    apart = max(
        float((parent[n].float() - child[n].float()).abs().max()) for n in parent if parent[n].dim() > 1
    )
    assert 0 < apart < 0.1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["anime_unet", "--objective", "gan"], "objective"),
        (["anime_unet", "--game", "chess"], "game"),
        (["anime_unet", "--loss", "l7=3"], "loss term"),
        (["anime_unet", "--loss", "l1"], "weight"),
        (["anime_unet", "--start", "no/such/file"], "no weights file"),
        (["animeganv2", "--styles", "sakura", "sumi"], "one style"),
        (["pix2pix"], "Unknown recipe"),
        (["anime_unet", "--photos", "no/such/folder"], "not a folder"),
        (["anime_unet", "--crop", "100"], "multiple of 16"),
        (["anime_unet", "--device", "abacus"], "abacus"),
        (["animegan", "--pairing", "unpaired"], "pairing itself"),
        (["cyclegan", "--styles", "sakura", "sumi"], "one style"),
        (["perceptual"], "--teacher"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: list[str], said: str, photos: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe, *options = arguments
    assert main(["train", recipe, "--photos", str(photos), "--out", str(tmp_path / "run"), *options]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert "hint: " in printed.err
    assert "Traceback" not in printed.err
