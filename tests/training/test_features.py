"""VGG19 is used exactly when its weights are on disk."""

from pathlib import Path

import pytest
import torch
from torch import nn

from animegan.errors import TrainingError
from animegan.models.perceptual import PerceptualNet
from animegan.models.vgg19 import VGG19_FILE, Vgg19Features
from animegan.training.features import open_features

KERNELS = {0: (64, 3), 2: (64, 64), 5: (128, 64), 7: (128, 128), 10: (256, 128), 12: (256, 256), 14: (256, 256),
           16: (256, 256), 19: (512, 256), 21: (512, 512), 23: (512, 512), 25: (512, 512)}  # fmt: skip


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(torch.hub, "get_dir", lambda: str(tmp_path))
    path = tmp_path / "checkpoints" / VGG19_FILE
    path.parent.mkdir()
    return path


def test_without_vgg19_the_labs_own_network_sees(cache: Path) -> None:
    name, network = open_features()
    assert name == "perceptual"
    assert isinstance(network, PerceptualNet)
    assert not any(p.requires_grad for p in network.parameters())


def test_with_vgg19_on_disk_vgg19_sees(cache: Path) -> None:
    weights = {f"features.{i}.weight": torch.full((*shape, 3, 3), 0.01) for i, shape in KERNELS.items()}
    weights |= {f"features.{i}.bias": torch.zeros(shape[0]) for i, shape in KERNELS.items()}
    torch.save(weights, cache)
    name, network = open_features()
    assert name == "vgg19"
    assert isinstance(network, Vgg19Features)
    first = network.features[0]
    assert isinstance(first, nn.Conv2d)
    assert first.weight.unique().tolist() == pytest.approx([0.01])


def test_a_broken_file_is_said_not_skipped(cache: Path) -> None:
    cache.write_bytes(b"half a download")
    with pytest.raises(TrainingError, match="not a whole file") as caught:
        open_features()
    assert "Delete it" in caught.value.hint
