"""Keeps compiled networks in the user's cache directory, so that a second start needs neither torch nor compiling.

One file per network: the SHA-256 of what follows, a line of JSON, the compiled network. OpenVINO's own cache checks
nothing: a file damaged in the middle loads and paints wrong pictures. This one is read back only if it is whole.
"""

import hashlib
import json
import logging
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

__all__ = [
    "Compiled",
    "cache_dir",
    "digest_of",
    "read_compiled",
    "read_note",
    "write_compiled",
    "write_note",
]

CACHE_VARIABLE = "ANIMEGAN_CACHE"
KEPT_PER_NETWORK = 4  # several checkouts of the lab may share one cache

_log = logging.getLogger(__name__)


class Compiled(NamedTuple):
    """A compiled network and the one thing to know of it.

    Attributes:
        stride: The sides of a photo must divide by this.
        blob: What OpenVINO exported.
    """

    stride: int
    blob: bytes


def cache_dir() -> Path:
    """Where the lab may keep what it can make again: ANIMEGAN_CACHE, or the system's place for it."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "animegan" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "animegan"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "animegan"


def digest_of(parts: object) -> str:
    """24 hexadecimal digits that change with anything in `parts`, which JSON must be able to hold."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]


def read_compiled(name: str) -> Compiled | None:
    """The compiled network of that file name; None if it is not there or not whole."""
    path = cache_dir() / name
    try:
        seal, _, rest = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if hashlib.sha256(rest).hexdigest().encode() != seal:
        _log.warning("%s is damaged and will be made again", path)
        return None
    header, _, blob = rest.partition(b"\n")
    return Compiled(json.loads(header)["stride"], blob)


def write_compiled(name: str, compiled: Compiled) -> None:
    """Keeps a compiled network; a cache that cannot be written costs time at the next start, and no more.

    Args:
        name: `NETWORK-DIGEST.blob`; of one network only the latest few are kept.
        compiled: What to keep.
    """
    rest = json.dumps({"stride": compiled.stride}).encode() + b"\n" + compiled.blob
    seal = hashlib.sha256(rest).hexdigest().encode()
    _keep(name, seal + b"\n" + rest)


def read_note(name: str) -> Mapping[str, Any]:
    """A small note of that file name; empty if it is not there or cannot be read."""
    try:
        note = json.loads((cache_dir() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def write_note(name: str, note: Mapping[str, object]) -> None:
    """Keeps a small note, `NETWORK-DIGEST.json`, as JSON can hold it; like `write_compiled`."""
    _keep(name, json.dumps(note).encode())


def _keep(name: str, data: bytes) -> None:
    directory = cache_dir()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=directory, suffix=".part", delete=False) as part:
            part.write(data)
        Path(part.name).replace(directory / name)
        _forget_old(directory, name)
    except OSError as error:
        _log.warning("Nothing can be kept in %s: %s", directory, error)


def _forget_old(directory: Path, name: str) -> None:
    """Deletes what earlier versions of the lab left behind of the same kind and network."""
    pattern = f"{name.rpartition('-')[0]}-*{Path(name).suffix}"
    files = sorted(directory.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[KEPT_PER_NETWORK:]:
        path.unlink(missing_ok=True)
