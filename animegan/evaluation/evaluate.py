"""Measures trained weights: every photo by the painter and by the network, then the figures."""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn

from animegan import toon
from animegan.catalog import WeightsEntry
from animegan.catalog.load import load_entry, load_perceptual
from animegan.errors import InputError
from animegan.evaluation.contact_sheet import contact_sheet
from animegan.evaluation.fidelity import look
from animegan.evaluation.flicker import disturb
from animegan.evaluation.report import EvaluationReport
from animegan.evaluation.request import EvaluationRequest, choose_photos
from animegan.evaluation.tally import StyleTally, Subject
from animegan.evaluation.weights import find_weights
from animegan.face.detect import detect_faces
from animegan.inference.backends.pytorch import TorchBackend
from animegan.inference.preprocess import resize, working_size
from animegan.inference.shares import style_code
from animegan.media.image import decode, encode
from animegan.training.photos import TrainingPhoto, spread
from animegan.types import PhotoU8, Progress

__all__ = ["evaluate"]

SHEET_PHOTOS = 24


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
    measured = [StyleTally(style, _painter(backend, entry, style), eye) for style in styles]
    shown = set(spread(range(len(photos)), SHEET_PHOTOS)) if request.sheets else set()
    pairs: dict[str, list[tuple[PhotoU8, PhotoU8]]] = {style: [] for style in styles}
    for number, photo in enumerate(photos):
        subject = _read(photo, request, eye, number)
        for tally in measured:
            picture = tally.add(subject)
            if number in shown:
                pairs[tally.style].append((subject.view.picture, picture))
        yield Progress(done=number + 1, total=len(photos), message="evaluating the photos")
    if request.sheets:
        _write_sheets(request.sheets, pairs)
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


def _write_sheets(folder: Path, pairs: Mapping[str, Sequence[tuple[PhotoU8, PhotoU8]]]) -> None:
    """One contact sheet per style, as `STYLE.jpg`."""
    folder.mkdir(parents=True, exist_ok=True)
    for style, shown in pairs.items():
        sheet = contact_sheet(shown)
        (folder / f"{style}.jpg").write_bytes(encode(sheet, file_format="JPEG", quality=88))


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


def _read(photo: TrainingPhoto, request: EvaluationRequest, eye: nn.Module, number: int) -> Subject:
    original = decode(photo.path.read_bytes()).photo
    size = working_size(original.shape[:2], request.size)
    pixels = resize(original, size)
    found = detect_faces(pixels)
    scale = np.array([size[1] / original.shape[1], size[0] / original.shape[0]], np.float32)
    known = tuple(face.landmarks for face in found)
    if photo.faces is not None:
        known = tuple(points * scale for points in photo.faces)
    noise = np.random.default_rng((request.seed, number))
    return Subject(look(eye, pixels), known, found, disturb(pixels, noise))
