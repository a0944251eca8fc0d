"""Fetches weights that others have published, when a person asks for it, and takes care of what was fetched.

What callers use (pages, the command line); all of it is stable:

    from animegan.catalog import PUBLISHED, UNAVAILABLE, get_published, installed_weights   # no torch
    from animegan.catalog import download                                                   # no torch either

    for step in download.fetch("cartoongan_hayao", accepted_licence=True, cancel=event):    # blocks; yields Progress
        show(step.done / step.total, step.message)          # done and total in bytes, total > 0
    entry = get_weights("cartoongan_hayao")                 # a WeightsEntry like any other, entry.fetched is True

| call | what it does |
|---|---|
| `fetch(name, accepted_licence=, cancel=, mirror=)` | yields `Progress` until the weights are installed |
| `is_installed(name)` | whether there is a whole record and a file of the right size; reads no hash |
| `verify(name)` | reads every byte of the installed file; raises WeightsError, returns the entry |
| `remove(name)` | deletes what was fetched and what is half fetched; True if there was anything |
| `check_updates(names)` | asks GitHub what has changed; a tuple of `Comparison`; changes nothing |
| `update(comparison, accepted_licence=, cancel=, mirror=)` | like `fetch`, for a `Comparison` that was shown |
| `undo(name)` | the version before the last update is in use again; doing it twice goes forward again |

Every call raises AnimeganError with a message and a hint for people. `fetch` needs `accepted_licence=True`, given by
a person who saw `published.licence`, `.licence_url` and `.caution`; else it raises InputError before any traffic.
To stop: set `cancel` (any thread; the generator then ends early, its last message begins with "Stopped"), or close
the generator. What came so far is kept, and the next `fetch` goes on from there. Two programs that fetch the same
weights at once: the second gets a WeightsError that says so.

What was fetched and is damaged is in `animegan.catalog.damaged_weights()`, by name, and stays out of
`installed_weights()`; fetching again repairs it.

Settings by environment: ANIMEGAN_MIRROR (base address of a mirror), ANIMEGAN_GITHUB_API (base address of GitHub's
REST API), ANIMEGAN_DOWNLOADS (folder; `downloads` in the weights directory otherwise), and the usual proxy variables.
"""

from animegan.catalog.download.keep import fetch, is_installed, remove, undo, verify
from animegan.catalog.download.settings import TransferSettings, file_url
from animegan.catalog.download.updates import Comparison, check_updates, update

__all__ = [
    "Comparison",
    "TransferSettings",
    "check_updates",
    "fetch",
    "file_url",
    "is_installed",
    "remove",
    "undo",
    "update",
    "verify",
]
