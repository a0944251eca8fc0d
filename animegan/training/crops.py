"""Draws batches of crops from plates; the batch of a step depends on the seed and the step alone.

That makes a resumed run see exactly the crops that the uninterrupted one would have seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from animegan.errors import TrainingError
from animegan.training.config import TrainConfig
from animegan.training.paintings import Plate

__all__ = ["Batch", "CropSampler", "focus_map", "to_pm1"]

FACE_SHARE = 0.7  # of the crops of a photo with faces are centred near one: that is where people look
FOCUS_POINTS = (0, 1, 3, 4)  # eyes and mouth corners; the nose is only a hint in anime
FOCUS_RADIUS = 0.28  # inter-ocular distances: an eye with its lid and lashes


@dataclass(frozen=True, slots=True)
class Batch:
    """One step's data.

    Attributes:
        photo: (N, 3, S, S) in [-1, 1].
        target: (N, 3, S, S), the painter's picture of it in the asked style or mix.
        style: (N, styles), rows sum to 1.
        focus: (N, 1, S, S), at least 1; higher at eyes and mouths.
    """

    photo: Tensor
    target: Tensor
    style: Tensor
    focus: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same batch on another device."""
        return Batch(*(getattr(self, name).to(device) for name in ("photo", "target", "style", "focus")))


class CropSampler:
    """Crops with their targets.

    Args:
        plates: Painted photos; held-out ones are left alone.
        config: Crop size, batch size, seed, share of mixed styles, focus.

    Raises:
        TrainingError: Every photo is smaller than the crop.
    """

    def __init__(self, plates: Sequence[Plate], config: TrainConfig) -> None:
        self._config = config
        self._groups: dict[str, list[Plate]] = {}
        for plate in plates:
            if not plate.held_out and min(plate.pictures().shape[1:3]) >= config.crop:
                self._groups.setdefault(plate.group, []).append(plate)
        if not self._groups:
            raise TrainingError(
                f"No training photo is at least {config.crop} px on both sides.",
                hint="Use larger photos or a smaller crop.",
            )

    def batch(self, step: int) -> Batch:
        """The batch of one step."""
        rng = np.random.default_rng((self._config.seed, step))
        crops = [self._crop(rng) for _ in range(self._config.batch)]
        photo, target, style, focus = (np.stack(column) for column in zip(*crops, strict=True))
        return Batch(to_pm1(photo), to_pm1(target), torch.from_numpy(style), torch.from_numpy(focus[:, None]))

    def _crop(
        self, rng: np.random.Generator
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """One crop: photo u8, target in 0..255, style code, focus map."""
        side = self._config.crop
        group = self._groups[sorted(self._groups)[rng.integers(len(self._groups))]]
        plate = group[rng.integers(len(group))]
        pictures = plate.pictures()
        top, left = self._corner(rng, plate, pictures.shape[1], pictures.shape[2])
        window = np.asarray(pictures[:, top : top + side, left : left + side])
        focus = focus_map(plate.faces, (side, side), (top, left), self._config.focus)
        style = self._style(rng)
        target = np.tensordot(style, window[1:].astype(np.float32), axes=1)
        if (
            not plate.faces and rng.random() < 0.5
        ):  # the painter lights every eye from the left: no mirrored faces
            return window[0, :, ::-1], target[:, ::-1], style, focus[:, ::-1].copy()
        return window[0], target, style, focus

    def _corner(self, rng: np.random.Generator, plate: Plate, height: int, width: int) -> tuple[int, int]:
        """Top left corner of a crop, near a face more often than not."""
        side = self._config.crop
        if plate.faces and rng.random() < FACE_SHARE:
            face = plate.faces[rng.integers(len(plate.faces))]
            x, y = face.mean(axis=0) + rng.normal(0, side / 6, 2) - side / 2
        else:
            x, y = rng.uniform(0, width - side + 1), rng.uniform(0, height - side + 1)
        return int(np.clip(y, 0, height - side)), int(np.clip(x, 0, width - side))

    def _style(self, rng: np.random.Generator) -> NDArray[np.float32]:
        """A pure style, or now and then a mix of two."""
        count = len(self._config.styles)
        code = np.zeros(count, dtype=np.float32)
        code[rng.integers(count)] = 1.0
        if rng.random() < self._config.mixed_style_share:
            share = np.float32(rng.random())
            code *= share
            code[rng.integers(count)] += 1 - share
        return code


def focus_map(
    faces: Sequence[NDArray[np.float32]], size: tuple[int, int], corner: tuple[int, int], strength: float
) -> NDArray[np.float32]:
    """How much each pixel counts: 1 elsewhere, up to `1 + strength` at eyes and mouth corners.

    Args:
        faces: (5, 2) points each, pixels of the whole photo.
        size: (height, width) of the window.
        corner: (top, left) of the window in the photo.
        strength: What is added at the centre of an eye.

    Returns:
        (height, width) float32.
    """
    rows = np.arange(size[0], dtype=np.float32)[:, None] + corner[0]
    columns = np.arange(size[1], dtype=np.float32)[None] + corner[1]
    bump = np.zeros(size, dtype=np.float32)
    for face in faces:
        radius = max(FOCUS_RADIUS * float(np.hypot(*(face[1] - face[0]))), 1.0)
        for x, y in face[list(FOCUS_POINTS)]:
            np.maximum(
                bump,
                np.exp(-((rows - y) ** 2 + (columns - x) ** 2) / (2 * radius**2)),
                out=bump,
                casting="same_kind",
            )
    return 1 + np.float32(strength) * bump


def to_pm1(pictures: NDArray[np.generic]) -> Tensor:
    """(N, H, W, 3) in 0..255 to (N, 3, H, W) float in [-1, 1]."""
    tensor = torch.from_numpy(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2))).float()
    return tensor / 127.5 - 1
