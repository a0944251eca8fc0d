"""The part films of a film that is being made, in a folder beside it; a broken run goes on behind the last whole one.

    OUT.parts/
        plan.json        what the film is made of; a run with other settings does not go on from here
        00000.nut        the first part film
        00000.npz        what the film remembered after its last frame
        00000.json       its figures; written last, so a part without it is not whole

A part that is not whole is made again from its first frame on, so that a resumed film equals an unbroken one exactly.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError
from animegan.media.video.segments import SEGMENT_SUFFIX

__all__ = ["Part", "Reel", "reel_folder"]

PLAN = "plan.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part film.

    Attributes:
        path: Its pictures.
        frames: How many.
        painted: How many of them were painted, and not used again.
        first: Time of its first frame in the clip, in seconds.
        last: Time of its last one.
        length: Seconds that the last one is shown; 0 where the clip does not say.
    """

    path: Path
    frames: int
    painted: int
    first: Fraction
    last: Fraction
    length: Fraction


def reel_folder(out: Path) -> Path:
    """Where the parts of a film lie."""
    return out.with_name(f"{out.name}.parts")


class Reel:
    """The parts on disk.

    Args:
        folder: Made if need be; one that is no reel is refused.
        identity: Whatever a film depends on, as JSON can hold it.
        resume: Whether to go on from what is there; otherwise it is thrown away.

    Raises:
        InputError: The folder holds something else, cannot be written, or is of another film.
    """

    def __init__(self, folder: Path, identity: Mapping[str, object], *, resume: bool) -> None:
        self._folder = folder
        self.parts: list[Part] = []
        told = json.dumps(identity, sort_keys=True, default=str)
        if folder.exists():
            _refuse_strangers(folder)
            if resume:
                self._take_up(told)
                return
            shutil.rmtree(folder)
        try:
            folder.mkdir(parents=True)
            (folder / PLAN).write_text(told, encoding="utf-8")
        except OSError as error:
            raise InputError(
                f"{folder} cannot be written: {error.strerror}.",
                hint="Give another place, or make room there.",
            ) from error

    def path_of_next(self) -> Path:
        """Where the next part's pictures go."""
        return self._stem(len(self.parts)).with_suffix(SEGMENT_SUFFIX)

    def finish(self, part: Part, memory: Mapping[str, NDArray[np.uint8]]) -> None:
        """Takes a whole part in, with what the film remembers after it."""
        stem = self._stem(len(self.parts))
        np.savez(stem.with_suffix(".npz"), allow_pickle=False, **memory)
        figures = {
            name: str(getattr(part, name)) for name in ("frames", "painted", "first", "last", "length")
        }
        half = stem.with_suffix(".json.part")
        half.write_text(json.dumps(figures), encoding="utf-8")
        half.replace(stem.with_suffix(".json"))
        if self.parts:  # only the newest is gone on from
            self._stem(len(self.parts) - 1).with_suffix(".npz").unlink(missing_ok=True)
        self.parts.append(part)

    def memory(self) -> dict[str, NDArray[np.uint8]]:
        """What the film remembered after the last whole part."""
        if not self.parts:
            return {}
        with np.load(self._stem(len(self.parts) - 1).with_suffix(".npz"), allow_pickle=False) as file:
            return dict(file)

    def remove(self) -> None:
        """Deletes the folder."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _stem(self, number: int) -> Path:
        return self._folder / f"{number:05}"

    def _take_up(self, told: str) -> None:
        if (self._folder / PLAN).read_text(encoding="utf-8") != told:
            raise InputError(
                f"The parts in {self._folder} were made of another clip or with other settings.",
                hint="Use the same settings to go on, or leave out --resume to begin again.",
            )
        while (file := self._stem(len(self.parts)).with_suffix(".json")).exists():
            told_of = json.loads(file.read_text(encoding="utf-8"))
            self.parts.append(
                Part(
                    path=file.with_suffix(SEGMENT_SUFFIX),
                    frames=int(told_of["frames"]),
                    painted=int(told_of["painted"]),
                    **{name: Fraction(told_of[name]) for name in ("first", "last", "length")},
                )
            )


def _refuse_strangers(folder: Path) -> None:
    """A folder of that name that is no reel is somebody's, and must not be deleted."""
    if not (folder / PLAN).is_file():
        raise InputError(
            f"{folder} is there already and holds something else.", hint="Give the film another name."
        )
