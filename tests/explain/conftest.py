"""Every registered network, untrained but lively, and a pass of each."""

import numpy as np
import pytest

from animegan.explain import Pass, run
from animegan.models.generator import Generator
from animegan.models.registry import GENERATORS
from tests.explain.tiny import noise
from tests.lively import lively

# Toonify draws at one size of its own from latents: its later stages have no place in the photo
EXPLAINED = tuple(spec for spec in GENERATORS if spec.name != "toonify")


@pytest.fixture(scope="session", params=EXPLAINED, ids=lambda spec: spec.name)
def network(request: pytest.FixtureRequest) -> Generator:
    built: Generator = lively(request.param).requires_grad_(False)
    return built


@pytest.fixture(scope="session")
def base(network: Generator) -> Pass:
    """70x101 pixels worked on at 64x92: padded, and unequal sides."""
    return run(network, noise(70, 101), np.eye(network.styles, dtype=np.float32)[0], size=64)
