"""Whether the bytes that arrived are the ones that were meant."""

import hashlib
from pathlib import Path

from animegan.catalog.published_entry import PublishedFile
from animegan.errors import WeightsError

__all__ = ["check_identity", "identify"]

BLOCK = 2**20


def identify(path: Path, *, as_path: str) -> PublishedFile:
    """Reads a file and says what it is: its size, its git blob id and its SHA-256.

    Args:
        path: The file.
        as_path: The path that its publisher has it at.

    Source:
        A git blob id is the SHA-1 of the word blob, the size in decimal, a zero byte, and the content: git's
        hash-object.
    """
    size_bytes = path.stat().st_size
    sha1 = hashlib.sha1(f"blob {size_bytes}\0".encode(), usedforsecurity=False)
    sha256 = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            sha1.update(block)
            sha256.update(block)
    return PublishedFile(
        path=as_path, size_bytes=size_bytes, git_blob=sha1.hexdigest(), sha256=sha256.hexdigest()
    )


def check_identity(found: PublishedFile, expected: PublishedFile, *, known_by: str, hint: str) -> None:
    """Refuses, by WeightsError, a file that differs in anything that is known of it.

    Args:
        found: What arrived.
        expected: What was meant; what is None in it is not compared.
        known_by: Why that is expected: "pinned at commit ...", "first fetched on ...".
        hint: What the reader can do.
    """
    for label, is_, should in (
        ("size", found.size_bytes, expected.size_bytes),
        ("git blob id", found.git_blob, expected.git_blob),
        ("SHA-256", found.sha256, expected.sha256),
    ):
        if should is None:
            continue
        same = str(is_).startswith(should) if isinstance(should, str) else is_ == should
        if not same:  # of some files only the first digits are published
            raise WeightsError(
                f"{found.path} is not the file that was {known_by}: {label} {_short(is_)} instead of "
                f"{_short(should)}. Nothing of it was kept.",
                hint=hint,
            )


def _short(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{str(value)[:12]}…"
