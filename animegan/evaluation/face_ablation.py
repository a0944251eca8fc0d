"""Does painting faces by themselves help? Each way of putting them back, beside painting the whole photo once."""

import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np

from animegan.catalog import get_weights
from animegan.errors import InputError
from animegan.face.blend import BLENDS
from animegan.face.face2paint import face2paint
from animegan.face.figures import FaceFigures, measure_faces
from animegan.face.painting import FacePainting
from animegan.face.refine import open_refiner
from animegan.face.settings import FaceSettings
from animegan.inference import Stylizer
from animegan.media.image import decode
from animegan.training.photos import TrainingPhoto, list_photos, spread
from animegan.types import PhotoU8, Progress

__all__ = ["AblationReport", "AblationRow", "FaceAblationRequest", "run_face_ablation"]

SEAMLESS = 1.2  # times the photo's own step across the mask's contours


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceAblationRequest:
    """What to measure, and on which photos.

    Attributes:
        photos: Folder of photos, searched with its sub-folders.
        style: A style of the catalog.
        weights: Name of the weights that paint it; None for those of the style.
        size: Short side of the working picture.
        held_out_only: Leave out photos that a training run may have seen.
        limit: At most so many photos, evenly spread over the folder; None takes all.
    """

    photos: Path
    style: str = "sakura"
    weights: str | None = None
    size: int = 256
    held_out_only: bool = True
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 1:
            raise InputError(f"A limit of {self.limit} leaves no photo.", hint="Use 1 or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AblationRow:
    """One way, over all faces.

    Attributes:
        way: "whole photo once", or one of `animegan.face.blend.BLENDS`.
        refined: Whether the refiner had its say.
        found_share: Of the faces, those the detector finds again.
        landmark_shift: Mean over those found, in distances between the eyes.
        eye_sharpness: Mean over faces of this picture's over that of the whole photo painted once: 1.3 is a third more.
        seam: Median over faces of the step across the mask's contour, over the photo's.
        seamless_share: Of the faces, those whose seam is at most SEAMLESS.
        neck_shift: Mean over faces, Delta E.
    """

    way: str
    refined: bool
    found_share: float
    landmark_shift: float | None
    eye_sharpness: float
    seam: float
    seamless_share: float
    neck_shift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AblationReport:
    """One run.

    Attributes:
        style: The style painted in.
        weights: The network's weights.
        refiner: The refiner's; None without one.
        size: Short side of the working picture.
        folder: Where the photos are.
        photos: How many were painted.
        faces: How many faces they have.
        eyes_px: Median distance between the eyes in the working picture, pixels.
        seconds: How long it took.
        rows: One per way.
    """

    style: str
    weights: str
    refiner: str | None
    size: int
    folder: str
    photos: int
    faces: int
    eyes_px: float
    seconds: float
    rows: tuple[AblationRow, ...]

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON can hold it; keys are the attributes' names."""
        return asdict(self)


Measured = dict[tuple[str, bool], list[FaceFigures]]


def run_face_ablation(request: FaceAblationRequest) -> Generator[Progress, None, AblationReport]:
    """Paints and measures; yields after every photo, and returns the report.

    Raises:
        InputError: The style or the size is unknown, or no photo is held out, or none has a face.
        TrainingError: The folder holds no usable photo.
    """
    started = time.perf_counter()
    stylizer, refiner = _stylizer(request), open_refiner()
    photos = _photos(request)
    measured: Measured = {}
    eyes: list[float] = []
    for number, path in enumerate(photos, start=1):
        photo = decode(path.path.read_bytes()).photo
        painting = face2paint(photo, stylizer, settings=FaceSettings(size=request.size), refiner=refiner)
        shrunk = painting.background.size[0] / photo.shape[0]
        eyes += [
            float(np.hypot(*(f.face.landmarks[1] - f.face.landmarks[0]))) * shrunk for f in painting.faces
        ]
        for key, picture in _ways(painting).items():
            measured.setdefault(key, []).extend(measure_faces(painting, photo, picture))
        yield Progress(done=number, total=len(photos), message="painting faces in every way")
    if not eyes:
        raise InputError(
            f"No photo in {request.photos} has a face.", hint="Choose a folder of portraits or groups."
        )
    whole = measured["whole photo once", False]
    return AblationReport(
        style=request.style,
        weights=stylizer.weights.name,
        refiner=refiner.name if refiner else None,
        size=request.size,
        folder=str(request.photos),
        photos=len(photos),
        faces=len(eyes),
        eyes_px=round(median(eyes), 1),
        seconds=round(time.perf_counter() - started, 1),
        rows=tuple(_row(way, refined, figures, whole) for (way, refined), figures in measured.items()),
    )


def _stylizer(request: FaceAblationRequest) -> Stylizer:
    if request.weights is None:
        return Stylizer.load(request.style)
    return Stylizer.of(get_weights(request.weights), style=request.style)


def _photos(request: FaceAblationRequest) -> Sequence[TrainingPhoto]:
    photos = list_photos(request.photos)
    kept = [photo for photo in photos if photo.held_out or not request.held_out_only]
    if not kept:
        hint = "One photo in ten is, by its file name. Add photos, or use --all."
        raise InputError(f"None of the {len(photos)} photos in {request.photos} is held out.", hint=hint)
    return spread(kept, request.limit or len(kept))


def _ways(painting: FacePainting) -> Mapping[tuple[str, bool], PhotoU8]:
    """The picture of every way, by its name and whether it is refined."""
    pictures = {("whole photo once", False): painting.background.picture}
    for refined in (False, True) if painting.refiner else (False,):
        for way in reversed(BLENDS):
            pictures[way, refined] = painting.recomposed(blend=way, refine=refined).picture
    return pictures


def _row(
    way: str, refined: bool, figures: Sequence[FaceFigures], whole: Sequence[FaceFigures]
) -> AblationRow:
    shifts = [figure.landmark_shift for figure in figures if figure.landmark_shift is not None]
    return AblationRow(
        way=way,
        refined=refined,
        found_share=fmean(figure.found for figure in figures),
        landmark_shift=fmean(shifts) if shifts else None,
        eye_sharpness=fmean(
            figure.eye_sharpness / max(once.eye_sharpness, 1e-6)
            for figure, once in zip(figures, whole, strict=True)
        ),
        seam=median(figure.seam for figure in figures),
        seamless_share=fmean(figure.seam <= SEAMLESS for figure in figures),
        neck_shift=fmean(figure.neck_shift for figure in figures),
    )
