"""The archive of a run's history, unpacked within limits: its log and its sample pictures, nothing else."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from animegan.errors import WeightsError
from animegan.training.run_log import LOG

__all__ = ["HINT", "Archive", "open_archive"]

SHEET = re.compile(r"samples-([0-9]{6,9})\.jpg")
MB = 2**20
LARGEST_ARCHIVE, LARGEST_LOG, LARGEST_SHEET = 64 * MB, 16 * MB, 4 * MB  # packed and unpacked alike
MOST_MEMBERS = 1000
HINT = (
    "Restore it from the repository (git checkout -- weights), or train again: each run writes its history."
)
# whatever zipfile and zlib raise at damaged bytes: a wrong sum, a cut stream, a secret or an unknown packing
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """What an archive held.

    Attributes:
        log: The log's bytes.
        sheets: JPEG bytes of the sample pictures by step, rising.
    """

    log: bytes
    sheets: Mapping[int, bytes]


def open_archive(path: Path) -> Archive:
    """Unpacks an archive.

    Raises:
        WeightsError: It is missing, damaged or too large, or holds no log.
    """
    try:
        if path.stat().st_size > LARGEST_ARCHIVE:
            raise _too_large(path)
        with zipfile.ZipFile(path) as archive:
            members = {info.filename: archive.read(info) for info in _wanted(archive, path)}
    except DAMAGE as error:
        raise WeightsError(f"{path} cannot be read: {error}.", hint=HINT) from error
    if LOG not in members:
        raise WeightsError(f"{path} holds no {LOG}.", hint=HINT)
    found = ((SHEET.fullmatch(name), data) for name, data in members.items())
    return Archive(
        log=members[LOG], sheets=dict(sorted((int(name[1]), data) for name, data in found if name))
    )


def _wanted(archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    """Log and pictures, if what the archive claims to unpack to is bearable; zipfile unpacks no more than claimed."""
    members = archive.infolist()
    wanted = [info for info in members if info.filename == LOG or SHEET.fullmatch(info.filename)]
    largest = {True: LARGEST_LOG, False: LARGEST_SHEET}
    if (
        len(members) > MOST_MEMBERS
        or sum(info.file_size for info in wanted) > LARGEST_ARCHIVE
        or any(info.file_size > largest[info.filename == LOG] for info in wanted)
    ):
        raise _too_large(path)
    return wanted


def _too_large(path: Path) -> WeightsError:
    return WeightsError(f"{path} is larger than the history of a run.", hint=HINT)
