"""Whether publishers have changed their files since they were pinned; taking a change is a separate step.

GitHub's REST API is asked for the newest commit and for its tree, twice for each repository and once more for each
weights that changed. Nothing is downloaded, nothing is changed.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from posixpath import commonpath
from threading import Event
from typing import Any
from urllib.parse import quote

from animegan.catalog.download.disk import only_one
from animegan.catalog.download.install import install
from animegan.catalog.download.keep import check_acceptance, pinned
from animegan.catalog.download.settings import TransferSettings, api_url, file_url, host_of
from animegan.catalog.download.web import read_json
from animegan.catalog.published import PUBLISHED, get_published
from animegan.catalog.published_entry import PublishedFile, PublishedWeights
from animegan.errors import InputError, WeightsError
from animegan.types import Progress

__all__ = ["Comparison", "check_updates", "update"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Published weights as they are pinned here, beside what their publisher has now.

    Attributes:
        pinned: As this machine knows them.
        latest: As they are now, ready to be taken by `update`; None if nothing changed or it cannot be taken.
        changed: The files whose bytes differ now.
        gone: The paths that are no longer there.
        commit: The commit of the last change; empty if nothing changed.
        date: When it was made, ISO 8601; empty like `commit`.
        message: Its first line; empty like `commit`.
        note: Why no answer can be given, in words; empty if one is.
    """

    pinned: PublishedWeights
    latest: PublishedWeights | None = None
    changed: tuple[PublishedFile, ...] = ()
    gone: tuple[str, ...] = ()
    commit: str = ""
    date: str = ""
    message: str = ""
    note: str = ""

    @property
    def state(self) -> str:
        """One of "unchanged", "changed", "gone" (files are missing) and "unknown"."""
        if self.note:
            return "unknown"
        return "gone" if self.gone else "changed" if self.changed else "unchanged"


def check_updates(
    names: Sequence[str] = (), *, settings: TransferSettings | None = None
) -> tuple[Comparison, ...]:
    """Compares pinned ids with what the publishers have now.

    Args:
        names: Which weights; all published ones if empty.
        settings: How patient to be.

    Raises:
        InputError: There are no such weights.
        WeightsError: GitHub cannot be reached, or refuses.
    """
    chosen = [pinned(get_published(name)) for name in names or [published.name for published in PUBLISHED]]
    timeout_s = (settings or TransferSettings()).timeout_s
    trees = {
        repository: _tree(repository, timeout_s)
        for repository in dict.fromkeys(one.repository for one in chosen if one.on_github)
    }
    return tuple(
        _compare(one, *trees[one.repository], timeout_s) if one.on_github else _without_ids(one)
        for one in chosen
    )


def update(
    comparison: Comparison,
    *,
    accepted_licence: bool,
    cancel: Event | None = None,
    mirror: str | None = None,
    settings: TransferSettings | None = None,
) -> Iterator[Progress]:
    """Takes what a comparison showed: fetched, checked and converted like the first time, then pinned here.

    The version in use until then is kept, and `undo` goes back to it.

    Raises:
        InputError: There is nothing to take, or the licence was not accepted.
        WeightsError: While it runs: whatever goes wrong on the way.
    """
    latest, name = comparison.latest, comparison.pinned.name
    if latest is None:
        reason = "its files are gone" if comparison.gone else "nothing has changed"
        raise InputError(f"There is no update of {name}: {reason}.", hint="What is installed stays in use.")
    check_acceptance(latest, accepted_licence)
    file_url(latest, latest.files[0], mirror)
    return _update(latest, cancel, mirror, settings or TransferSettings())


def _update(
    latest: PublishedWeights, cancel: Event | None, mirror: str | None, settings: TransferSettings
) -> Iterator[Progress]:
    with only_one(latest.name):
        yield from install(
            latest,
            mirror=mirror,
            settings=settings,
            cancel=cancel,
            trust_new=not latest.on_github,
            keep_previous=True,
        )


def _tree(repository: str, timeout_s: float) -> tuple[str, dict[str, Any]]:
    """The newest commit of a repository's main branch, and what git says of every file in it, by path."""
    with _understood(repository):
        commit = str(_last_change(repository, "", timeout_s)["sha"])
        answer = read_json(api_url(f"repos/{repository}/git/trees/{commit}?recursive=1"), timeout_s=timeout_s)
        if answer["truncated"]:
            raise WeightsError(f"{repository} is too large to be listed.", hint="Look at it in a browser.")
        return commit, {item["path"]: item for item in answer["tree"] if item["type"] == "blob"}


def _compare(one: PublishedWeights, head: str, tree: Mapping[str, Any], timeout_s: float) -> Comparison:
    gone = tuple(file.path for file in one.files if file.path not in tree)
    with _understood(one.repository):
        latest = tuple(
            PublishedFile(path=file.path, size_bytes=tree[file.path]["size"], git_blob=tree[file.path]["sha"])
            for file in one.files
            if file.path in tree
        )
        ids = {file.path: file.git_blob for file in one.files}
        changed = tuple(file for file in latest if file.git_blob != ids[file.path])
        if not (gone or changed):
            return Comparison(pinned=one)
        last = _last_change(one.repository, commonpath([file.path for file in one.files]), timeout_s)
        weight = sum(file.size_bytes or 0 for file in latest)
        return Comparison(
            pinned=one,
            latest=None if gone else replace(one, commit=head, files=latest, about_bytes=weight),
            changed=changed,
            gone=gone,
            commit=last["sha"],
            date=last["commit"]["committer"]["date"],
            message=last["commit"]["message"].partition("\n")[0],
        )


def _without_ids(one: PublishedWeights) -> Comparison:
    note = f"{host_of(one.repository)} has no list of changes. To compare, an update fetches the file again."
    return Comparison(pinned=one, latest=one, note=note)


def _last_change(repository: str, path: str, timeout_s: float) -> Any:
    """The newest commit that touched a path; of all, if the path is empty."""
    where = f"&path={quote(path)}" if path else ""
    return read_json(api_url(f"repos/{repository}/commits?per_page=1{where}"), timeout_s=timeout_s)[0]


@contextmanager
def _understood(repository: str) -> Iterator[None]:
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        message = f"The answer about {repository} is not what GitHub's interface promises: {error!r}."
        raise WeightsError(message, hint="Is ANIMEGAN_GITHUB_API right?") from error
