"""Which file becomes which, reading photos, and writing pictures so that no half-written file is ever seen."""

import os
import warnings
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.errors import InputError
from animegan.limits import the_limits

if TYPE_CHECKING:  # media brings NumPy and OpenCV, which `--help` need not wait for
    from animegan.media.image import DecodedPhoto, FileFormat

__all__ = ["Job", "count_sub_folders", "plan_jobs", "read_photo", "write_file"]

_FORMAT_BY_SUFFIX: dict[str, "FileFormat"] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP"}
_SUFFIX_BY_FORMAT: dict["FileFormat", str] = {"PNG": ".png", "JPEG": ".jpg", "WebP": ".webp"}
_BYTES_PER_PIXEL = 8  # an uncompressed 16-bit TIFF has 6, with opacity 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One photo to read and the picture file to make of it."""

    source: Path
    target: Path
    file_format: "FileFormat"


def plan_jobs(photos: Sequence[Path], out: str, wanted_format: str | None) -> tuple[Job, ...]:
    """What to make of which photo, decided before any work is done.

    Args:
        photos: Files and folders; of a folder every photo directly in it, by name.
        out: The output as it was typed.
        wanted_format: "png", "jpeg" or "webp"; None leaves it to the suffix, or PNG in a folder.

    Raises:
        InputError: Nothing to do, `out` does not suit, or a picture would replace one of the photos.
    """
    sources = [source for photo in photos for source in _photos_at(photo)]
    several = len(sources) != 1 or photos[0].is_dir()
    if several or out.endswith(("/", os.sep)) or Path(out).is_dir():
        jobs = _into_folder(sources, Path(out), wanted_format)
    else:
        jobs = (_into_file(sources[0], Path(out), wanted_format),)
    _spare_photos(jobs)
    return jobs


def count_sub_folders(photos: Sequence[Path], out: str) -> int:
    """How many folders inside the given ones are passed over.

    Those named themselves, hidden ones and the one for the pictures do not count: nobody misses their photos.
    """
    known = {identity for path in (*photos, Path(out)) if (identity := _identity(path))}
    return sum(
        inside.is_dir() and not inside.name.startswith(".") and _identity(inside) not in known
        for folder in photos
        if folder.is_dir()
        for inside in folder.iterdir()
    )


def _photos_at(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    from animegan.media.image import FILE_SUFFIXES

    found = sorted(file for file in path.iterdir() if file.suffix.lower() in FILE_SUFFIXES and file.is_file())
    if not found:
        raise InputError(
            f"There is no photo in the folder {path}.",
            hint=f"Looked for files ending in {' '.join(FILE_SUFFIXES)}, in the folder itself, not in sub-folders.",
        )
    return found


def _into_file(source: Path, target: Path, wanted_format: str | None) -> Job:
    try:
        file_format = _file_format(target, wanted_format)
    except InputError:
        if _identity(source) is None:  # a mistyped folder: that the output is no file is right then
            raise _missing(f"{source}: ") from None
        raise
    return Job(source=source, target=target, file_format=file_format)


def _missing(where: str = "") -> InputError:
    hint = "Check the name; several photos are separated by spaces."
    return InputError(f"{where}there is no such file or folder.", hint=hint)


def _into_folder(sources: Sequence[Path], folder: Path, wanted_format: str | None) -> tuple[Job, ...]:
    """Each photo keeps its name; where two would become the same file, the later ones are numbered."""
    if folder.is_file() or (folder.suffix.lower() in _FORMAT_BY_SUFFIX and not folder.is_dir()):
        raise InputError(
            f"{folder} is the name of one file, but there are {len(sources)} photos to write.",
            hint="Give a folder with -o.",
        )
    file_format = _FORMAT_BY_SUFFIX[f".{wanted_format or 'png'}"]
    taken: set[str] = set()
    jobs = []
    for source in sources:
        name, number = source.stem, 1
        while name.casefold() in taken:  # casefold: on many disks A.png and a.png are one file
            number += 1
            name = f"{source.stem}-{number}"
        taken.add(name.casefold())
        target = folder / (name + _SUFFIX_BY_FORMAT[file_format])
        jobs.append(Job(source=source, target=target, file_format=file_format))
    return tuple(jobs)


def _file_format(target: Path, wanted_format: str | None) -> "FileFormat":
    """What the suffix says; `wanted_format` where there is no suffix."""
    wanted = _FORMAT_BY_SUFFIX[f".{wanted_format}"] if wanted_format else None
    by_suffix = _FORMAT_BY_SUFFIX.get(target.suffix.lower())
    if by_suffix and wanted and by_suffix != wanted:
        raise InputError(
            f"{target} says {by_suffix}, --format says {wanted}.",
            hint="Leave --format out, or change the suffix.",
        )
    found = by_suffix or (None if target.suffix else wanted)
    if found is None:
        raise InputError(
            f"{target} does not say what kind of file to write.",
            hint="End it in .png, .jpg or .webp; for a folder, end it in a slash.",
        )
    return found


def _spare_photos(jobs: Sequence[Job]) -> None:
    """Refuses to write over anything that is to be read, under whatever name it goes."""
    identities = {identity for job in jobs if (identity := _identity(job.source))}
    for job in jobs:
        if _identity(job.target) in identities:
            raise InputError(
                f"The picture of {job.source} would overwrite the photo {job.target}.",
                hint="Give another file or folder with -o.",
            )


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file on which disk a name leads to, links and spellings aside; None where there is none yet."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def read_photo(source: Path, *, at_least: int) -> "DecodedPhoto":
    """The photo in a file, reduced as far as a working picture with short side `at_least` allows.

    Raises:
        InputError: The file is missing, unreadable or no usable photo; the message names it.
    """
    from animegan.media.image import decode

    try:
        with (
            warnings.catch_warnings()
        ):  # the command line has one thread, so nobody else's filters are touched
            warnings.filterwarnings(
                "ignore", category=UserWarning, module=r"PIL\."
            )  # the error below says it all
            return decode(_read_bytes(source), at_least=at_least)
    except InputError as error:
        raise InputError(f"{source}: {error.message}", hint=error.hint) from error


def _read_bytes(source: Path) -> bytes:
    try:
        if not source.exists():
            raise _missing()
        if not source.is_file():  # a device could be read for ever
            raise InputError("this is not a file.", hint="Give photo files, or a folder of them.")
        if source.stat().st_size > (most_mb := _BYTES_PER_PIXEL * the_limits().photo_megapixels) * 10**6:
            raise InputError(
                f"the file is larger than {most_mb} MB.", hint="Save a smaller copy of the photo."
            )
        return source.read_bytes()
    except OSError as error:
        raise InputError(
            f"it cannot be read: {error.strerror}.", hint="Check who may read the file."
        ) from error


def write_file(target: Path, data: bytes) -> None:
    """Writes a file whole or not at all, making its folder if need be.

    Raises:
        InputError: The place cannot be written to.
    """
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(target)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written: {error.strerror}.",
            hint="Give another place with -o, or make room there.",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
