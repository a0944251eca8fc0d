"""`python -m animegan weights`: list, fetch, verify and remove what others have published, and look for updates."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from animegan.catalog import (
    PUBLISHED,
    UNAVAILABLE,
    PublishedWeights,
    damaged_weights,
    get_published,
    installed_weights,
)
from animegan.errors import AnimeganError, WeightsError
from animegan.types import Progress

if TYPE_CHECKING:
    from animegan.catalog.download import Comparison

NAME = "weights"
HELP = "List, fetch, verify, update and remove weights that others have published."

MEGABYTE = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the actions of `weights` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, act: Callable[[argparse.Namespace], None], text: str, names: str = "") -> Any:
        sub = actions.add_parser(name, help=text, description=text)
        sub.set_defaults(act=act)
        if names:
            sub.add_argument(
                "names", nargs=names, metavar="NAME", help="weights, as `weights list` names them"
            )
        return sub

    listing = action("list", _list, "What others have published, and what of it is here.")
    listing.add_argument("--json", action="store_true", help="print one JSON list instead of a table")
    fetching = action("fetch", _fetch, "Download weights, check them and make them ready.", "+")
    action("verify", _verify, "Read every byte of what is installed.", "*")
    action("remove", _remove, "Delete what was downloaded.", "+")
    action("check-updates", _check_updates, "Ask GitHub what has changed; takes nothing.", "*")
    updating = action("update", _update, "Take what check-updates shows; the old file is kept.", "+")
    action("undo", _undo, "Go back to the file before the last update.", "+")
    for sub in (fetching, updating):
        sub.add_argument("--accept-licence", action="store_true", help="accept without being asked")
        sub.add_argument("--from", dest="mirror", metavar="URL", help="base address of a mirror")


def run(args: argparse.Namespace) -> None:
    """Does what the action says."""
    args.act(args)


def _list(args: argparse.Namespace) -> None:
    rows = [_row(published) for published in PUBLISHED]
    if args.json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for row in rows:
        print(f"{row['name']:<30} {row['state']:<12} {row['size']:>9}  {row['licence']}")
    print("\nNot to be had here:")
    for missing in UNAVAILABLE:
        print(f"{missing.title}: {missing.reason}")


def _row(published: PublishedWeights) -> dict[str, object]:
    from animegan.catalog import download

    here = "installed" if download.is_installed(published.name) else "not fetched"
    if published.name in damaged_weights():
        here = "damaged"
    return {
        "name": published.name,
        "title": published.title,
        "architecture": published.architecture,
        "state": here,
        "size": _size(published),
        "licence": published.licence,
        "licence_url": published.licence_url,
        "caution": published.caution,
        "source": published.source,
        "commit": published.commit,
        "checked_by": "published ids" if published.has_ids else "what came first",
        "urls": [download.file_url(published, file) for file in published.files],
    }


def _fetch(args: argparse.Namespace) -> None:
    from animegan.catalog import download

    for published in [
        get_published(name) for name in args.names
    ]:  # a misspelt name is told before anything comes
        accepted = _ask(published, args, "fetch")
        _follow(download.fetch(published.name, accepted_licence=accepted, mirror=args.mirror))


def _verify(args: argparse.Namespace) -> None:
    from animegan.catalog import download

    failed: list[AnimeganError] = [] if args.names else list(damaged_weights().values())
    for name in args.names or [entry.name for entry in installed_weights()]:
        try:
            print(f"{name}: every byte is as it was installed ({download.verify(name).size_bytes:,} bytes)")
        except WeightsError as error:
            failed.append(error)
    for other in failed[1:]:
        print(f"error: {other.message}\nhint: {other.hint}", file=sys.stderr)
    if failed:
        raise failed[0]


def _remove(args: argparse.Namespace) -> None:
    from animegan.catalog import download

    for name in args.names:
        print(f"{name}: {'removed' if download.remove(name) else 'was not here'}")


def _check_updates(args: argparse.Namespace) -> None:
    from animegan.catalog import download

    for comparison in download.check_updates(args.names):
        print("\n".join(_told(comparison)))


def _update(args: argparse.Namespace) -> None:
    from animegan.catalog import download

    for comparison in download.check_updates(args.names):
        print("\n".join(_told(comparison)))
        if comparison.latest is not None:
            accepted = _ask(comparison.latest, args, "take the update")
            _follow(download.update(comparison, accepted_licence=accepted, mirror=args.mirror))


def _undo(args: argparse.Namespace) -> None:
    from animegan.catalog import download

    for name in args.names:
        print(f"{name}: {download.undo(name).source} is in use again")


def _told(comparison: "Comparison") -> Iterable[str]:
    """What a comparison says, in lines."""
    name, pinned = comparison.pinned.name, comparison.pinned.commit[:12]
    if comparison.note:
        yield f"{name}: {comparison.note}"
        return
    if comparison.state == "unchanged":
        yield f"{name}: as pinned ({pinned})"
        return
    yield f"{name}: {comparison.state} since {pinned}"
    yield f"  {comparison.date}  {comparison.commit[:12]}  {comparison.message}"
    yield from (
        f"  {file.path}: now {file.size_bytes:,} bytes, {file.git_blob}" for file in comparison.changed
    )
    yield from (f"  {path}: no longer there" for path in comparison.gone)
    if comparison.latest is not None:
        yield f"  to take it: python -m animegan weights update {name}"


def _ask(published: PublishedWeights, args: argparse.Namespace, what: str) -> bool:
    """Shows the terms; True if they are accepted, by the option or on the terminal."""
    lines: Sequence[tuple[str, str]] = (
        ("size", _size(published)),
        ("source", published.source),
        ("licence", published.licence),
        ("", published.licence_url),
        ("caution", published.caution),
    )
    print(f"{published.name}: {published.title}")
    for word, text in lines:
        print(f"  {word:<8} {text}")
    if args.accept_licence or not sys.stdin.isatty():
        return bool(args.accept_licence)
    return input(f"Accept and {what}? [y/N] ").strip().lower() in ("y", "yes")


def _follow(steps: Iterable[Progress]) -> None:
    """Shows progress on one line of stderr that is written over; only the end of it where that is no terminal."""
    step = None
    for step in steps:
        if sys.stderr.isatty():
            print(
                f"\r\x1b[K{step.done / step.total:4.0%}  {step.message}", end="", file=sys.stderr, flush=True
            )
    if step is not None:
        print(f"\r\x1b[K{step.message}" if sys.stderr.isatty() else step.message, file=sys.stderr)


def _size(published: PublishedWeights) -> str:
    about = "" if published.has_sizes else "~"
    return f"{about}{published.about_bytes / MEGABYTE:.1f} MB"
