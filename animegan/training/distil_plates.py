"""A teacher's pictures, painted once and kept on disk, in the form that the trainer reads.

They are kept by the SHA-256 of the teacher's weights and of the photo, so neither another teacher nor another photo is
ever met with yesterday's pictures. Several runs may share one folder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from animegan.catalog import WeightsEntry
from animegan.errors import TrainingError
from animegan.inference import Stylizer
from animegan.inference.preprocess import resize, working_size
from animegan.media.image import decode
from animegan.training.paintings import Plate
from animegan.training.photos import TrainingPhoto
from animegan.types import Progress

__all__ = ["SIDE", "TeacherPlates"]

SIDE = 512  # short side that photos are painted at, where they have it: brush strokes have the size they have in use


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    photo: TrainingPhoto
    path: Path


class TeacherPlates:
    """The teacher's pictures of a set of photos.

    Args:
        folder: Where they are kept; made if missing.
        entry: The teacher's weights.
        teachers: What paints, by style, in the order of the student's style code.

    Attributes:
        plates: The photos with their pictures, once `paint` has come to its end; at least one is held out.
    """

    def __init__(self, folder: Path, entry: WeightsEntry, teachers: Mapping[str, Stylizer]) -> None:
        self.plates: tuple[Plate, ...] = ()
        self._folder = folder / f"{entry.name}-{'-'.join(teachers)}-{entry.sha256[:12]}-{SIDE}"
        self._teachers = teachers

    def paint(self, photos: Sequence[TrainingPhoto]) -> Iterator[Progress]:
        """Lets the teacher paint what it has not painted yet.

        Yields:
            One `Progress` per photo, and one before.

        Raises:
            TrainingError: There is one photo only: one at least is to learn from, and another to be judged on.
            InputError: A file is no picture.
        """
        if len(photos) < 2:
            raise TrainingError("One photo is not enough.", hint="Add photos; one in ten is held out.")
        self._folder.mkdir(parents=True, exist_ok=True)
        jobs = [_Job(photo=photo, path=self._path(photo)) for photo in photos]
        missing = [job for job in jobs if not job.path.is_file()]
        there = len(jobs) - len(missing)
        yield Progress(done=there, total=len(jobs), message="the teacher paints")
        for done, job in enumerate(missing, start=there + 1):
            self._paint_one(job)
            yield Progress(done=done, total=len(jobs), message="the teacher paints")
        self.plates = _some_held_out([_plate(job) for job in jobs])

    def _path(self, photo: TrainingPhoto) -> Path:
        digest = sha256(photo.path.read_bytes()).hexdigest()[:16]
        return self._folder / f"{photo.group}-{photo.path.stem}-{digest}.npy"

    def _paint_one(self, job: _Job) -> None:
        """Paints a photo in every style and writes the plate, whole or not at all."""
        photo = decode(job.photo.path.read_bytes()).photo
        photo = resize(photo, working_size(photo.shape[:2], SIDE))
        pictures = [paint(photo, size=min(photo.shape[:2])).picture for paint in self._teachers.values()]
        part = job.path.with_suffix(".part")
        with part.open("wb") as file:
            np.save(file, np.stack([photo, *pictures]))
        part.replace(job.path)


def _plate(job: _Job) -> Plate:
    """Without face points: the trainer would keep the photo's tones in small faces, and the teacher may not."""
    return Plate(path=job.path, group=job.photo.group, faces=(), held_out=job.photo.held_out)


def _some_held_out(plates: Sequence[Plate]) -> tuple[Plate, ...]:
    """The plates, some held out and some not: of few photos, one in ten may be none, or all."""
    held_out = [plate.held_out for plate in plates]
    if any(held_out) and not all(held_out):
        return tuple(plates)
    return (*(replace(plate, held_out=False) for plate in plates[:-1]), replace(plates[-1], held_out=True))
