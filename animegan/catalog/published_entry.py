"""What the list of published weights is made of: files by their ids, weights with their terms, and what is missing."""

import re
from dataclasses import dataclass

__all__ = ["PublishedFile", "PublishedWeights", "Unavailable"]

_GIT_BLOB, _SHA256 = re.compile(r"[0-9a-f]{40}"), re.compile(r"[0-9a-f]{8,64}")
_OWNER_AND_NAME = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFile:
    """One file as its publisher has it.

    Attributes:
        path: Below the repository or the host, with slashes.
        size_bytes: None where it is not published.
        git_blob: The SHA-1 by which git knows the bytes; None if the file is in no repository.
        sha256: Of the bytes, or its first digits, at least 8; None where it is not known.
    """

    path: str
    size_bytes: int | None = None
    git_blob: str | None = None
    sha256: str | None = None

    def __post_init__(self) -> None:
        if not self.name or self.name.startswith(".") or "\\" in self.path or ".." in self.path.split("/"):
            raise ValueError(f"{self.path!r} is no path of a file")
        if self.git_blob is not None and not _GIT_BLOB.fullmatch(self.git_blob):
            raise ValueError(f"{self.path}: {self.git_blob!r} is no git blob id")
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"{self.path}: {self.sha256!r} is no SHA-256")

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def has_id(self) -> bool:
        """Whether its bytes can be checked against something its publisher said."""
        return bool(self.git_blob or self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedWeights:
    """Weights of one network, published by somebody else.

    Attributes:
        name: The word they are asked for by.
        title: The name for people.
        architecture: Which network they fit, a name of `models.registry` or "vgg19".
        repository: "owner/name" on GitHub, or the address of another host.
        commit: The commit that is pinned, 40 digits; empty for another host.
        files: What to fetch; their last path parts differ.
        about_bytes: What all files weigh together, roughly where sizes are not published.
        licence: Under which they may be used, in words.
        licence_url: Where it can be read.
        source: Who made them.
        caution: What to know before using them.
        trained_on: The pictures they have seen.
        style: The name of the one style they paint; empty if they do not paint.
    """

    name: str
    title: str
    architecture: str
    repository: str
    commit: str
    files: tuple[PublishedFile, ...]
    about_bytes: int
    licence: str
    licence_url: str
    source: str
    caution: str
    trained_on: str
    style: str = ""

    def __post_init__(self) -> None:
        if self.on_github and not (_OWNER_AND_NAME.fullmatch(self.repository) and self.commit):
            raise ValueError(f"{self.name}: a GitHub repository is owner/name at a commit")
        if not self.files or len({file.name for file in self.files}) < len(self.files):
            raise ValueError(f"{self.name}: needs files whose names differ")

    @property
    def on_github(self) -> bool:
        """Whether it lies in a GitHub repository, so that its bytes have ids and changes can be asked for."""
        return "://" not in self.repository

    @property
    def styles(self) -> tuple[str, ...]:
        """The style in the form that catalog entries have."""
        return (self.style,) if self.style else ()

    @property
    def has_ids(self) -> bool:
        """Whether every file can be checked against something its publisher said."""
        return all(file.has_id for file in self.files)

    @property
    def has_sizes(self) -> bool:
        """Whether `about_bytes` is exact."""
        return all(file.size_bytes is not None for file in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable:
    """Weights that people will look for here, and why they cannot be offered.

    Attributes:
        title: The name for people.
        architecture: The network they belong to.
        reason: Why not, in a sentence or two.
    """

    title: str
    architecture: str
    reason: str
