"""The history of a training run, as `training.run_log` archived it: what the losses were, and what it painted then.

    history = RunHistory.read(Path("weights/anime_unet.history.zip"))
    history.steps, history.terms["total"]       # (n,) each, one value per logged step
    history.validations[-1].psnr_db             # on held-out photos
    history.sample(500, "cat", "aozora")        # (h, w, 3) uint8, decoded when asked for

The archive is read once, within limits, and kept as small as it came: pictures stay JPEG until one is asked for.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError, WeightsError
from animegan.losslab.histories.archive import HINT, open_archive
from animegan.losslab.histories.log_lines import LogLines, read_lines
from animegan.media.image import decode
from animegan.training.validation import SAMPLES_SHOWN, StyleFigures
from animegan.types import PhotoU8

__all__ = ["CONTENT", "GAME", "PAINTING", "Phase", "RunHistory", "Validation", "smoothed"]

Values = NDArray[np.float64]

CONTENT, PAINTING, GAME = "content", "painting", "game"
CONTENT_TERMS = {"l1", "perceptual"}  # alone: the warm-up, in which the photo itself is the target
NO_TERMS = {"learning_rate", "total", "discriminator"}
MOST_PIXELS = 16_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of a run in which the same terms were minimised.

    Attributes:
        kind: "content": be the photo. "painting": the objective without a discriminator. "game": with it.
        first: The first logged step.
        last: The last logged step.
    """

    kind: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """How good the averaged network was on held-out photos by then; see `StyleFigures`.

    Attributes:
        step: Steps done.
        figures: One per style.
    """

    step: int
    figures: tuple[StyleFigures, ...]

    @property
    def psnr_db(self) -> float:
        """To the painter's picture, mean of the styles; more is nearer."""
        return fmean(row.psnr_db for row in self.figures)

    @property
    def perceptual(self) -> float:
        """Perceptual distance to the painter's picture, mean of the styles; less is nearer."""
        return fmean(row.perceptual for row in self.figures)

    @property
    def nearer_share(self) -> float:
        """Share of photos whose output is nearer to the painting than the photo, mean of the styles."""
        return fmean(row.nearer_share for row in self.figures)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RunHistory:
    """One run.

    Attributes:
        steps: (n,) int64, rising: the steps that were logged, one batch each.
        terms: (n,) float64 by name: every loss term without its weight, "total" with all weights, "discriminator"
            (its own loss) and "learning_rate"; NaN where it took no part.
        validations: By step, rising; at least one.
        sheets: JPEG bytes by step: the lab's sample photos below each other, the photo and its picture in each style.
    """

    steps: NDArray[np.int64]
    terms: Mapping[str, Values]
    validations: tuple[Validation, ...]
    sheets: Mapping[int, bytes]

    @classmethod
    def read(cls, path: Path) -> "RunHistory":
        """Reads an archive.

        Raises:
            WeightsError: It is missing, damaged, too large, or no history.
        """
        contents = open_archive(path)
        lines = read_lines(contents.log, name=str(path))
        return cls(
            steps=np.array(sorted(lines.steps), dtype=np.int64),
            terms=_columns(lines),
            validations=tuple(Validation(step=s, figures=f) for s, f in sorted(lines.validations.items())),
            sheets=contents.sheets,
        )

    @property
    def styles(self) -> tuple[str, ...]:
        """The names of the styles, in the order of the style code."""
        return tuple(row.style for row in self.validations[0].figures)

    @property
    def loss_terms(self) -> tuple[str, ...]:
        """The generator's terms, without total, discriminator and learning rate."""
        return tuple(name for name in self.terms if name not in NO_TERMS)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The parts of the run, told by which terms stand in the log."""
        present = np.stack([np.isfinite(self.terms[name]) for name in self.loss_terms])
        starts = [0, *(np.flatnonzero((present[:, 1:] != present[:, :-1]).any(axis=0)) + 1), len(self.steps)]
        return tuple(
            Phase(kind=self._kind(begin), first=int(self.steps[begin]), last=int(self.steps[end - 1]))
            for begin, end in pairwise(starts)
        )

    @property
    def joined(self) -> int | None:
        """The first logged step with the discriminator; None without one, or with one from the start."""
        return next((p.first for p in self.phases[1:] if p.kind == GAME), None)

    def _kind(self, index: int) -> str:
        names = {name for name in self.loss_terms if np.isfinite(self.terms[name][index])}
        if "adversarial" in names:
            return GAME
        return CONTENT if names == CONTENT_TERMS else PAINTING

    def mean(self, term: str, *, first: int, last: int) -> float:
        """Mean of a term over the logged steps from `first` to `last`, both included; NaN where there are none."""
        values = self.terms[term][(self.steps >= first) & (self.steps <= last)]
        values = values[np.isfinite(values)]
        return float(values.mean()) if values.size else math.nan

    def sample(self, step: int, sample: str, style: str | None) -> PhotoU8:
        """How the network painted one of the lab's sample photos by then.

        Args:
            step: One of `sheets`.
            sample: One of `training.validation.SAMPLES_SHOWN`.
            style: One of `styles`; None for the photo itself.

        Returns:
            (side, side, 3) uint8.

        Raises:
            WeightsError: The picture in the archive is damaged or laid out otherwise.
        """
        try:
            sheet = decode(self.sheets[step], max_pixels=MOST_PIXELS).photo
        except InputError as error:
            raise WeightsError(f"The samples of step {step}: {error.message}", hint=HINT) from error
        side, rest = divmod(sheet.shape[0], len(SAMPLES_SHOWN))
        if rest or sheet.shape[1] != side * (1 + len(self.styles)):
            raise WeightsError(f"The samples of step {step} are laid out in an unknown way.", hint=HINT)
        row = SAMPLES_SHOWN.index(sample) * side
        column = 0 if style is None else (1 + self.styles.index(style)) * side
        return sheet[row : row + side, column : column + side]


def smoothed(values: Values, window: int) -> Values:
    """The mean of each value and the `window - 1` before it, never of later ones; NaN stays NaN and counts for nothing.

    Args:
        values: (n,).
        window: How many logged values; 1 changes nothing.
    """
    known = np.isfinite(values)
    sums = np.cumsum(np.concatenate([[0.0], np.where(known, values, 0.0)]))
    counts = np.cumsum(np.concatenate([[0], known]))
    begin = np.maximum(np.arange(len(values)) + 1 - window, 0)
    with np.errstate(invalid="ignore"):
        means = (sums[1:] - sums[begin]) / (counts[1:] - counts[begin])
    return np.where(known, means, np.nan)


def _columns(lines: LogLines) -> dict[str, Values]:
    """The log's lines as one array per name, in the order in which the names first appear."""
    rows = [lines.steps[step] for step in sorted(lines.steps)]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: np.array([row.get(name, math.nan) for row in rows]) for name in names}
