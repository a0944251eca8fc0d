"""The lab's AnimeGANv2 weights, in an implementation that shares nothing with the lab's but the tensors' names."""

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from animegan.catalog import WEIGHTS, WeightsEntry, verified_path
from animegan.catalog.load import load_entry
from animegan.media.samples import load_sample
from tests.models.published_animeganv2 import paint

PUBLISHED = [entry for entry in WEIGHTS if entry.architecture == "animeganv2"]


def test_there_are_two_styles() -> None:
    assert [entry.styles for entry in PUBLISHED] == [("sakura",), ("aozora",)]


@pytest.mark.parametrize("entry", PUBLISHED, ids=lambda entry: entry.name)
def test_the_names_mean_what_they_mean_elsewhere(entry: WeightsEntry) -> None:
    tensors = {name: tensor.double() for name, tensor in load_file(verified_path(entry)).items()}
    assert len(tensors) == 77
    window = load_sample("astronaut")[40:136, 150:290]
    photo = torch.from_numpy(np.ascontiguousarray(window.transpose(2, 0, 1)))[None].float() / 127.5 - 1
    with torch.inference_mode():
        ours = load_entry(entry)(photo).picture
        theirs = paint(tensors, photo.double())
    assert (ours - theirs).abs().max() < 1e-4
    assert (ours - photo).abs().mean() > 0.05  # it paints: the picture is not the photo
