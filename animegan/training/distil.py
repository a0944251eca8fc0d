"""The recipe of a student: a small network learns to paint as a large one does.

The teacher is any generator of the catalog, the lab's own or fetched. It paints each photo once, and its pictures are
kept on disk. The student is the lab's own design at half the width. It learns from pairs of a photo and the teacher's
picture of it, without a discriminator: there is one right answer for every pixel, and nothing to be invented.

The run's folder afterwards holds what `generator_recipe` says, and `distil.json`: teacher and student side by side.

Source:
    Hinton et al. 2015, "Distilling the Knowledge in a Neural Network", for the idea of learning from a network's
    answers; Johnson et al. 2016, "Perceptual Losses for Real-Time Style Transfer", for the features in the loss.
"""

import json
import logging
from collections.abc import Iterator
from typing import Any

from animegan.catalog import WeightsEntry, get_weights
from animegan.errors import InputError, TrainingError
from animegan.inference import Stylizer
from animegan.models.registry import GENERATORS
from animegan.training.config import LossWeights, TrainConfig
from animegan.training.distil_plates import TeacherPlates
from animegan.training.distil_report import compare, in_words
from animegan.training.generator_recipe import GeneratorRun, check_free, train_generator
from animegan.training.photos import list_photos
from animegan.training.request import TrainRequest
from animegan.types import Progress

__all__ = ["STUDENT", "student_config", "train_distil"]

logger = logging.getLogger(__name__)
STUDENT: dict[str, Any] = {"width": 0.5}  # of `anime_unet`: a quarter of its multiplications
REPORT = "distil.json"
FACES_ONLY = "toonify"  # wants one upright face, not a photo


def train_distil(request: TrainRequest) -> Iterator[Progress]:
    """Lets the teacher paint, trains the student, and compares the two.

    Args:
        request: `teacher` is the name of weights of the catalog; `settings` are fields of `TrainConfig`.

    Yields:
        Progress of the painting, then one per step.

    Raises:
        TrainingError: No teacher is named, it paints no photos, or the settings or photos cannot be used.
        InputError: There are no such weights, or they are not on this machine.
    """
    entry = _teacher(request)
    check_free(request.out, request.resume)
    config = student_config(entry, request.settings)
    teachers = {style: Stylizer.of(entry, style, precision="fp32") for style in config.styles}
    plates = TeacherPlates(request.plates, entry, teachers)
    yield from plates.paint(list_photos(request.photos, tiers=request.tiers))
    run = GeneratorRun(
        name=f"{entry.name}_student", architecture="anime_unet", build={"styles": len(config.styles), **STUDENT},
        config=config, out=request.out, start=request.start,
    )  # fmt: skip
    yield from train_generator(run, plates.plates, device=request.device, resume=request.resume)
    report = compare(entry, run, plates.plates)
    (run.out / REPORT).write_text(json.dumps(report, indent=2), encoding="utf-8")
    logger.info("%s", in_words(report))


def student_config(entry: WeightsEntry, settings: dict[str, Any]) -> TrainConfig:
    """How a student of these weights learns, but for `settings`.

    Raises:
        TrainingError: The settings name a style that the teacher does not have, or cannot be used.
    """
    defaults: dict[str, Any] = {
        "styles": entry.styles, "steps": 1500, "batch": 8, "crop": 192, "adversarial_from": 1.0, "ema": 0.995,
        "mixed_style_share": 0.1 if len(entry.styles) > 1 else 0.0, "focus": 0.0,
        "weights": LossWeights(l1=10.0, perceptual=6.0, style=4.0, adversarial=0.0),
    }  # fmt: skip
    config = TrainConfig(**{**defaults, **settings})
    if unknown := [style for style in config.styles if style not in entry.styles]:
        raise TrainingError(
            f"{entry.name} has no style {unknown[0]!r}.", hint=f"It has: {', '.join(entry.styles)}."
        )
    return config


def _teacher(request: TrainRequest) -> WeightsEntry:
    if request.teacher is None:
        raise TrainingError(
            "No teacher is named.",
            hint="Add --teacher NAME; `python -m animegan weights list` shows the names.",
        )
    entry = get_weights(str(request.teacher))
    if entry.architecture not in {spec.name for spec in GENERATORS}:
        raise InputError(f"{entry.name} paints no pictures.", hint="Name the weights of a generator.")
    if entry.architecture == FACES_ONLY:
        raise TrainingError(
            f"{entry.name} redraws one upright face and cannot paint whole photos.",
            hint="Name a teacher that paints photos; a small network of that kind is `train toonify`.",
        )
    return entry
