"""What a file's header says is believed; what it does not say is an error in words."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from torch import nn

from animegan.catalog import get_weights, sha256_of
from animegan.catalog.write import write_weights
from animegan.errors import AnimeganError, InputError, WeightsError
from animegan.evaluation import weights
from animegan.evaluation.weights import find_weights


def _write(path: Path, **about: object) -> Path:
    write_weights(path, nn.Linear(2, 2), **({"architecture": "animeganv2", "styles": ("sakura",)} | about))
    return path


def test_a_name_of_the_catalog() -> None:
    assert find_weights("anime_unet") == get_weights("anime_unet")


def test_a_file_speaks_for_itself(tmp_path: Path) -> None:
    path = _write(tmp_path / "mine.safetensors")
    entry = find_weights(str(path))
    assert (entry.name, entry.architecture, entry.styles) == ("mine", "animeganv2", ("sakura",))
    assert entry.sha256 == sha256_of(path)
    assert entry.size_bytes == path.stat().st_size


@pytest.mark.parametrize(
    ("about", "kind", "said"),
    [
        ({"architecture": "pix2pix"}, InputError, "pix2pix"),
        ({"styles": ()}, InputError, "names no style"),
    ],
)
def test_what_does_not_paint_is_refused(
    tmp_path: Path, about: dict[str, object], kind: type[AnimeganError], said: str
) -> None:
    with pytest.raises(kind, match=said):
        find_weights(str(_write(tmp_path / "odd.safetensors", **about)))


def test_what_is_no_weights_file_is_refused(tmp_path: Path) -> None:
    junk, silent = tmp_path / "junk.safetensors", tmp_path / "silent.safetensors"
    junk.write_bytes(b"not weights at all")
    save_file({"a": np.zeros(3, np.float32)}, silent)
    with pytest.raises(WeightsError, match="no safetensors file"):
        find_weights(str(junk))
    with pytest.raises(WeightsError, match="does not say"):
        find_weights(str(silent))
    with pytest.raises(InputError, match="no weights 'missing'") as raised:
        find_weights("missing")
    assert "anime_unet" in raised.value.hint
    with pytest.raises(InputError, match="perceptual"):
        find_weights("perceptual")


def test_fetched_weights_are_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = replace(get_weights("animeganv2_sakura"), name="animeganv2_paprika", fetched=True)
    monkeypatch.setattr(weights, "installed_weights", lambda: (fetched,))
    assert find_weights("animeganv2_paprika") is fetched
