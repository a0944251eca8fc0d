"""Measures trained weights: every photo by the painter and by the network, then the figures."""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from animegan import toon
from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_entry, load_perceptual
from animegan.errors import InputError
from animegan.evaluation.faces import FaceTally
from animegan.evaluation.fidelity import Fidelity, View, fidelity, look, mean_fidelity
from animegan.evaluation.flicker import Changes, Disturbed, changes, disturb, flicker
from animegan.evaluation.kernel_distance import feature_statistics, kernel_distance
from animegan.evaluation.report import EvaluationReport, StyleReport
from animegan.evaluation.request import EvaluationRequest, choose_photos
from animegan.evaluation.weights import find_weights
from animegan.face.detect import Face, detect_faces
from animegan.inference.backends.pytorch import TorchBackend
from animegan.inference.preprocess import resize, working_size
from animegan.inference.shares import style_code
from animegan.media.image import decode
from animegan.training.photos import TrainingPhoto
from animegan.types import Landmarks, PhotoU8, Progress

__all__ = ["evaluate"]


def evaluate(request: EvaluationRequest) -> Generator[Progress, None, EvaluationReport]:
    """Measures; yields after every photo, and returns the report.

    Raises:
        InputError: The weights, a style or the size are unknown, or no photo is held out.
        TrainingError: The folder holds no usable photo.
        WeightsError: The weights file is damaged or altered.
    """
    started = time.perf_counter()
    entry = find_weights(request.weights)
    styles = _styles(request, entry)
    photos = choose_photos(request)
    eye, backend = load_perceptual(), TorchBackend(load_entry(entry))
    measured = [_StyleTally(style, _painter(backend, entry, style), eye) for style in styles]
    for number, photo in enumerate(photos):
        subject = _read(photo, request, eye, number)
        for tally in measured:
            tally.add(subject)
        yield Progress(done=number + 1, total=len(photos), message="evaluating the photos")
    return EvaluationReport(
        weights=entry.name,
        architecture=entry.architecture,
        sha256=entry.sha256,
        folder=str(request.photos),
        photos=len(photos),
        held_out_only=request.held_out_only,
        faces=measured[0].faces.faces,
        size=request.size,
        seed=request.seed,
        torch=torch.__version__,
        seconds=round(time.perf_counter() - started, 1),
        styles=tuple(tally.report(request.seed) for tally in measured),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Subject:
    """A photo at working size, and all that is the same for every style.

    Attributes:
        view: The photo, as it is and as the perceptual network sees it.
        known: The face points that the painter is told of.
        found: The faces that the detector finds.
        disturbed: The photo's five disturbances.
    """

    view: View
    known: tuple[Landmarks, ...]
    found: tuple[Face, ...]
    disturbed: Disturbed


class _StyleTally:
    """Measures one style, photo by photo.

    Args:
        style: A style of the painter.
        network: Paints a photo in this style.
        eye: The perceptual network.
    """

    def __init__(self, style: str, network: Callable[[PhotoU8], PhotoU8], eye: nn.Module) -> None:
        self.style, self._network, self._eye = style, network, eye
        self.faces, self._painter_faces = FaceTally(), FaceTally()
        self._output: list[Fidelity] = []
        self._photo: list[Fidelity] = []
        self._changes: list[Changes] = []
        self._statistics: dict[str, list[Tensor]] = {"photo": [], "target": [], "output": []}

    def add(self, subject: _Subject) -> None:
        """Measures one photo."""
        photo = subject.view
        target = look(self._eye, toon.paint(photo.picture, self.style, faces=subject.known))
        output = look(self._eye, self._network(photo.picture))
        self._output.append(fidelity(output, target))
        self._photo.append(fidelity(photo, target))
        for name, view in (("photo", photo), ("target", target), ("output", output)):
            self._statistics[name].append(feature_statistics(view.features))
        if subject.found:
            self.faces.add(subject.found, detect_faces(output.picture))
            self._painter_faces.add(subject.found, detect_faces(target.picture))
        self._changes.append(changes(self._network, subject.disturbed))

    def report(self, seed: int) -> StyleReport:
        """The figures over every photo measured."""
        seen = self._statistics
        return StyleReport(
            style=self.style,
            output=mean_fidelity(self._output),
            photo=mean_fidelity(self._photo),
            kernel_distance=kernel_distance(seen["output"], seen["target"], seed=seed),
            photo_kernel_distance=kernel_distance(seen["photo"], seen["target"], seed=seed),
            faces=self.faces.figures(),
            painter_faces=self._painter_faces.figures(),
            flicker=flicker(self._changes),
        )


def _styles(request: EvaluationRequest, entry: WeightsEntry) -> tuple[str, ...]:
    """The styles to measure, every one of which both the weights and the painter know."""
    asked = entry.styles if request.styles is None else request.styles
    unknown = [style for style in asked if style not in entry.styles]
    if unknown:
        hint = f"Choose from {', '.join(entry.styles)}."
        raise InputError(f"{entry.name} has no style {', '.join(unknown)}.", hint=hint)
    for style in asked:
        toon.get_style(style)  # without a painter of this style there is nothing to compare with
    return asked


def _painter(backend: TorchBackend, entry: WeightsEntry, style: str) -> Callable[[PhotoU8], PhotoU8]:
    code = style_code({style: 1.0}, entry.styles)
    return lambda photo: backend.paint(photo, code)


def _read(photo: TrainingPhoto, request: EvaluationRequest, eye: nn.Module, number: int) -> _Subject:
    original = decode(photo.path.read_bytes()).photo
    size = working_size(original.shape[:2], request.size)
    pixels = resize(original, size)
    found = detect_faces(pixels)
    scale = np.array([size[1] / original.shape[1], size[0] / original.shape[0]], np.float32)
    known = tuple(face.landmarks for face in found)
    if photo.faces is not None:
        known = tuple(points * scale for points in photo.faces)
    noise = np.random.default_rng((request.seed, number))
    return _Subject(look(eye, pixels), known, found, disturb(pixels, noise))
