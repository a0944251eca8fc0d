"""What the redraws of unseen faces are worth, and what they look like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from animegan.losses.perceptual import perceptual_distance
from animegan.training.crops import to_pm1
from animegan.training.toonify_data import Pairs
from animegan.types import Landmarks, PhotoU8

__all__ = ["RedrawFigures", "find_in_crops", "measure_redraws", "redraw", "redraw_sheet"]

Redrawn = NDArray[np.uint8]
Faces = tuple[Landmarks, ...]
FindFaces = Callable[[PhotoU8], Faces]
DETECTED_AT = 256  # pixels: faces are looked for in crops of this side
BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RedrawFigures:
    """Means over held-out faces; None where no detector was given or nothing was found.

    Attributes:
        name: Which network.
        faces: How many were redrawn.
        l1_to_photo: Mean absolute difference to the photo, of 255.
        to_photo: Perceptual distance to the photo.
        to_painting: Perceptual distance to the painter's picture.
        found: Of the faces that are found in the crops of photos, the share found again in the redraws.
        shift: Mean distance of the five points to those of the photo, in distances between its eyes.
    """

    name: str
    faces: int
    l1_to_photo: float
    to_photo: float
    to_painting: float
    found: float | None
    shift: float | None


@torch.inference_mode()
def redraw(network: nn.Module, photos: NDArray[np.uint8]) -> Redrawn:
    """(N, S, S, 3) uint8 crops as a network draws them."""
    device = next(network.parameters()).device
    drawn = []
    for start in range(0, len(photos), BATCH):
        picture = network(to_pm1(photos[start : start + BATCH]).to(device)).picture
        drawn.append(((picture + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy())
    return np.concatenate(drawn)


def find_in_crops(pictures: NDArray[np.uint8], find_faces: FindFaces | None) -> list[Faces]:
    """The faces of every (S, S, 3) crop, in pixels of one enlarged to DETECTED_AT; none without a detector."""
    if find_faces is None:
        return [() for _ in pictures]
    size = (DETECTED_AT, DETECTED_AT)
    larger = (cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC) for picture in pictures)
    return [find_faces(np.asarray(picture, np.uint8)) for picture in larger]


@torch.inference_mode()
def measure_redraws(
    name: str, pairs: Pairs, drawn: Redrawn, eye: nn.Module, faces: tuple[Sequence[Faces], Sequence[Faces]]
) -> RedrawFigures:
    """The figures of one set of pictures beside the photos and paintings they should resemble.

    Args:
        name: Which network drew.
        pairs: The photos and the painter's pictures of them.
        drawn: (N, S, S, 3) uint8, one per photo.
        eye: The perceptual network.
        faces: What `find_in_crops` found in the photos, and in the drawn pictures.
    """
    device = next(eye.parameters()).device

    def apart(others: NDArray[np.uint8]) -> float:
        both = (
            (to_pm1(a[None]).to(device), to_pm1(b[None]).to(device))
            for a, b in zip(drawn, others, strict=True)
        )
        return fmean(float(perceptual_distance(eye, a, b)) for a, b in both)

    again = [
        min((_shift(before[0], face) for face in after), default=None)
        for before, after in zip(*faces, strict=True)
        if before
    ]
    shifts = [shift for shift in again if shift is not None]
    return RedrawFigures(
        name=name,
        faces=len(drawn),
        l1_to_photo=float(np.abs(drawn.astype(np.float32) - pairs.photos).mean()),
        to_photo=apart(pairs.photos),
        to_painting=apart(pairs.paintings),
        found=len(shifts) / len(again) if again else None,
        shift=fmean(shifts) if shifts else None,
    )


def redraw_sheet(columns: Sequence[NDArray[np.uint8]], *, side: int = 192) -> PhotoU8:
    """Pictures of the same faces side by side, one face per row.

    Args:
        columns: (N, S, S, 3) uint8 each.
        side: Of every picture on the sheet.

    Returns:
        (N * side, len(columns) * side, 3) uint8.
    """
    rows = [
        np.concatenate(
            [cv2.resize(picture, (side, side), interpolation=cv2.INTER_CUBIC) for picture in row], axis=1
        )
        for row in zip(*columns, strict=True)
    ]
    return np.asarray(np.concatenate(rows), np.uint8)


def _shift(before: Landmarks, after: Landmarks) -> float:
    eyes = float(np.hypot(*(before[1] - before[0])))
    return float(np.hypot(*(after - before).T).mean()) / eyes
