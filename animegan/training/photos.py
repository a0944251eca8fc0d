"""Which photos a run may learn from, and which it must never see.

A folder of photos is enough. A CSV beside a folder, with the folder's name (`faces.csv` beside `faces/`), may say more
of each `file`: its licence `tier`, and the five face points (`lmleye_x`, `lmleye_y`, ... in pixels).
"""

import csv
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from animegan.errors import TrainingError
from animegan.media.image import encode
from animegan.media.samples import SAMPLES, load_sample
from animegan.types import Landmarks

__all__ = ["TrainingPhoto", "held_out", "list_photos", "spread", "write_samples"]

Item = TypeVar("Item")

HELD_OUT_BELOW = 26  # of 256 values of the first hash byte: one photo in ten
SAMPLE_SIDE = 320  # pixels: room for every default crop
SUFFIXES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
POINTS = ("lmleye", "lmreye", "lmnose", "lmlmouth", "lmrmouth")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingPhoto:
    """One photo on disk and what is known of it.

    Attributes:
        path: The file.
        group: Name of its folder; groups are drawn from evenly.
        faces: Five points per known face; None when nobody has looked yet.
        held_out: Whether it is kept for validation.
    """

    path: Path
    group: str
    faces: tuple[Landmarks, ...] | None
    held_out: bool


def held_out(name: str) -> bool:
    """Whether a photo is kept for validation, by its file name alone.

    The same name always falls on the same side, so a photo at another size, in another run or on another machine
    can not leak from validation into training.

    Args:
        name: The file's name without its folder.
    """
    return hashlib.sha256(name.encode()).digest()[0] < HELD_OUT_BELOW


def list_photos(folder: Path, *, tiers: Collection[str] | None = None) -> tuple[TrainingPhoto, ...]:
    """Every photo below `folder`, sorted by path.

    Args:
        folder: Searched with all its sub-folders.
        tiers: Keep only photos whose CSV row names one of these tiers; None keeps all.

    Raises:
        TrainingError: The folder does not exist or holds no usable photo.
    """
    if not folder.is_dir():
        raise TrainingError(f"{folder} is not a folder.", hint="Pass the folder that holds your photos.")
    photos = []
    for directory in sorted({path.parent for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES}):
        rows = _read_csv(directory.with_name(directory.name + ".csv"))
        for path in sorted(directory.iterdir()):
            row = rows.get(path.name, {})
            if path.suffix.lower() not in SUFFIXES or (tiers is not None and row.get("tier") not in tiers):
                continue
            photos.append(
                TrainingPhoto(
                    path=path, group=directory.name, faces=_points(row), held_out=held_out(path.name)
                )
            )
    if not photos:
        raise TrainingError(
            f"No photo in {folder} can be used.",
            hint=f"Put {', '.join(sorted(SUFFIXES))} files there, or widen --tiers.",
        )
    return tuple(photos)


def spread(items: Sequence[Item], most: int) -> list[Item]:
    """At most `most` items, evenly over the whole list, so that every group of a sorted one is among them."""
    picks = np.linspace(0, len(items) - 1, min(most, len(items))).round().astype(int)
    return [items[i] for i in picks]


def write_samples(folder: Path, *, side: int = SAMPLE_SIDE) -> Path:
    """Writes the lab's sample photos as files, for a first try without photos of one's own.

    Args:
        folder: Gets a sub-folder of six PNG files.
        side: Their short side, pixels.

    Returns:
        `folder`, which `list_photos` can read.
    """
    target = folder / "samples"
    target.mkdir(parents=True, exist_ok=True)
    for sample in SAMPLES:
        path = target / f"{sample.name}.png"
        if not path.is_file():
            photo = load_sample(sample.name)
            scale = side / min(photo.shape[:2])
            small = cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
            part = path.with_suffix(".part")  # half a file would stay half a file
            part.write_bytes(encode(np.asarray(small, dtype=np.uint8)))
            part.replace(path)
    return folder


def _read_csv(path: Path) -> dict[str, dict[str, str]]:
    if not path.is_file():
        return {}
    with path.open(newline="", encoding="utf-8") as lines:
        return {row["file"]: row for row in csv.DictReader(lines)}


def _points(row: dict[str, str]) -> tuple[Landmarks, ...] | None:
    """The face of a CSV row; no face for a row without points; unknown where the CSV has no column for them."""
    if "lmleye_x" not in row:
        return None
    if not row["lmleye_x"]:
        return ()
    return (np.array([[row[f"{p}_x"], row[f"{p}_y"]] for p in POINTS], dtype=np.float32),)
