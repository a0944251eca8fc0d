"""Small plates and networks for the training tests."""

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from animegan.models.perceptual import PerceptualNet
from animegan.training.paintings import Plate

FACE = np.array(
    [[40, 48], [76, 48], [58, 60], [44, 72], [72, 72]], dtype=np.float32
)  # large enough to be drawn


@pytest.fixture
def plates(tmp_path: Path) -> list[Plate]:
    """Three plates of 96x112 px in two groups; the last is held out. A painting is its photo, inverted or dimmed."""
    made = []
    for index, (group, faces) in enumerate([("faces", (FACE,)), ("scenes", ()), ("scenes", ())]):
        rng = np.random.default_rng(index)
        photo = np.kron(rng.integers(0, 256, (12, 14, 3)), np.ones((8, 8, 1))).astype(np.uint8)
        path = tmp_path / f"plate{index}.npy"
        np.save(path, np.stack([photo, 255 - photo, photo // 2, photo, photo // 4]))
        made.append(Plate(path=path, group=group, faces=faces, held_out=index == 2))
    return made


@pytest.fixture
def perceptual() -> nn.Module:
    torch.manual_seed(0)
    return PerceptualNet().eval()
