"""Does the small network see as its teacher does? Figures on photos that it never saw.

Two questions: how well does it repeat the teacher's features, and does its distance put spoilt pictures in the same
order as the teacher's? The second matters more: it is what a loss and an evaluation use.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import ArrayLike
from torch import Tensor, nn

from animegan.losses.perceptual import feature_distance
from animegan.toon import STYLES, paint
from animegan.training.distortions import DISTORTIONS, UNSEEN, Distortion
from animegan.training.pair_data import load_picture, to_tensor
from animegan.training.photos import TrainingPhoto
from animegan.types import PhotoU8

__all__ = ["rank_correlation", "report"]

SIDE = 192  # pixels: photos are cut to this square for measuring
STRENGTHS = (0.1, 0.3, 0.55, 0.8)
PHOTOS = 40
CHUNK = 16  # pictures looked at together: the first maps of a hundred would take a gigabyte
RANKINGS = (
    ("rank", "student", "teacher"),
    ("rank_raw", "student", "raw"),
    ("rank_pixels", "pixels", "teacher"),
)
Figures = dict[str, float]
Views = dict[str, Mapping[str, Tensor]]
Distances = dict[str, list[float]]


@torch.no_grad()
def report(
    student: nn.Module,
    teacher: nn.Module,
    spread: Mapping[str, Tensor],
    photos: Sequence[TrainingPhoto],
    device: str,
) -> Figures:
    """Measures a student on held-out photos, their paintings and their distortions.

    Args:
        student: PerceptualNet.
        teacher: SqueezeNetFeatures.
        spread: What the teacher's channels are divided by: level to (1, C, 1, 1).
        photos: Held out; 40 of them, evenly chosen, are used.
        device: Of PyTorch.

    Returns:
        `r2/KIND/LEVEL` and `cosine/KIND/LEVEL` for photos and paintings: 1.0 repeats the teacher.
        `rank/KIND`: Spearman correlation of the student's distances with the teacher's; 1.0 is the same order.
        `rank_raw/KIND`: against the teacher's channels as they are, not divided by the spread.
        `rank_pixels/KIND`: how far a plain squared difference of pixels gets in the student's place.
        The KIND `within` is the mean over photos of the correlation among the changes of one photo.
    """
    fidelity = {"photos": _Fidelity(), "paintings": _Fidelity()}
    per_photo: list[dict[str, Distances]] = []
    looks = _Looks(student, teacher, spread, device)
    for number, listed in enumerate(_evenly(photos)):
        photo = _square(load_picture(listed).photo)
        paintings = [paint(photo, style.name) for style in STYLES]
        views = looks([photo, *paintings])
        fidelity["photos"].add(*(_rows(views[name], [0]) for name in ("student", "teacher")))
        fidelity["paintings"].add(*(_rows(views[name], [1, 2, 3, 4]) for name in ("student", "teacher")))
        per_photo.append(_distances(looks, views, _altered(photo, paintings, number)))
    figures = {key: value for kind, sums in fidelity.items() for key, value in sums.figures(kind).items()}
    for title, ours, theirs in RANKINGS:
        figures |= _ranks(per_photo, ours, theirs, title)
    return figures


def rank_correlation(a: ArrayLike, b: ArrayLike) -> float:
    """Spearman's rank correlation of two equally long lists: 1 for the same order, -1 for the reverse.

    Equal values are ranked in the order they come.
    """
    rank_a, rank_b = (np.argsort(np.argsort(np.asarray(x), kind="stable")).astype(float) for x in (a, b))
    return float(np.corrcoef(rank_a, rank_b)[0, 1])


class _Looks:
    """Pictures as student and teacher see them, and as they are."""

    def __init__(
        self, student: nn.Module, teacher: nn.Module, spread: Mapping[str, Tensor], device: str
    ) -> None:
        self.student, self.teacher, self.spread, self.device = student, teacher, spread, device

    def __call__(self, pictures: Sequence[PhotoU8]) -> Views:
        batch = to_tensor(pictures).to(self.device)
        raw = self.teacher(batch)
        return {
            "student": self.student(batch),
            "teacher": {level: raw[level] / self.spread[level] for level in raw},
            "raw": raw,
            "pixels": {"pixels": batch},
        }


class _Fidelity:
    """Sums over pictures from which R² and cosine of each level follow."""

    def __init__(self) -> None:
        self.sums: dict[str, Tensor] = {}

    def add(self, found: Mapping[str, Tensor], truth: Mapping[str, Tensor]) -> None:
        for level, true in truth.items():
            guess = found[level]
            n_places = torch.tensor(float(true.shape[0] * true.shape[2] * true.shape[3]))
            cosine = F.cosine_similarity(guess, true, dim=1).sum()
            per_channel = [x.sum((0, 2, 3)) for x in ((guess - true).square(), true, true.square())]
            row = torch.cat((torch.stack((n_places, cosine.cpu())), *(x.cpu() for x in per_channel))).double()
            self.sums[level] = self.sums.get(level, torch.zeros_like(row)) + row

    def figures(self, kind: str) -> Figures:
        figures = {}
        for level, row in self.sums.items():
            n_places, cosine = row[0], row[1]
            error, total, square = row[2:].reshape(3, -1)
            variance = square - total.square() / n_places
            figures[f"r2/{kind}/{level}"] = round(float(1 - error.sum() / variance.sum()), 4)
            figures[f"cosine/{kind}/{level}"] = round(float(cosine / n_places), 4)
        return figures


Altered = list[tuple[str, int, PhotoU8]]  # kind, row of the picture it is compared with, the changed picture


def _altered(photo: PhotoU8, paintings: Sequence[PhotoU8], number: int) -> Altered:
    """Everything that one photo is compared with; row 0 is the photo, rows 1 to 4 its paintings."""
    rng = np.random.default_rng((number, 7))
    row = 1 + number % len(paintings)
    altered = [("painted", 0, picture) for picture in paintings]
    for share in (0.25, 0.5, 0.75):  # half-finished pictures, as a network in training makes them
        mixed = cv2.addWeighted(photo, share, paintings[row - 1], 1 - share, 0)
        altered.append(("unfinished", row, np.asarray(mixed, dtype=np.uint8)))
    altered.append(("unfinished", row, photo))
    altered += [("distorted", 0, picture) for picture in _spoilt(photo, DISTORTIONS, rng)]
    altered += [("unseen", 0, picture) for picture in _spoilt(photo, UNSEEN, rng)]
    altered += [
        ("spoilt_painting", row, picture) for picture in _spoilt(paintings[row - 1], DISTORTIONS, rng)
    ]
    return altered


def _spoilt(
    picture: PhotoU8, distortions: Mapping[str, Distortion], rng: np.random.Generator
) -> list[PhotoU8]:
    return [distort(picture, strength, rng) for distort in distortions.values() for strength in STRENGTHS]


def _distances(looks: _Looks, references: Views, altered: Altered) -> dict[str, Distances]:
    """How far each view finds the changed pictures from what they are compared with, by view and kind."""
    found: dict[str, Distances] = {name: defaultdict(list) for name in references}
    for start in range(0, len(altered), CHUNK):
        chunk = altered[start : start + CHUNK]
        rows = [row for _, row, _ in chunk]
        for name, seen in looks([picture for _, _, picture in chunk]).items():
            measure = _squared_difference if name == "pixels" else feature_distance
            apart = measure(_rows(references[name], rows), seen)
            for (kind, _, _), value in zip(chunk, apart.tolist(), strict=True):
                found[name][kind].append(value)
    return found


def _squared_difference(a: Mapping[str, Tensor], b: Mapping[str, Tensor]) -> Tensor:
    """(N,): what a mean squared error says of the pixels."""
    return (a["pixels"] - b["pixels"]).square().mean((1, 2, 3))


def _rows(features: Mapping[str, Tensor], rows: list[int]) -> dict[str, Tensor]:
    """The same pictures' features at every level."""
    return {level: maps[rows] for level, maps in features.items()}


