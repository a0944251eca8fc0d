"""What was fetched onto this machine: one folder per weights, with a record that says where every byte came from.

downloads/cartoongan_hayao/record.json               which version is in use, and the one before it
downloads/cartoongan_hayao/ab12cd34ef56.safetensors  the weights, named after the beginning of their SHA-256

A record that cannot be read, or a file that is missing, leaves its weights out of `installed_weights` and is named
by `damaged_weights`; nothing else of the lab is touched by it.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from animegan.catalog.entries import WeightsEntry
from animegan.catalog.files import weights_dir
from animegan.catalog.published import PUBLISHED, get_published
from animegan.catalog.published_entry import PublishedFile, PublishedWeights
from animegan.errors import WeightsError

__all__ = [
    "InstalledVersion",
    "Record",
    "damaged_weights",
    "downloads_dir",
    "find_installed",
    "installed_weights",
    "read_record",
    "write_record",
]

DOWNLOADS_VARIABLE = "ANIMEGAN_DOWNLOADS"
RECORD = "record.json"
_CONVERTED = re.compile(r"[0-9a-f]{12}\.safetensors")


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledVersion:
    """One version of published weights, as it lies here.

    Attributes:
        commit: The commit it was fetched from; empty if the host has none.
        sources: What was downloaded, each file with its size, git blob id and SHA-256.
        file: The converted file beside the record.
        sha256: Of the converted file.
        size_bytes: Of the converted file.
        fetched_at: When, ISO 8601 with the offset from UTC.
        fetched_from: The host or mirror it came from.
        licence: The words that were accepted.
    """

    commit: str
    sources: tuple[PublishedFile, ...]
    file: str
    sha256: str
    size_bytes: int
    fetched_at: str
    fetched_from: str
    licence: str

    def __post_init__(self) -> None:
        if not _CONVERTED.fullmatch(self.file):
            raise ValueError(f"{self.file!r} is no name of a converted file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The version in use, and the one before the last update; `undo` exchanges them."""

    active: InstalledVersion
    previous: InstalledVersion | None = None


def downloads_dir() -> Path:
    """The folder of what was fetched: `downloads` in the weights directory, or what ANIMEGAN_DOWNLOADS says."""
    chosen = os.environ.get(DOWNLOADS_VARIABLE)
    return Path(chosen).expanduser() if chosen else weights_dir() / "downloads"


def installed_weights() -> tuple[WeightsEntry, ...]:
    """An entry for each published weights that are fetched and whole, in the catalog's order.

    Sizes are compared here; every byte is when the file is loaded.
    """
    looked = [_look(published.name) for published in PUBLISHED]
    return tuple(found for found in looked if isinstance(found, WeightsEntry))


def damaged_weights() -> dict[str, WeightsError]:
    """What was fetched and cannot be used any more, by name: the error says why, its hint what to do."""
    looked = {published.name: _look(published.name) for published in PUBLISHED}
    return {name: found for name, found in looked.items() if isinstance(found, WeightsError)}


def find_installed(name: str) -> WeightsEntry | None:
    """The entry of fetched weights; None if they were not fetched.

    Raises:
        WeightsError: They were, and are damaged.
        InputError: There are no published weights of that name.
    """
    published = get_published(name)
    record = read_record(name)
    return None if record is None else _entry(published, record.active)


def read_record(name: str) -> Record | None:
    """The record of fetched weights; None if there is none.

    Raises:
        WeightsError: It cannot be read.
    """
    path = downloads_dir() / name / RECORD
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        previous = written["previous"]
        return Record(active=_version(written["active"]), previous=previous and _version(previous))
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{path} is damaged: {error}.", hint=_fetch_again(name)) from error


def write_record(name: str, record: Record) -> None:
    """Puts a record in the place of the one before, in one step."""
    path = downloads_dir() / name / RECORD
    part = path.with_name(RECORD + ".part")
    part.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    part.replace(path)


def _version(written: dict[str, object]) -> InstalledVersion:
    version = InstalledVersion(**written)  # type: ignore[arg-type]
    return replace(version, sources=tuple(PublishedFile(**source) for source in version.sources))  # type: ignore[arg-type]


def _look(name: str) -> WeightsEntry | WeightsError | None:
    try:
        return find_installed(name)
    except WeightsError as error:
        return error


def _entry(published: PublishedWeights, version: InstalledVersion) -> WeightsEntry:
    """The entry of a version, once its file is there and of the right size."""
    path = downloads_dir() / published.name / version.file
    size_bytes = path.stat().st_size if path.is_file() else None
    if size_bytes != version.size_bytes:
        found = (
            "is missing"
            if size_bytes is None
            else f"has {size_bytes:,} bytes instead of {version.size_bytes:,}"
        )
        raise WeightsError(f"{path} {found}.", hint=_fetch_again(published.name))
    root = weights_dir()
    return WeightsEntry(
        name=published.name,
        title=published.title,
        architecture=published.architecture,
        file=path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path.resolve()),
        sha256=version.sha256,
        size_bytes=version.size_bytes,
        licence=published.licence,
        source=f"{published.source}; {published.repository} {version.commit}".rstrip(),
        trained_on=published.trained_on,
        styles=published.styles,
        fetched=True,
    )


def _fetch_again(name: str) -> str:
    return f"Fetch it again: python -m animegan weights fetch {name}."
