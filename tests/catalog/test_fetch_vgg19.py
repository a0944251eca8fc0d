"""VGG19 is fetched like all others, kept without the layers nobody looks at, and then used for training."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from animegan.catalog import download, get_published, get_weights, installed, published
from animegan.catalog.download.identity import check_identity, identify
from animegan.catalog.published_entry import PublishedFile
from animegan.errors import WeightsError
from animegan.models.vgg19 import Vgg19Features, _layers
from animegan.training.features import open_features
from tests.catalog.school import School, as_pt


def test_it_serves_training_once_it_is_here(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    layers = _layers().requires_grad_(False)
    state = {f"features.{name}": tensor.fill_(0.01) for name, tensor in layers.state_dict().items()}
    body = as_pt({**state, "features.28.weight": torch.zeros(9), "classifier.0.weight": torch.zeros(9)})
    (tmp_path / "vgg").write_bytes(body)
    sha256 = identify(tmp_path / "vgg", as_path="vgg").sha256
    entry = replace(
        get_published("tiny_unnamed"),
        name="vgg19",
        architecture="vgg19",
        style="",
        files=(PublishedFile(path="models/vgg19.pth", sha256=str(sha256)[:8]),),
        about_bytes=len(body),
    )
    for module in (published, installed):
        monkeypatch.setattr(module, "PUBLISHED", (*published.PUBLISHED, entry))
    school.publisher.files["models.example/models/vgg19.pth"] = body
    school.fetch("vgg19")
    assert get_weights("vgg19").styles == ()
    name, network = open_features()
    assert name == "vgg19" and isinstance(network, Vgg19Features)
    assert network.features[0].weight.unique().tolist() == pytest.approx([0.01])
    download.remove("vgg19")
    assert open_features()[0] == "perceptual"


def test_of_a_short_hash_every_digit_counts_and_of_a_size_the_whole(tmp_path: Path) -> None:
    found = PublishedFile(path="a", size_bytes=1234, sha256="dcbb9e9d" + "0" * 56)
    check_identity(found, PublishedFile(path="a", sha256="dcbb9e9d"), known_by="published", hint="")
    for other in (PublishedFile(path="a", sha256="dcbb9e9e"), PublishedFile(path="a", size_bytes=123)):
        with pytest.raises(WeightsError, match="was published"):
            check_identity(found, other, known_by="published", hint="")
