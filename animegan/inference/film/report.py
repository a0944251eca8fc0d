"""What became of a film, in figures."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import cv2

from animegan.types import PhotoU8

__all__ = ["STAGES", "FilmReport", "Unrest"]

STAGES = ("decode", "resize", "compare", "network", "encode")


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmReport:
    """The figures of one run.

    Attributes:
        complete: Whether the film is whole; not, when it was stopped before.
        size: (height, width) of the film.
        frames: Frames in the film.
        painted: How many of them the network has painted; the others repeat the one before.
        resumed: How many of the frames were there already, from a run before.
        film_s: How long the film plays, in seconds.
        seconds: How long this run took, all told.
        fps: Frames it made for each of these seconds.
        stages_ms: Milliseconds for each frame of this run, by stage. The stages run at the same time, so they sum to
            more than a frame takes; the greatest one sets the pace.
        join_ms: Milliseconds for putting the film together at the end.
        unrest_in: Mean change from a frame of the clip to the next, in levels of 255.
        unrest_out: The same of the film.
        damaged: Packets of the clip that could not be decoded.
        cores: Cores that compute.
        load: How many threads wanted to compute, on average over the last minute; None where the system does not say.
        sound: "copied" or "converted"; None where there is none.
        memory_mb: The most that the program held in each minute of the film, in millions of bytes.
    """

    complete: bool
    size: tuple[int, int]
    frames: int
    painted: int
    resumed: int
    film_s: float
    seconds: float
    fps: float
    stages_ms: Mapping[str, float]
    join_ms: float
    unrest_in: float
    unrest_out: float
    damaged: int
    cores: int
    load: float | None
    sound: str | None
    memory_mb: tuple[float, ...] = ()

    @property
    def reused(self) -> int:
        """Frames that repeat the picture before."""
        return self.frames - self.painted

    @property
    def peak_mb(self) -> float:
        """The most that the program held while it made the film; 0 where nobody has looked."""
        return max(self.memory_mb, default=0.0)

    @property
    def flicker(self) -> float | None:
        """Change of the film over change of the clip; above 1 the film is more restless. None for a clip at rest."""
        return self.unrest_out / self.unrest_in if self.unrest_in else None

    def summary(self) -> dict[str, object]:
        """Everything, as JSON can hold it."""
        stages = {stage: round(spent, 2) for stage, spent in self.stages_ms.items()}
        plain = {
            name: round(value, 3) if isinstance(value, float) else value
            for name, value in asdict(self).items()
        }
        return {
            **plain,
            "size": list(self.size),
            "stages_ms": stages,
            "memory_mb": list(self.memory_mb),
            "peak_mb": self.peak_mb,
            "reused": self.reused,
            "flicker": self.flicker,
        }


class Unrest:
    """How much a row of pictures changes from one to the next.

    The notion is that of `animegan.evaluation.flicker`, with the next frame in place of an artificial disturbance.
    """

    def __init__(self) -> None:
        self._before: PhotoU8 | None = None
        self._sum = 0.0
        self._pairs = 0

    def see(self, picture: PhotoU8) -> None:
        """Takes the next picture, (h, w, 3) uint8; nobody may change it until the one after has come."""
        if self._before is not None:
            self._sum += float(cv2.norm(picture, self._before, cv2.NORM_L1)) / picture.size
            self._pairs += 1
        self._before = picture

    @property
    def mean(self) -> float:
        """Mean absolute change in levels of 255; 0 before there were two pictures."""
        return self._sum / self._pairs if self._pairs else 0.0
