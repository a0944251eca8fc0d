"""From published weights to weights in use: bring, check, convert, write the record, clean up."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Event

from animegan.catalog.download.disk import check_room, writing
from animegan.catalog.download.remembered import recall, remember
from animegan.catalog.download.settings import TransferSettings, file_url, host_of
from animegan.catalog.download.several import Wanted, fetch_files
from animegan.catalog.installed import InstalledVersion, Record, downloads_dir, read_record, write_record
from animegan.catalog.published_entry import PublishedFile, PublishedWeights
from animegan.errors import WeightsError
from animegan.types import Progress

__all__ = ["install"]

INCOMING = "incoming"


def install(
    published: PublishedWeights,
    *,
    mirror: str | None,
    settings: TransferSettings,
    cancel: Event | None,
    trust_new: bool = False,
    keep_previous: bool = False,
) -> Iterator[Progress]:
    """Installs published weights; what is in use stays in use until the new ones are complete.

    Args:
        published: What to bring, as it is pinned.
        mirror: Base address of a mirror; None for the usual place.
        settings: How patient to be.
        cancel: Ends it early.
        trust_new: Do not compare with what is remembered of files without ids, and remember the new ones.
        keep_previous: Keep the version in use, to go back to.
    """
    home = downloads_dir() / published.name
    incoming = home / INCOMING / (published.commit or "unpinned")
    with writing(incoming):
        if trust_new:
            shutil.rmtree(incoming, ignore_errors=True)
        incoming.mkdir(parents=True, exist_ok=True)
    have = sum(path.stat().st_size for path in incoming.iterdir())
    fetched_and_converted = 2 * published.about_bytes
    check_room(incoming, max(0, fetched_and_converted - have))

    wanted = _wanted(published, mirror, trust_new=trust_new)
    found = yield from fetch_files(wanted, incoming, settings=settings, cancel=cancel)
    if found is None:
        return
    size_bytes = sum(file.size_bytes or 0 for file in found)
    yield Progress(done=size_bytes, total=size_bytes, message="converting")
    version = _converted(published, found, incoming, host_of(wanted[0].url))
    with writing(home):
        if not published.has_ids and (trust_new or recall(published.name) is None):
            remember(published.name, found, version.fetched_at)
        write_record(published.name, _record(published.name, version, keep_previous=keep_previous))
    _clean(home)
    yield Progress(done=size_bytes, total=size_bytes, message=f"{published.name} is installed")


def _wanted(published: PublishedWeights, mirror: str | None, *, trust_new: bool) -> list[Wanted]:
    files = published.files
    known_by = f"pinned at commit {published.commit[:12]}" if published.on_github else "published"
    hint = "The server, a mirror or the network has changed it. Try again, or another mirror."
    if not published.has_ids:
        known = None if trust_new else recall(published.name)
        known_by = f"first fetched on {known.since[:10]}" if known else "meant"
        files = known.files if known else files
        hint = f"If you know that its publisher has replaced it: python -m animegan weights update {published.name}."
    share = published.about_bytes // len(files)
    return [
        Wanted(
            file=file,
            url=file_url(published, file, mirror),
            about_bytes=file.size_bytes or share,
            known_by=known_by,
            hint=hint,
        )
        for file in files
    ]


def _converted(
    published: PublishedWeights, found: tuple[PublishedFile, ...], incoming: Path, host: str
) -> InstalledVersion:
    from animegan.catalog.download.convert import convert

    fresh = incoming / "converted.safetensors"
    try:
        written = convert(published, incoming, fresh)
    except WeightsError:
        if not published.has_ids:  # perhaps a log-in page: nothing had said what the bytes must be
            shutil.rmtree(incoming)
        raise
    name = f"{written.sha256[:12]}.safetensors"
    with writing(fresh):
        fresh.replace(downloads_dir() / published.name / name)
    return InstalledVersion(
        commit=published.commit,
        sources=found,
        file=name,
        sha256=written.sha256,
        size_bytes=written.size_bytes,
        fetched_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        fetched_from=host,
        licence=published.licence,
    )


def _record(name: str, version: InstalledVersion, *, keep_previous: bool) -> Record:
    """The new record; a damaged old one is given up, since nothing is known of what it named."""
    try:
        old = read_record(name)
    except WeightsError:
        old = None
    if old is None:
        return Record(active=version)
    changed = keep_previous and old.active.sources != version.sources
    return replace(old, active=version, previous=old.active if changed else old.previous)


def _clean(home: Path) -> None:
    """Deletes what arrived and every file that the record does not name."""
    record = read_record(home.name)
    kept = {version.file for version in (record and record.active, record and record.previous) if version}
    shutil.rmtree(home / INCOMING, ignore_errors=True)
    for path in home.glob("*.safetensors"):
        if path.name not in kept:
            path.unlink(missing_ok=True)
