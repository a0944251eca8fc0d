"""The identity of files whose publisher gives none: what came first is remembered, and outlives `remove`.

Trust on first use proves no origin, only that nothing has changed since.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from animegan.catalog.installed import downloads_dir
from animegan.catalog.published_entry import PublishedFile
from animegan.errors import WeightsError

__all__ = ["Remembered", "recall", "remember"]


class Remembered(NamedTuple):
    """What came first, and when: an ISO 8601 date and time."""

    files: tuple[PublishedFile, ...]
    since: str


def recall(name: str) -> Remembered | None:
    """What is remembered of published weights; None if they were never fetched here.

    Raises:
        WeightsError: The note cannot be read.
    """
    path = _path(name)
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return Remembered(tuple(PublishedFile(**file) for file in note["files"]), str(note["since"]))
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError, ValueError) as error:
        hint = "Delete it; the next file that comes is then taken for the first."
        raise WeightsError(f"{path} is damaged: {error}.", hint=hint) from error


def remember(name: str, files: Sequence[PublishedFile], since: str) -> None:
    """Keeps what came, in the place of what was kept before."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    note = {"since": since, "files": [asdict(file) for file in files]}
    part.write_text(json.dumps(note, indent=1), encoding="utf-8")
    part.replace(path)


def _path(name: str) -> Path:
    return downloads_dir() / "remembered" / f"{name}.json"
