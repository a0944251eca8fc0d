"""A publisher on this machine with three tiny weights, and a catalog that knows only those."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from animegan.catalog import download, installed, published
from animegan.catalog.download import TransferSettings, updates
from animegan.catalog.download.identity import identify
from animegan.catalog.published_entry import PublishedFile, PublishedWeights
from animegan.models import registry
from animegan.types import Progress
from tests.catalog.publisher import Publisher, serving
from tests.tiny_generators import Shortcuts, Straight

COMMIT = "ab" * 20
QUICK = TransferSettings(pause_s=0, timeout_s=5)


@dataclass
class School:
    """A machine that fetches, its publisher, and what is published: arrays, one file, one file without ids."""

    publisher: Publisher
    folder: Path

    def fetch(self, name: str, **options: Any) -> list[Progress]:
        chosen = {"accepted_licence": True, "settings": QUICK, **options}
        return list(download.fetch(name, **chosen))

    def path_of(self, name: str) -> str:
        """Where the publisher has the first file of weights."""
        weights = published.get_published(name)
        place = f"{weights.repository}/{weights.commit}" if weights.on_github else "models.example"
        return f"{place}/{weights.files[0].path}"

    def left(self) -> set[str]:
        """The names of all files below the downloads folder but locks."""
        return {path.name for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".lock"}


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving(Publisher()) as one:
        yield one


@pytest.fixture
def school(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    known = []
    for name, build, publish in (
        ("tiny_arrays", Shortcuts, _as_arrays),
        ("tiny_file", Straight, _as_file),
        ("tiny_unnamed", Straight, _as_file),
    ):
        bodies = publish(build().state_dict())
        files = [_described(tmp_path, path, body) for path, body in bodies.items()]
        unnamed = name == "tiny_unnamed"
        weights = _weights(name, build.__name__.lower(), files, unnamed=unnamed)
        place = "models.example" if unnamed else f"someone/networks/{COMMIT}"
        publisher.files |= {f"{place}/{path}": body for path, body in bodies.items()}
        known.append(weights)
    for module in (published, installed, updates):
        monkeypatch.setattr(module, "PUBLISHED", tuple(known))
    specs = [
        registry.GeneratorSpec(name=build.__name__.lower(), title="tiny", build=build, source="the tests")
        for build in (Shortcuts, Straight)
    ]
    monkeypatch.setattr(registry, "GENERATORS", (*registry.GENERATORS, *specs))
    for variable in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(variable, raising=False)
    folder = tmp_path / "downloads"
    monkeypatch.setenv("ANIMEGAN_DOWNLOADS", str(folder))
    monkeypatch.setenv("ANIMEGAN_MIRROR", publisher.address)
    monkeypatch.setenv("ANIMEGAN_GITHUB_API", f"{publisher.address}/api")
    return School(publisher, folder)


def _as_arrays(state: dict[str, Tensor]) -> dict[str, bytes]:
    return {f"pretrained/{name}.npy": as_npy(tensor.numpy()) for name, tensor in state.items()}


def _as_file(state: dict[str, Tensor]) -> dict[str, bytes]:
    return {"weights/straight.pt": as_pt(state)}


def as_npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def as_pt(value: object) -> bytes:
    file = io.BytesIO()
    torch.save(value, file)
    return file.getvalue()


def _described(tmp_path: Path, path: str, body: bytes) -> PublishedFile:
    written = tmp_path / "one"
    written.write_bytes(body)
    return identify(written, as_path=path)


def _weights(name: str, architecture: str, files: list[PublishedFile], *, unnamed: bool) -> PublishedWeights:
    def known(file: PublishedFile) -> PublishedFile:
        if unnamed:
            return PublishedFile(path=file.path)
        return PublishedFile(path=file.path, size_bytes=file.size_bytes, git_blob=file.git_blob)

    return PublishedWeights(
        name=name,
        title=name,
        architecture=architecture,
        repository="http://models.example" if unnamed else "someone/networks",
        commit="" if unnamed else COMMIT,
        files=tuple(known(file) for file in files),
        about_bytes=sum(file.size_bytes or 0 for file in files),
        licence="for lessons",
        licence_url="https://example.org/licence",
        source="someone",
        caution="made for a test",
        trained_on="nothing",
        style="own",
    )
