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

__all__ = ["RedrawFigures", "measure_redraws", "redraw", "redraw_sheet"]

Redrawn = NDArray[np.uint8]
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


@torch.inference_mode()
def measure_redraws(
    name: str,
    pairs: Pairs,
    drawn: Redrawn,
    eye: nn.Module,
    find_faces: Callable[[PhotoU8], tuple[Landmarks, ...]] | None,
) -> RedrawFigures:
    """The figures of one set of pictures beside the photos and paintings they should resemble."""
    device = next(eye.parameters()).device

    def apart(others: NDArray[np.uint8]) -> float:
        both = [
            (to_pm1(a[None]).to(device), to_pm1(b[None]).to(device))
            for a, b in zip(drawn, others, strict=True)
        ]
        return fmean(float(perceptual_distance(eye, a, b)) for a, b in both)

    again = _found_again(pairs.photos, drawn, find_faces) if find_faces else []
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


def _found_again(
    photos: NDArray[np.uint8],
    drawn: Redrawn,
    find_faces: Callable[[PhotoU8], tuple[Landmarks, ...]],
) -> list[float | None]:
    """For each crop with a face: how far its points moved in the redraw, None where no face is found."""
    shifts: list[float | None] = []
    for photo, picture in zip(photos, drawn, strict=True):
        before, after = (
            find_faces(
                np.asarray(cv2.resize(x, (DETECTED_AT, DETECTED_AT), interpolation=cv2.INTER_CUBIC), np.uint8)
            )
            for x in (photo, picture)
        )
        if before:
            shifts.append(min((_shift(before[0], face) for face in after), default=None))
    return shifts


def _shift(before: Landmarks, after: Landmarks) -> float:
    eyes = float(np.hypot(*(before[1] - before[0])))
    return float(np.hypot(*(after - before).T).mean()) / eyes
