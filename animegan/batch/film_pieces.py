"""A clip in a batch: its painted pieces lie in OUT.pieces until all are there and are joined with the clip's sound."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from animegan.batch.inputs import Input
from animegan.batch.manifest import PART, Manifest
from animegan.batch.painter import film_plan
from animegan.batch.settings import BatchSettings
from animegan.batch.work import Painted, PieceWork, Task
from animegan.errors import InputError
from animegan.media.video.clip import Clip, read_clip
from animegan.media.video.join import join
from animegan.media.video.limits import ANY_CLIP
from animegan.media.video.segments import SEGMENT_SUFFIX
from animegan.media.video.split import PIECE_FRAMES, split

__all__ = ["FilmPieces"]


@dataclass(slots=True, eq=False)
class FilmPieces:
    """A clip on its way to a film.

    Attributes:
        given: The clip's file and the film's name.
        key: Of the film; see `Manifest.holds`.
        names: Of its pieces, in their order.
        missing: Those that are not painted yet.
        all_given: Whether the whole clip has been cut.
        broken: Whether a piece has failed: there will be no film, and the failure was told.
    """

    given: Input
    key: str
    names: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    all_given: bool = False
    broken: bool = False
    _clip: Clip | None = None

    def tasks(self, manifest: Manifest, settings: BatchSettings) -> Iterator[Task]:
        """The pieces that are not painted yet.

        Raises:
            InputError: The clip cannot be read.
        """
        clip = self._clip = read_clip(self.given.source)
        ANY_CLIP.check_length(clip.seconds)
        film_plan(settings).film_size(clip)  # says now if the size does not suit
        for number, piece in enumerate(split(clip)):
            name = f"{self.given.name}.pieces/{number:05}{SEGMENT_SUFFIX}"
            self.names.append(name)
            if manifest.holds(name, self.piece_key(name)):
                continue
            self.missing.add(name)
            work = PieceWork(data=piece.data, later=piece.later, clip=clip, start=piece.start, end=piece.end)
            yield Task(name=name, work=work)
            if self.broken:
                return
        self.all_given = True

    def piece_key(self, name: str) -> str:
        """What a piece depends on: all that the film does, and how the clip is cut."""
        return hashlib.sha256(f"{self.key} {PIECE_FRAMES} {name}".encode()).hexdigest()

    def take(self, manifest: Manifest, name: str, painted: Painted) -> None:
        """Writes a painted piece; raises OSError where it cannot be written."""
        manifest.write(name, self.piece_key(name), painted.data, painted.report)
        self.missing.discard(name)

    @property
    def is_painted(self) -> bool:
        """Whether nothing is left but to join."""
        return self.all_given and not self.missing and not self.broken

    def finish(self, manifest: Manifest, out: Path) -> Mapping[str, object]:
        """Joins the pieces, with the clip's sound, and removes them; returns the film's report.

        Raises:
            InputError: Not one frame could be decoded.
            OSError: The film cannot be written.
        """
        assert self._clip is not None
        pieces = [out / name for name in self.names if (out / name).stat().st_size]
        if not pieces:
            raise InputError("Not one frame of the clip can be decoded.", hint="Save it anew as MP4.")
        target = out / self.given.name
        part = target.with_name(target.name + PART)
        join(pieces, part, sound_of=self._clip, start=self._clip.begins, end=None)
        report = {"pieces": len(self.names), "notes": list(self._clip.notes)}
        manifest.adopt(self.given.name, self.key, part, report)
        shutil.rmtree(out / f"{self.given.name}.pieces", ignore_errors=True)
        return report
