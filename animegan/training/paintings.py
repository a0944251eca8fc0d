"""Paints the training photos once and keeps the result on disk.

A plate is one photo with the painter's picture of it in every style, as one array on disk. Plates are keyed by the
painter's own source and by the photo's bytes, so neither a changed painter nor a changed photo trains a network on
yesterday's pictures.
"""

import hashlib
import json
import math
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan import toon
from animegan.errors import TrainingError
from animegan.media.image import decode
from animegan.training.photos import TrainingPhoto
from animegan.types import Landmarks, PhotoU8, Progress

__all__ = ["CROWD_GROUP", "Plate", "PlateFolder"]

FindFaces = Callable[[PhotoU8], tuple[Landmarks, ...]]
COLLAGE_SIDE = 320  # pixels
COLLAGE_ROWS = (2, 4, 8)  # of as many pictures: faces as in a group photo, in a street, and in a crowd
COLLAGE_GROUP, CROWD_GROUP = "collage", "crowd"  # two rows, and more


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """One painted photo on disk.

    Attributes:
        path: An .npy of shape (1 + styles, H, W, 3) uint8 RGB: the photo, then its painting in each style.
        group: Where it comes from; groups are drawn from evenly.
        faces: Five points per face.
        held_out: Whether it is kept for validation.
        rows: Which pictures of the array count, the photo's 0 among them; None for all.
    """

    path: Path
    group: str
    faces: tuple[Landmarks, ...]
    held_out: bool
    rows: tuple[int, ...] | None = None

    def pictures(self) -> NDArray[np.uint8]:
        """The photo and its paintings; mapped from disk where all rows count, so only what is used is read."""
        array: NDArray[np.uint8] = np.load(self.path, mmap_mode="r")
        return array if self.rows is None else array[list(self.rows)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """What a worker paints: one photo, or a square of them as a collage."""

    photos: tuple[TrainingPhoto, ...]
    path: Path
    styles: tuple[str, ...]


class PlateFolder:
    """The painted photos of one set of styles.

    Plates that were painted in these styles and others serve as they are.

    Args:
        folder: Where plates are kept; made if missing. Several runs may share it.
        styles: Names of the painter's styles, in the order of the style code.
        find_faces: Asked for photos of which no face points are known; None treats them as faceless.
    """

    def __init__(self, folder: Path, styles: tuple[str, ...], find_faces: FindFaces | None = None) -> None:
        painted = _painted_styles(folder, styles)
        self.folder = folder / f"{'-'.join(painted)}-{_painter_digest()}"
        self._rows = None if painted == styles else (0, *(1 + painted.index(style) for style in styles))
        self._styles = painted
        self._find_faces = find_faces
        self.plates: tuple[Plate, ...] = ()

    def paint(self, photos: Sequence[TrainingPhoto], *, workers: int | None = None) -> Iterator[Progress]:
        """Paints what is not painted yet; afterwards `plates` holds everything.

        Args:
            photos: What to paint.
            workers: Processes that paint; None for one per core, 0 for none but this one.

        Yields:
            One `Progress` per plate.

        Raises:
            TrainingError: No photo is left to train on.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        jobs = self._jobs([self._with_faces(photo) for photo in photos])
        missing = [job for job in jobs if not job.path.is_file()]
        yield Progress(done=len(jobs) - len(missing), total=len(jobs), message="painting the photos")
        for done, _ in enumerate(_paint_jobs(missing, workers), start=len(jobs) - len(missing) + 1):
            yield Progress(done=done, total=len(jobs), message="painting the photos")
        self.plates = tuple(replace(_read_plate(job.path), rows=self._rows) for job in jobs)
        if all(plate.held_out for plate in self.plates):
            raise TrainingError("No photo is left to train on.", hint="Add photos; one in ten is held out.")

    def _with_faces(self, photo: TrainingPhoto) -> TrainingPhoto:
        """The photo with its faces: those known, those of its plate, or those found now."""
        if photo.faces is not None:
            return photo
        if (plate := self._plate_of(photo)).is_file():
            return replace(photo, faces=_read_plate(plate).faces)
        faces = self._find_faces(decode(photo.path.read_bytes()).photo) if self._find_faces else ()
        return replace(photo, faces=faces)

    def _plate_of(self, photo: TrainingPhoto) -> Path:
        return self.folder / f"{photo.group}-{photo.path.stem}-{_digest(photo.path.read_bytes())}.npy"

    def _jobs(self, photos: Sequence[TrainingPhoto]) -> list[_Job]:
        def job(path: Path, *members: TrainingPhoto) -> _Job:
            return _Job(photos=members, path=path, styles=self._styles)

        single = {photo.path: job(self._plate_of(photo), photo) for photo in photos}
        portraits = [photo for photo in photos if photo.faces and not photo.held_out]
        collages = []
        for count in (rows**2 for rows in COLLAGE_ROWS):
            for some in zip(*(portraits[i::count] for i in range(count)), strict=False):
                members = "".join(single[photo.path].path.name for photo in some)
                name = f"{_collage_group(count)}-{_digest(members.encode())}.npy"
                collages.append(job(self.folder / name, *some))
        return [*single.values(), *collages]


def _painted_styles(folder: Path, styles: tuple[str, ...]) -> tuple[str, ...]:
    """The styles of a set of plates that has all of `styles`, or `styles` themselves."""
    for existing in sorted(folder.glob(f"*-{_painter_digest()}")):
        painted = tuple(existing.name.split("-")[:-1])
        if set(styles) < set(painted):
            return painted
    return styles


def _digest(data: bytes) -> str:
    """Ten hex digits of a SHA-256."""
    return hashlib.sha256(data).hexdigest()[:10]


def _painter_digest() -> str:
    """The painter's source as ten hex digits."""
    return _digest(b"".join(path.read_bytes() for path in sorted(Path(toon.__file__).parent.glob("*.py"))))


def _one_thread() -> None:
    """One worker per core, so that OpenCV's own threads would only be in each other's way."""
    cv2.setNumThreads(1)


def _paint_jobs(jobs: Sequence[_Job], workers: int | None) -> Iterator[None]:
    """Paints plates, one after the other or side by side; yields after each."""
    if workers == 0:
        yield from map(_paint_job, jobs)
        return
    # spawn: a forked copy of a process in which torch runs threads may hang
    with ProcessPoolExecutor(workers or os.cpu_count(), get_context("spawn"), _one_thread) as pool:
        for future in as_completed([pool.submit(_paint_job, job) for job in jobs]):
            yield future.result()


def _paint_job(job: _Job) -> None:
    """Writes one plate and its description, whole or not at all."""
    pictures = [decode(photo.path.read_bytes()).photo for photo in job.photos]
    if len(pictures) == 1:
        picture, faces = pictures[0], job.photos[0].faces or ()
    else:
        picture, faces = _collage(pictures, [photo.faces or () for photo in job.photos])
    paintings = [toon.paint(picture, style, faces=faces) for style in job.styles]
    about = {
        "group": _collage_group(len(pictures)) if len(pictures) > 1 else job.photos[0].group,
        "faces": [face.tolist() for face in faces],
        "held_out": job.photos[0].held_out,
    }
    job.path.with_suffix(".json").write_text(json.dumps(about), encoding="utf-8")
    part = job.path.with_suffix(".part")
    with part.open("wb") as file:
        np.save(file, np.stack([picture, *paintings]))
    part.replace(job.path)


def _collage_group(count: int) -> str:
    return COLLAGE_GROUP if count == 4 else CROWD_GROUP


def _collage(
    pictures: Sequence[PhotoU8], faces: Sequence[tuple[Landmarks, ...]]
) -> tuple[PhotoU8, tuple[Landmarks, ...]]:
    """A square number of photos, made small, as one picture with all their faces."""
    rows = math.isqrt(len(pictures))
    side = COLLAGE_SIDE // rows
    canvas = np.empty((COLLAGE_SIDE, COLLAGE_SIDE, 3), dtype=np.uint8)
    moved: list[Landmarks] = []
    for index, (picture, points) in enumerate(zip(pictures, faces, strict=True)):
        top, left = side * (index // rows), side * (index % rows)
        canvas[top : top + side, left : left + side] = cv2.resize(
            picture, (side, side), interpolation=cv2.INTER_AREA
        )
        height, width = picture.shape[:2]
        scale = np.array([side / width, side / height], dtype=np.float32)
        moved += [(face * scale + np.array([left, top], dtype=np.float32)) for face in points]
    return canvas, tuple(moved)


def _read_plate(path: Path) -> Plate:
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    faces = tuple(np.array(face, dtype=np.float32) for face in about["faces"])
    return Plate(path=path, group=about["group"], faces=faces, held_out=about["held_out"])
