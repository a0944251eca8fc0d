"""One untrained network and one compiled-network cache for all tests of this folder."""

from collections.abc import Iterator

import numpy as np
import pytest

from animegan.catalog import WeightsEntry
from animegan.types import PhotoU8
from tests.forged import forge_catalog


@pytest.fixture(scope="session")
def compiled_dir(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory, compiled_dir: str) -> Iterator[WeightsEntry]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANIMEGAN_CACHE", compiled_dir)
        yield forge_catalog(tmp_path_factory.mktemp("weights"), patch)


@pytest.fixture
def photo() -> PhotoU8:
    """Colour slopes with a hard-edged square, 70x101: no side divides by anything."""
    y, x = np.mgrid[0:70, 0:101]
    picture = np.stack([x * 2.5, y * 3.6, 255 - x - y], axis=-1).astype(np.uint8)
    picture[20:40, 30:60] = (250, 20, 90)
    return picture
