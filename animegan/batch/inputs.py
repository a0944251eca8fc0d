"""Which file of a folder becomes which output; decided before anything is painted."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from animegan.batch.manifest import FILE_NAME
from animegan.batch.settings import BatchSettings
from animegan.errors import InputError
from animegan.media.image import FILE_SUFFIXES
from animegan.media.video.clip import SUFFIXES

__all__ = ["Input", "find_inputs"]

_SUFFIX_BY_FORMAT = {"PNG": ".png", "JPEG": ".jpg", "WebP": ".webp"}
_CLIPS = frozenset(f".{suffix}" for suffix in SUFFIXES) - frozenset(FILE_SUFFIXES)  # a GIF is a photo here


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to paint.

    Attributes:
        source: Where it lies.
        name: Of its output, relative to the folder of the outputs, with slashes.
        is_clip: Whether it is a clip, and no photo.
    """

    source: Path
    name: str
    is_clip: bool


def find_inputs(folder: Path, out: Path, settings: BatchSettings) -> tuple[Input, ...]:
    """The photos and clips of a folder and of those inside it; the outputs lie in folders of the same names.

    What begins with a dot is passed over, links to folders too, and the folder of the outputs.
    Where two files would become one output, each output keeps its input's suffix: a.jpg.png and a.bmp.png.

    Raises:
        InputError: There is no such folder, nothing in it, or the outputs are to lie among the inputs.
    """
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.", hint="Give a folder of photos and clips.")
    if out.resolve() == folder.resolve():
        raise InputError(f"{out} is the folder of the photos itself.", hint="Give another one with -o.")
    if out.is_file():
        raise InputError(f"{out} is a file.", hint="Give a folder with -o.")
    files = sorted(_files(folder, out.resolve()))
    if not files:
        raise InputError(
            f"There is no photo and no clip in {folder}.",
            hint=f"Looked for files ending in {' '.join(sorted({*FILE_SUFFIXES, *_CLIPS}))}.",
        )
    suffix = _SUFFIX_BY_FORMAT[settings.file_format]
    wanted = [
        (path, _is_clip(path), path.with_suffix(".mp4" if _is_clip(path) else suffix)) for path in files
    ]
    taken = Counter(
        str(target).casefold() for _, _, target in wanted
    )  # on many disks A.png and a.png are one file
    return tuple(
        Input(source=folder / path, name=_name(path, target, taken), is_clip=is_clip)
        for path, is_clip, target in wanted
    )


def _files(folder: Path, out: Path) -> Iterator[Path]:
    """Relative paths of all files with a suffix that is read."""
    for where, inside, names in os.walk(folder):
        inside[:] = [
            name for name in inside if not name.startswith(".") and Path(where, name).resolve() != out
        ]
        for name in names:
            path = Path(where, name)
            readable = path.suffix.lower() in FILE_SUFFIXES or _is_clip(path)
            if readable and not name.startswith(".") and path.is_file() and name != FILE_NAME:
                yield path.relative_to(folder)


def _is_clip(path: Path) -> bool:
    return path.suffix.lower() in _CLIPS


def _name(path: Path, target: Path, taken: Counter[str]) -> str:
    if taken[str(target).casefold()] > 1:
        target = path.with_name(path.name + target.suffix)
    return target.as_posix()
