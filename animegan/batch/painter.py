"""What a worker does: it loads the networks once, then turns the bytes of photos and clips into those of pictures."""

import tempfile
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from animegan.batch.settings import BatchSettings
from animegan.batch.work import Painted, PhotoWork, PieceWork, Work
from animegan.face.face2paint import face2paint
from animegan.face.settings import FaceSettings
from animegan.inference import Stylizer
from animegan.inference.film.memory import Memory
from animegan.inference.film.plan import FilmPlan
from animegan.inference.preprocess import resize
from animegan.media.image import decode, encode
from animegan.media.video.clip import Clip, read_clip
from animegan.media.video.frames import FrameReader
from animegan.media.video.segments import SEGMENT_SUFFIX, Encoding, SegmentWriter
from animegan.types import PhotoU8

__all__ = ["PaintingWorkshop", "film_plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintingWorkshop:
    """Opens what the settings ask for; see `animegan.batch.engine.Workshop`."""

    settings: BatchSettings

    def __call__(self) -> "Painter":
        """Loads the networks.

        Raises:
            AnimeganError: An option is wrong, or a network cannot be loaded here.
        """
        settings = self.settings
        return Painter(
            settings, Stylizer.load(settings.style, backend=settings.backend, precision=settings.precision)
        )


@dataclass(frozen=True, slots=True)
class Painter:
    """Paints one photo or piece after the other."""

    settings: BatchSettings
    stylizer: Stylizer

    def __call__(self, work: Work) -> Painted:
        """Paints; raises InputError for what cannot be used."""
        return self._photo(work) if isinstance(work, PhotoWork) else self._piece(work)

    def _photo(self, work: PhotoWork) -> Painted:
        settings = self.settings
        with (
            warnings.catch_warnings()
        ):  # a worker has one thread that paints, so nobody else's filters are touched
            warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
            photo = decode(work.data, at_least=settings.photo_size * settings.detail)
        picture = self._paint(settings.photo_size)(photo.photo)
        data = encode(picture, file_format=settings.file_format, alpha=photo.alpha)
        return Painted(data=data, report={**self._made_by(), "notes": list(photo.notes)})

    def _piece(self, work: PieceWork) -> Painted:
        """The piece's frames at their times in the clip; no data where none of them can be decoded."""
        with tempfile.TemporaryDirectory(prefix="animegan-") as folder:  # FFmpeg reads and writes files
            source, target = Path(folder, "piece"), Path(folder, f"painted{SEGMENT_SUFFIX}")
            source.write_bytes(work.data)
            frames = self._film(work, source, target)
            data = target.read_bytes() if frames else b""
        return Painted(data=data, report={**self._made_by(), "frames": frames})

    def _film(self, work: PieceWork, source: Path, target: Path) -> int:
        plan, clip = film_plan(self.settings), work.clip
        memory = Memory(self._paint(plan.size), steady=False)
        ahead = (
            read_clip(source).begins + work.later - clip.begins
        )  # how much later the piece begins than the clip
        reader = FrameReader(
            clip=replace(clip, path=source),
            size=plan.read_size(clip),
            start=max(Fraction(0), work.start - ahead),
            end=None if work.end is None else work.end - ahead,
        )
        frames = 0
        with SegmentWriter(target, _encoding(plan, clip)) as writer:
            for frame in reader:
                picture, _ = memory.picture_of(frame.photo)
                writer.write(resize(picture, plan.film_size(clip)), frame.time + ahead, frame.length)
                frames += 1
        return frames

    def _paint(self, size: int) -> Callable[[PhotoU8], PhotoU8]:
        """Paints a photo or frame; with faces, one that is read larger than it is painted."""
        if not self.settings.faces:
            return lambda photo: self.stylizer(photo, size=size).picture
        from animegan.face.refine import open_refiner

        settings, refiner = FaceSettings(size=size), open_refiner()
        return lambda photo: face2paint(photo, self.stylizer, settings=settings, refiner=refiner).picture

    def _made_by(self) -> dict[str, object]:
        return {
            "style": self.stylizer.style,
            "backend": self.stylizer.backend.name,
            "precision": self.stylizer.backend.precision,
        }


def film_plan(settings: BatchSettings) -> FilmPlan:
    """How the batch's clips are painted."""
    return FilmPlan(size=settings.film_size, detail=settings.detail)


def _encoding(plan: FilmPlan, clip: Clip) -> Encoding:
    return Encoding(
        size=plan.film_size(clip),
        time_base=clip.time_base,
        frames_per_s=clip.frames_per_s,
        quality=plan.quality,
    )