def _ranks(per_photo: Sequence[Mapping[str, Distances]], ours: str, theirs: str, title: str) -> Figures:
    """How well one view's order agrees with another's, over all photos and within each."""
    pooled: dict[str, Distances] = {ours: defaultdict(list), theirs: defaultdict(list)}
    within = []
    for photo in per_photo:
        flat = {name: [value for values in photo[name].values() for value in values] for name in pooled}
        within.append(rank_correlation(flat[ours], flat[theirs]))
        for name, by_kind in pooled.items():
            by_kind["all"] += flat[name]
            for kind, values in photo[name].items():
                by_kind[kind] += values
    figures = {f"{title}/within": round(float(np.mean(within)), 4)}
    for kind, values in pooled[ours].items():
        figures[f"{title}/{kind}"] = round(rank_correlation(values, pooled[theirs][kind]), 4)
    return figures


def _evenly(photos: Sequence[TrainingPhoto]) -> list[TrainingPhoto]:
    """PHOTOS of them, from first to last at equal distances."""
    chosen = np.linspace(0, len(photos) - 1, min(PHOTOS, len(photos)))
    return [photos[int(index)] for index in chosen.round()]


def _square(photo: PhotoU8) -> PhotoU8:
    """The middle of a photo, SIDE pixels square."""
    side = min(photo.shape[:2])
    top, left = (photo.shape[0] - side) // 2, (photo.shape[1] - side) // 2
    square = photo[top : top + side, left : left + side]
    return np.asarray(cv2.resize(square, (SIDE, SIDE), interpolation=cv2.INTER_AREA), dtype=np.uint8)
