"""What a person asks for: fetch, verify, remove, go back."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from threading import Event

from animegan.catalog.download.disk import only_one, writing
from animegan.catalog.download.install import install
from animegan.catalog.download.settings import TransferSettings, file_url
from animegan.catalog.entries import WeightsEntry
from animegan.catalog.files import verified_path
from animegan.catalog.installed import Record, downloads_dir, find_installed, read_record, write_record
from animegan.catalog.published import get_published
from animegan.catalog.published_entry import PublishedWeights
from animegan.errors import InputError, WeightsError
from animegan.types import Progress

__all__ = ["check_acceptance", "fetch", "is_installed", "pinned", "remove", "undo", "verify"]


def fetch(
    name: str,
    *,
    accepted_licence: bool,
    cancel: Event | None = None,
    mirror: str | None = None,
    settings: TransferSettings | None = None,
) -> Iterator[Progress]:
    """Fetches published weights, checks every byte, converts and installs them; see the package.

    What is installed and whole already is left as it is. What is damaged is fetched again, at the commit that it
    was pinned to.

    Raises:
        InputError: There are no such weights, or the licence was not accepted.
        WeightsError: While it runs: whatever goes wrong on the way.
    """
    published = pinned(get_published(name))
    check_acceptance(published, accepted_licence)
    file_url(published, published.files[0], mirror)  # a wrong address is refused now, not at the first step
    return _fetch(published, cancel, mirror, settings or TransferSettings())


def _fetch(
    published: PublishedWeights, cancel: Event | None, mirror: str | None, settings: TransferSettings
) -> Iterator[Progress]:
    with only_one(published.name):
        if _is_whole(published.name):
            total = published.about_bytes
            yield Progress(done=total, total=total, message=f"{published.name} is installed already")
            return
        yield from install(published, mirror=mirror, settings=settings, cancel=cancel)


def is_installed(name: str) -> bool:
    """Whether the weights are here, as far as can be told without reading them."""
    try:
        return find_installed(name) is not None
    except WeightsError:
        return False


def verify(name: str) -> WeightsEntry:
    """Reads every byte of installed weights.

    Raises:
        InputError: They are not installed.
        WeightsError: They are damaged.
    """
    entry = find_installed(name)
    if entry is None:
        raise _not_here(name)
    verified_path(entry)
    return entry


def remove(name: str) -> bool:
    """Deletes what was fetched of published weights, whole or half; True if there was anything.

    What is remembered of files without ids stays, so that a later fetch can still be compared with it.
    """
    home = downloads_dir() / get_published(name).name
    with only_one(name), writing(home):
        there = home.is_dir()
        if there:
            shutil.rmtree(home)
    return there


def undo(name: str) -> WeightsEntry:
    """Puts the version before the last update back in use; a second time, the update again.

    Raises:
        InputError: There is no version to go back to.
        WeightsError: It is damaged; the one in use stays.
    """
    get_published(name)
    with only_one(name):
        record = read_record(name)
        if record is None:
            raise _not_here(name)
        if record.previous is None:
            raise InputError(f"{name} was never updated here.", hint="There is nothing to go back to.")
        write_record(name, Record(active=record.previous, previous=record.active))
        try:
            return verify(name)
        except WeightsError:
            write_record(name, record)
            raise


def pinned(published: PublishedWeights) -> PublishedWeights:
    """Published weights as this machine has pinned them: an update that was taken counts more than the catalog."""
    try:
        record = read_record(published.name)
    except WeightsError:
        return published
    if record is None or not published.on_github:
        return published
    files = record.active.sources
    size_bytes = sum(file.size_bytes or 0 for file in files)
    return replace(published, commit=record.active.commit, files=files, about_bytes=size_bytes)


def check_acceptance(published: PublishedWeights, accepted: bool) -> None:
    """Refuses, by InputError, to go on without the licence accepted."""
    if not accepted:
        raise InputError(
            f"The licence of {published.name} was not accepted: {published.licence}.",
            hint=f"Read {published.licence_url} and the caution, then accept (command line: --accept-licence).",
        )


def _is_whole(name: str) -> bool:
    try:
        verify(name)
    except (InputError, WeightsError):
        return False
    return True


def _not_here(name: str) -> InputError:
    return InputError(
        f"{name} is not on this machine.", hint=f"Fetch it: python -m animegan weights fetch {name}."
    )
