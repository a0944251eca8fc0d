"""Every registered network, untrained but lively, and a pass of each."""

import numpy as np
import pytest
import torch
from torch import nn

from animegan.explain import Pass, run
from animegan.models.generator import Generator
from animegan.models.registry import GENERATORS
from tests.explain.tiny import noise


@pytest.fixture(scope="session", params=GENERATORS, ids=lambda spec: spec.name)
def network(request: pytest.FixtureRequest) -> Generator:
    torch.manual_seed(0)
    built: Generator = request.param.build().eval().requires_grad_(False)
    for module in built.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, std=0.1)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    if hasattr(built, "change"):
        nn.init.normal_(built.change.weight, std=0.2)  # an untrained AnimeUNet returns the photo
    return built


@pytest.fixture(scope="session")
def base(network: Generator) -> Pass:
    """70x101 pixels worked on at 64x92: padded, and unequal sides."""
    return run(network, noise(70, 101), np.eye(network.styles, dtype=np.float32)[0], size=64)
