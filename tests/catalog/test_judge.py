"""The committed discriminator loads by name, ready to judge, and ranks a painting above its photo."""

from dataclasses import replace

import pytest
import torch

from animegan.catalog import WeightsEntry, entries, get_weights
from animegan.catalog.load import load_discriminator, load_entry
from animegan.errors import InputError, WeightsError
from animegan.evaluation.weights import find_weights
from animegan.media.samples import load_sample
from animegan.toon import paint
from animegan.training.crops import to_pm1
from animegan.ui.inside.network import painting_weights


@pytest.fixture
def entry() -> WeightsEntry:
    return get_weights("ablation_judge")


def test_it_comes_frozen_and_in_eval_mode() -> None:
    judge = load_discriminator()
    assert not judge.training
    assert not any(parameter.requires_grad for parameter in judge.parameters())
    picture, code = torch.rand(1, 3, 64, 96) * 2 - 1, torch.ones(1, 1)
    assert torch.equal(judge(picture, code), judge(picture, code))  # no power iteration goes on


def test_a_painting_counts_as_more_anime_than_a_photo() -> None:
    judge, code = load_discriminator(), torch.ones(1, 1)
    photo = load_sample("coffee")[:256:2, :256:2]
    logits = [judge(to_pm1(picture[None]), code).mean() for picture in (paint(photo, "aozora"), photo)]
    assert logits[0] > logits[1]


def test_another_network_under_its_name_is_refused(
    entry: WeightsEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = get_weights("ablation_parent")
    wrong = replace(entry, file=parent.file, sha256=parent.sha256, size_bytes=parent.size_bytes)
    monkeypatch.setattr(entries, "WEIGHTS", (wrong,))
    with pytest.raises(WeightsError, match="'anime_unet', not 'patch_discriminator'"):
        load_discriminator()


def test_nobody_takes_it_for_a_generator(entry: WeightsEntry) -> None:
    assert entry not in painting_weights()
    for taken in (lambda: load_entry(entry), lambda: find_weights(entry.name)):
        with pytest.raises(InputError, match="patch_discriminator"):
            taken()
