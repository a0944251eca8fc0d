"""The writing thread: painted frames become part films."""

import time
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from animegan.inference.film.pipe import Pipe
from animegan.inference.film.reel import Part, Reel
from animegan.media.video.frames import Frame
from animegan.media.video.segments import Encoding, SegmentWriter
from animegan.types import PhotoU8

__all__ = ["Shot", "write_parts"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shot:
    """A painted frame on its way to the file.

    Attributes:
        picture: (h, w, 3) uint8.
        frame: What it was painted from.
        is_new: Whether it was painted, and not used again.
        memory: What the film remembers after it, where a part ends with it; else None.
    """

    picture: PhotoU8
    frame: Frame
    is_new: bool
    memory: Mapping[str, NDArray[np.uint8]] | None


def write_parts(
    shots: Pipe[Shot], reel: Reel, encoding: Encoding, spent_s: MutableMapping[str, float]
) -> Part | None:
    """Writes part after part until the shots end.

    Args:
        shots: Closed in any case, so that whoever gives them hears of an error here.
        reel: Takes the whole parts in.
        encoding: Of all parts.
        spent_s: The seconds spent are added to its "encode".

    Returns:
        The last part, if the shots ended before it was whole.
    """
    try:
        part = None
        origin = reel.parts[0].first if reel.parts else None
        rest = iter(shots)
        for shot in rest:
            origin = shot.frame.time if origin is None else origin
            part = _write_part(shot, rest, origin, reel, encoding, spent_s)
        return part
    finally:
        shots.close()


def _write_part(
    shot: Shot,
    rest: Iterator[Shot],
    origin: Fraction,
    reel: Reel,
    encoding: Encoding,
    spent_s: MutableMapping[str, float],
) -> Part | None:
    """Writes shots up to the end of a part; returns it if that did not come."""
    path, first = reel.path_of_next(), shot.frame
    frames = painted = 0
    with SegmentWriter(path, encoding) as writer:
        while True:
            began = time.perf_counter()
            writer.write(shot.picture, shot.frame.time - origin, shot.frame.length)
            spent_s["encode"] += time.perf_counter() - began
            frames, painted = frames + 1, painted + shot.is_new
            following = None if shot.memory is not None else next(rest, None)
            if following is None:
                break
            shot = following
    last = shot.frame
    part = Part(
        path=path, frames=frames, painted=painted, first=first.time, last=last.time, length=last.length
    )
    if shot.memory is None:
        return part
    reel.finish(part, shot.memory)
    return None
