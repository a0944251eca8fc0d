"""Hands out what is not done yet, takes in what is painted, and says what became of every file."""

import errno
import hashlib
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from animegan.batch.engine import Engine, Workshop
from animegan.batch.film_pieces import FilmPieces
from animegan.batch.inputs import Input
from animegan.batch.manifest import Manifest
from animegan.batch.painter import PaintingWorkshop
from animegan.batch.settings import BatchSettings
from animegan.batch.work import Failure, Outcome, Painted, PhotoWork, Task
from animegan.catalog.files import sha256_of
from animegan.errors import InputError

__all__ = ["Batch", "FileReport", "State"]

MOST_BYTES = (
    512 * 2**20
)  # of a photo's file: an uncompressed 16-bit TIFF of the largest photo we take has 384 MB
State = Literal["painted", "there already", "failed"]
NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file.

    Attributes:
        source: The input.
        name: Its output, relative to the folder of the outputs.
        state: Of the output.
        failure: Why it failed; None where it did not.
        made: How it was made, as JSON can hold it.
    """

    source: Path
    name: str
    state: State
    failure: Failure | None = None
    made: Mapping[str, object] = field(default_factory=lambda: NOTHING)


class Batch:
    """A folder on its way to a painted one.

    Args:
        inputs: What is painted.
        out: The folder of the outputs.
        settings: How.
        engine: Where.
        workshop: What a worker opens; by default, what the settings ask for.
    """

    def __init__(
        self,
        inputs: Sequence[Input],
        out: Path,
        settings: BatchSettings,
        engine: Engine,
        *,
        workshop: Workshop | None = None,
    ) -> None:
        self._inputs, self._out, self._settings, self._engine = inputs, out, settings, engine
        self._workshop = workshop or PaintingWorkshop(settings=settings)
        self._identity = json.dumps(settings.identity(), sort_keys=True)
        self._photos: dict[str, tuple[Input, str]] = {}  # in hand, with their keys
        self._pieces: dict[str, FilmPieces] = {}  # in hand, with what they are part of
        self._told: deque[FileReport] = deque()

    def run(self) -> Iterator[FileReport]:
        """Paints what is not there yet; yields a report for every input, in the order they are done.

        Raises:
            AnimeganError: No worker can be started, or nothing more can be written.
        """
        with Manifest(self._out) as manifest:
            tasks = self._tasks(manifest)
            if (first := next(tasks, None)) is not None:  # no worker is started for nothing
                for outcome in self._engine.run(self._workshop, chain([first], tasks)):
                    self._take(manifest, outcome)
                    yield from self._tell()
            yield from self._tell()

    def _tell(self) -> Iterator[FileReport]:
        while self._told:
            yield self._told.popleft()

    def _tasks(self, manifest: Manifest) -> Iterator[Task]:
        """What is not done yet. Read only as it is asked for, so a file may also turn out to be unreadable here."""
        for given in self._inputs:
            try:
                key = self._key(given)
                if manifest.holds(given.name, key):
                    self._told.append(FileReport(source=given.source, name=given.name, state="there already"))
                elif given.is_clip:
                    yield from self._pieces_of(FilmPieces(given, key), manifest)
                else:
                    work = PhotoWork(data=given.source.read_bytes())
                    self._photos[given.name] = given, key
                    yield Task(name=given.name, work=work)
            except InputError as error:
                self._fail(given, Failure(message=error.message, hint=error.hint))
            except OSError as error:
                self._fail(given, _unreadable(error))

    def _pieces_of(self, film: FilmPieces, manifest: Manifest) -> Iterator[Task]:
        try:
            for task in film.tasks(manifest, self._settings):
                self._pieces[task.name] = film
                yield task
            self._join_if_painted(film, manifest)
        except InputError:
            film.broken = True  # its pieces that are still in hand are kept for another time
            raise

    def _key(self, given: Input) -> str:
        """Changes with the bytes of the input and with every setting."""
        if not given.is_clip and given.source.stat().st_size > MOST_BYTES:
            raise InputError("The file is larger than 512 MB.", hint="Save a smaller copy of the photo.")
        return hashlib.sha256(f"{sha256_of(given.source)} {self._identity}".encode()).hexdigest()

    def _take(self, manifest: Manifest, outcome: Outcome) -> None:
        film = self._pieces.pop(outcome.name, None)
        if film is None:
            given, key = self._photos.pop(outcome.name)
        else:
            given, key = film.given, film.key
        if isinstance(outcome.answer, Failure):
            if film is None or not film.broken:
                self._fail(given, outcome.answer)
            if film is not None:
                film.broken = True
            return
        try:
            if film is not None:
                film.take(manifest, outcome.name, outcome.answer)
                self._join_if_painted(film, manifest)
            else:
                self._write(manifest, given, key, outcome.answer)
        except InputError as error:
            self._fail(given, Failure(message=error.message, hint=error.hint))
        except OSError as error:
            self._fail(given, _unwritable(error))

    def _write(self, manifest: Manifest, given: Input, key: str, painted: Painted) -> None:
        manifest.write(given.name, key, painted.data, painted.report)
        self._told.append(
            FileReport(source=given.source, name=given.name, state="painted", made=painted.report)
        )

    def _join_if_painted(self, film: FilmPieces, manifest: Manifest) -> None:
        if not film.is_painted:
            return
        made = film.finish(manifest, self._out)
        self._told.append(
            FileReport(source=film.given.source, name=film.given.name, state="painted", made=made)
        )

    def _fail(self, given: Input, failure: Failure) -> None:
        self._told.append(FileReport(source=given.source, name=given.name, state="failed", failure=failure))


def _unreadable(error: OSError) -> Failure:
    return Failure(message=f"It cannot be read: {error.strerror}.", hint="Check who may read the file.")


def _unwritable(error: OSError) -> Failure:
    """What is said of one output; raises InputError where no other could be written either."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
        raise InputError(
            f"Nothing more can be written: {error.strerror}.",
            hint="Make room there; the same command then goes on.",
        ) from error
    return Failure(
        message=f"Its output cannot be written: {error.strerror}.", hint="Give another folder with -o."
    )
