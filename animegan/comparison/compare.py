"""Every system over many photos: counted, timed, and measured on faces and style."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean

import numpy as np
from torch import Tensor

from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_perceptual
from animegan.comparison.available import choose_weights, learnt_from_painter, style_of
from animegan.comparison.counts import count
from animegan.comparison.pictures import paint_by
from animegan.comparison.quality import PaintingSet, Quality, measure_view
from animegan.comparison.report import ComparisonReport, ComparisonRow
from animegan.comparison.speed.figures import Speed, SpeedSettings
from animegan.comparison.speed.measure import measure_speed
from animegan.comparison.systems import STYLE, SYSTEMS, System
from animegan.errors import InputError
from animegan.evaluation.fidelity import View, look
from animegan.evaluation.kernel_distance import feature_statistics, kernel_distance
from animegan.face.detect import Face, detect_faces
from animegan.inference.machine import describe_machine
from animegan.inference.preprocess import resize, working_size
from animegan.media.image import decode
from animegan.toon import paint
from animegan.training.photos import TrainingPhoto, list_photos, spread
from animegan.types import PhotoU8, Progress

__all__ = ["CompareRequest", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRequest:
    """One comparison.

    Attributes:
        photos: Folder of photos, searched with its sub-folders.
        speed: Size, runtime and repeats; pictures are painted at the same size by the same runtime.
        tiers: Keep only photos whose CSV names one of these licence tiers; None keeps all.
        held_out_only: Leave out photos that a training run may have seen.
        limit: At most so many photos, evenly spread over the folder, and as many paintings of others.
        seed: Of the splits of the kernel distance.
    """

    photos: Path
    speed: SpeedSettings = field(default_factory=SpeedSettings)
    tiers: tuple[str, ...] | None = None
    held_out_only: bool = True
    limit: int = 24
    seed: int = 7

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise InputError(f"A limit of {self.limit} leaves no photo.", hint="Use 1 or more.")


@dataclass(slots=True)
class _Tally:
    """What one system has done to the photos so far."""

    system: System
    entry: WeightsEntry | None
    figures: list[Quality] = field(default_factory=list)
    statistics: list[Tensor] = field(default_factory=list)


def compare(request: CompareRequest) -> Generator[Progress, None, ComparisonReport]:
    """Measures; yields after every photo and while systems are timed, and returns the report.

    Raises:
        InputError: No photo is held out.
        TrainingError: The folder holds no usable photo.
        WeightsError: A weights file is missing or altered.
        BackendError: The runtime is not installed.
    """
    machine = describe_machine()
    chosen = {system: choose_weights(system) for system in SYSTEMS}
    speeds: dict[System, Speed] = {}
    for system, entry in chosen.items():
        speeds[system] = yield from measure_speed(system, entry, request.speed)
    compared, others = _photos(request)
    size = request.speed.size
    eye = load_perceptual()
    paintings = PaintingSet([_painting(_working(photo, size)) for photo in others], eye)
    tallies = [_Tally(s, e) for s, e in chosen.items() if e is not None or s.architecture is None]
    targets: list[Tensor] = []
    for number, photo in enumerate(compared, start=1):
        pixels = _working(photo, size)
        faces = detect_faces(pixels)
        target = look(eye, _painting(pixels, faces))
        targets.append(feature_statistics(target.features))
        for tally in tallies:
            _add(tally, pixels, faces, target, paintings, request.speed)
        yield Progress(done=number, total=len(compared), message="painting and measuring the photos")
    by_system = {tally.system: tally for tally in tallies}
    return ComparisonReport(
        machine=machine,
        size=size,
        runtime=request.speed.runtime,
        folder=str(request.photos),
        photos=len(compared),
        held_out_only=request.held_out_only,
        paintings=len(others),
        seed=request.seed,
        rows=tuple(
            _row(system, entry, speeds[system], by_system.get(system), targets, request)
            for system, entry in chosen.items()
        ),
    )


def _photos(request: CompareRequest) -> tuple[Sequence[TrainingPhoto], Sequence[TrainingPhoto]]:
    """The photos to compare, and others whose paintings make up the set that style is compared with."""
    found = list_photos(request.photos, tiers=request.tiers)
    kept = [photo for photo in found if photo.held_out or not request.held_out_only]
    if not kept:
        hint = "One photo in ten is, by its file name. Add photos, or use --all."
        raise InputError(f"None of the {len(found)} photos in {request.photos} is held out.", hint=hint)
    compared = spread(kept, request.limit)
    others = [photo for photo in found if photo not in compared]
    if not others:
        hint = "Give a smaller --limit, or more photos."
        raise InputError("Every photo is compared, so none is left to paint for the style.", hint=hint)
    return compared, spread(others, request.limit)


def _add(
    tally: _Tally,
    pixels: PhotoU8,
    faces: Sequence[Face],
    target: View,
    paintings: PaintingSet,
    speed: SpeedSettings,
) -> None:
    """One photo by one system."""
    if tally.entry is None:
        view = target
    else:
        view = look(paintings.eye, paint_by(tally.entry, pixels, size=speed.size, backend=speed.runtime))
    meant = target if tally.entry is not None and learnt_from_painter(tally.entry) else None
    tally.figures.append(measure_view(view, faces, paintings, target=meant))
    tally.statistics.append(feature_statistics(view.features))


def _row(
    system: System,
    entry: WeightsEntry | None,
    speed: Speed,
    tally: _Tally | None,
    targets: Sequence[Tensor],
    request: CompareRequest,
) -> ComparisonRow:
    figures = tally.figures if tally else []
    faces = sum(figure.faces for figure in figures)
    distance = None
    if tally is not None and tally.entry is not None:
        distance = kernel_distance(tally.statistics, targets, seed=request.seed)
    return ComparisonRow(
        system=system.name,
        weights=entry.name if entry else "",
        style=style_of(entry) if entry else STYLE if tally else "",
        counts=count(system, entry, request.speed.size),
        speed=speed,
        faces=faces,
        kept_share=sum(figure.kept for figure in figures) / faces if faces else None,
        landmark_shift=_mean(figures, "landmark_shift"),
        style_distance=_mean(figures, "style_distance"),
        kernel_distance=distance,
        psnr_db=_mean(figures, "psnr_db"),
        perceptual=_mean(figures, "perceptual"),
    )


def _mean(figures: Sequence[Quality], name: str) -> float | None:
    values = [value for figure in figures if (value := getattr(figure, name)) is not None]
    return fmean(values) if values else None


def _working(photo: TrainingPhoto, size: int) -> PhotoU8:
    pixels = decode(photo.path.read_bytes()).photo
    return np.ascontiguousarray(resize(pixels, working_size(pixels.shape[:2], size)))


def _painting(pixels: PhotoU8, faces: Sequence[Face] | None = None) -> PhotoU8:
    found = detect_faces(pixels) if faces is None else faces
    return paint(pixels, STYLE, faces=[face.landmarks for face in found])
