import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save, save_file

from animegan.catalog import get_weights, verified_path
from animegan.catalog.load import load_generator
from animegan.catalog.write import write_weights
from animegan.errors import WeightsError
from animegan.losslab.short_run.plan import ShortPlan
from animegan.losslab.short_run.trained import open_trained, settings_of
from animegan.training.ablation_recipe import SMALL, family_config

FILE = verified_path(get_weights("ablation_l1_heavy"))


def test_a_file_of_the_family_paints_as_it_did() -> None:
    network, member = open_trained(FILE.read_bytes()), load_generator("ablation_l1_heavy")
    photo, code = torch.rand(1, 3, 64, 80) * 2 - 1, torch.ones(1, 1)
    assert torch.equal(network(photo, code).picture, member(photo, code).picture)
    assert not network.training
    assert not any(parameter.requires_grad for parameter in network.parameters())


def test_a_run_says_in_its_file_what_it_was_trained_with(tmp_path: Path) -> None:
    config = ShortPlan(losses=family_config({})).config
    network, path = load_generator("ablation_balanced"), tmp_path / "mine.safetensors"
    write_weights(
        path,
        network,
        architecture="anime_unet",
        styles=config.styles,
        config=SMALL,
        training=config.as_dict(),
    )
    assert settings_of(path.read_bytes()) == config


@pytest.mark.parametrize("told", ["", "no json", "[1]", "{}", json.dumps({"styles": 3})])
def test_a_file_that_tells_nonsense_of_its_training_tells_nothing(tmp_path: Path, told: str) -> None:
    path = tmp_path / "file.safetensors"
    save_file(load_file(FILE), path, {"training": told})
    assert settings_of(path.read_bytes()) is None


def changed(**tensors: torch.Tensor | None) -> bytes:
    """The file with some tensors replaced, or left out."""
    merged = {**load_file(FILE), **{name.replace("__", "."): value for name, value in tensors.items()}}
    return save({name: value for name, value in merged.items() if value is not None})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no safetensors file"),
        (b"PK\x03\x04 a pickle or a picture", "no safetensors file"),
        (FILE.read_bytes()[:-100], "no safetensors file"),
        (b"x" * (2 * 2**20 + 1), "2,097,153 bytes"),
        (verified_path(get_weights("ablation_judge")).read_bytes(), "unknown|lacks"),
        (changed(change__bias=None), "lacks 'change.bias'"),
        (changed(change__bias=torch.zeros(4)), r"shape \(4,\) instead of \(3,\)"),
        (changed(change__bias=torch.tensor([0.0, float("nan"), 0.0])), "not finite"),
        (changed(decoder_2__norm__running_var=torch.full((16,), -1.0)), "not finite"),
    ],
)  # fmt: skip
def test_what_is_no_small_network_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(WeightsError, match=said) as refusal:
        open_trained(data)
    assert "this room has saved" in refusal.value.hint
    assert "/" not in refusal.value.message and "header" not in refusal.value.message
