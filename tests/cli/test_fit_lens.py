"""`fit-lens` on an untrained network and four photos."""

import argparse
from pathlib import Path

import numpy as np
import pytest

from animegan.cli import fit_lens
from animegan.explain import load_lens
from animegan.media.image import encode
from animegan.training.photos import held_out
from tests.forged import forge_catalog


def test_writes_a_lens_and_its_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = forge_catalog(tmp_path, monkeypatch)
    photos = tmp_path / "photos"
    photos.mkdir()
    kept = next(name for name in (f"{i}.png" for i in range(100)) if held_out(name))
    for seed, name in enumerate(["a.png", "b.png", "c.png", kept]):
        pixels = np.random.default_rng(seed).integers(0, 256, (64, 70, 3), np.uint8)
        (photos / name).write_bytes(encode(pixels))
    parser = argparse.ArgumentParser()
    fit_lens.add_arguments(parser)
    fit_lens.run(parser.parse_args(["anime_unet", "--photos", str(photos), "--size", "64"]))
    fitted = 4 - sum(held_out(path.name) for path in photos.iterdir())
    lens = load_lens(tmp_path / "anime_unet.lens.safetensors", entry)
    assert lens.photos == (fitted, 4 - fitted)
    card = (tmp_path / "anime_unet.lens.md").read_text()
    assert entry.sha256 in card
    assert "| stage | sakura | aozora | yuyake | sumi |\n|---|---|---|---|---|\n| encoder_2 |" in card
    assert "| picture | 1.000 | 1.000 | 1.000 | 1.000 |" in card
