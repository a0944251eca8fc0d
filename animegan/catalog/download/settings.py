"""How patient and how busy a download is, and where it asks: its settings and its addresses."""

import os
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from animegan.catalog.published_entry import PublishedFile, PublishedWeights
from animegan.errors import InputError

__all__ = ["TransferSettings", "api_url", "file_url", "host_of"]

MIRROR_VARIABLE, API_VARIABLE = "ANIMEGAN_MIRROR", "ANIMEGAN_GITHUB_API"
GITHUB_FILES, GITHUB_API = "https://raw.githubusercontent.com", "https://api.github.com"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSettings:
    """How files are transferred.

    Attributes:
        threads: Files at once.
        timeout_s: How long a server may say nothing.
        attempts: How often a broken connection is taken up again before giving up.
        pause_s: Between two attempts.
    """

    threads: int = 4
    timeout_s: float = 15.0
    attempts: int = 3
    pause_s: float = 1.0

    def __post_init__(self) -> None:
        if self.threads < 1 or self.attempts < 1 or self.timeout_s <= 0 or self.pause_s < 0:
            raise InputError(f"A download cannot run with {self}.", hint="Use positive numbers.")


def file_url(published: PublishedWeights, file: PublishedFile, mirror: str | None = None) -> str:
    """Where a file is fetched from.

    A mirror has GitHub files at owner/name/commit/path, as raw.githubusercontent.com has them, and those of other
    hosts at host/path.

    Args:
        published: The weights it belongs to.
        file: One of their files.
        mirror: Base address of a mirror; by default what ANIMEGAN_MIRROR says, and without that the publisher.

    Raises:
        InputError: The mirror's address is none.
    """
    base = _chosen_mirror(mirror)
    if published.on_github:
        path = f"{published.repository}/{published.commit}/{file.path}"
        return f"{base or GITHUB_FILES}/{quote(path)}"
    if base:
        return f"{base}/{host_of(published.repository)}/{quote(file.path)}"
    return f"{published.repository}/{quote(file.path)}"


def api_url(path: str) -> str:
    """An address of GitHub's REST API, or of what ANIMEGAN_GITHUB_API says."""
    chosen = os.environ.get(API_VARIABLE)
    return f"{_checked(chosen, API_VARIABLE) if chosen else GITHUB_API}/{path}"


def host_of(url: str) -> str:
    """The host of an address, with its port if it names one."""
    return urlsplit(url).netloc.rpartition("@")[2]


def _chosen_mirror(mirror: str | None) -> str:
    chosen = mirror or os.environ.get(MIRROR_VARIABLE)
    return _checked(chosen, "mirror") if chosen else ""


def _checked(address: str, what: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("https", "http") or not parts.netloc:
        raise InputError(
            f"{address!r} is no address of a web server ({what}).",
            hint="Write it like https://mirror.example.school/weights.",
        )
    return address.rstrip("/")
