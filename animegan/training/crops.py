"""Draws batches of crops from plates; the batch of a step depends on the seed and the step alone.

That makes a resumed run see exactly the crops that the uninterrupted one would have seen. A paired batch asks for the
painting of the very crop; an unpaired one for the crop itself, with the painting of some other place as the example.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from animegan.errors import TrainingError
from animegan.training.config import TrainConfig
from animegan.training.edge_smoothing import smooth_edges
from animegan.training.paintings import CROWD_GROUP, Plate
from animegan.training.small_faces import SMALL_FACE, face_size, keep_tones, small_face_map

__all__ = ["Batch", "CropSampler", "focus_map", "to_pm1"]

FACE_SHARE = 0.7  # of the crops of a photo with faces are centred near one: that is where people look
SMALL_FACES_GROUP = "small faces"  # photos that have some are drawn as often as a whole folder: there are few
SMALL_FACE_FOCUS = 4.0  # times what is added at an eye: with once as much, many stayed blurred
FOCUS_POINTS = (0, 1, 3, 4)  # eyes and mouth corners; the nose is only a hint in anime
FOCUS_RADIUS = 0.28  # inter-ocular distances: an eye with its lid and lashes


@dataclass(frozen=True, slots=True)
class Batch:
    """One step's data.

    Attributes:
        photo: (N, 3, S, S) in [-1, 1].
        content: (N, 3, S, S), what the output shall show: the painter's picture of `photo` in the asked style or mix,
            with the photo's tones in small faces; or the photo itself in an unpaired run.
        example: (N, 3, S, S), a painting in the asked style: `content` again, or a painting of another photo.
        smooth: (N, 3, S, S), `example` with its edges smoothed away, for objectives that need it; else `example`.
        style: (N, styles), rows sum to 1.
        focus: (N, 1, S, S), at least 1; higher at eyes and mouths, and in small faces as a whole.
    """

    photo: Tensor
    content: Tensor
    example: Tensor
    smooth: Tensor
    style: Tensor
    focus: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same batch on another device."""
        return Batch(**{name: getattr(self, name).to(device) for name in Batch.__slots__})


class CropSampler:
    """Crops with what they are compared with.

    Args:
        plates: Painted photos; held-out ones are left alone.
        config: Crop sizes, batch size, seed, pairing, share of mixed styles, focus.

    Raises:
        TrainingError: Every photo is smaller than the crop.
    """

    def __init__(self, plates: Sequence[Plate], config: TrainConfig) -> None:
        self._config = config
        self._groups = {side: _grouped(plates, side) for side in config.crops}

    def batch(self, step: int) -> Batch:
        """The batch of one step."""
        config = self._config
        rng = np.random.default_rng((config.seed, step))
        side = config.crop_at(step)
        crops = [self._crop(rng, side) for _ in range(config.batch)]
        photo, target, style, focus = (np.stack(column) for column in zip(*crops, strict=True))
        photos, content = to_pm1(photo), to_pm1(target)
        example = content
        if config.pairing == "unpaired":
            content, focus = photos, np.ones_like(focus)
            target = np.stack([self._painting(rng, side, code) for code in style])
            example = to_pm1(target)
        smooth = example
        if config.objective != "article":
            smooth = to_pm1(
                np.stack([smooth_edges(np.rint(painting).astype(np.uint8)) for painting in target])
            )
        return Batch(
            photo=photos, content=content, example=example, smooth=smooth,
            style=torch.from_numpy(style), focus=torch.from_numpy(focus[:, None]),
        )  # fmt: skip

    def _crop(
        self, rng: np.random.Generator, side: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
        """One crop: photo u8, target in 0..255, style code, focus map."""
        plate = self._plate(rng, side)
        window, corner = self._window(rng, plate, side)
        focus = focus_map(plate.faces, (side, side), corner, self._config.focus)
        style = self._style(rng)
        target = np.tensordot(style, window[1:].astype(np.float32), axes=1)
        small = small_face_map(plate.faces, (side, side), corner)
        target = keep_tones(target, window[0], small)
        focus = np.maximum(focus, 1 + np.float32(SMALL_FACE_FOCUS * self._config.focus) * small)
        if (
            not plate.faces and rng.random() < 0.5
        ):  # the painter lights every eye from the left: no mirrored faces
            return window[0, :, ::-1], target[:, ::-1], style, focus[:, ::-1].copy()
        return window[0], target, style, focus

    def _painting(
        self, rng: np.random.Generator, side: int, style: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """A crop of some painting in that style."""
        window, _ = self._window(rng, self._plate(rng, side), side)
        return np.asarray(np.tensordot(style, window[1:].astype(np.float32), axes=1))

    def _plate(self, rng: np.random.Generator, side: int) -> Plate:
        """Any plate, every group alike."""
        groups = self._groups[side]
        group = groups[sorted(groups)[rng.integers(len(groups))]]
        return group[rng.integers(len(group))]

    def _window(
        self, rng: np.random.Generator, plate: Plate, side: int
    ) -> tuple[NDArray[np.uint8], tuple[int, int]]:
        """The same square of photo and paintings, (1 + styles, side, side, 3), and its top left corner."""
        pictures = plate.pictures()
        top, left = _corner(rng, plate, side, pictures.shape[1], pictures.shape[2])
        return np.asarray(pictures[:, top : top + side, left : left + side]), (top, left)

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


def _grouped(plates: Sequence[Plate], side: int) -> dict[str, list[Plate]]:
    """The plates to learn from that hold a crop of that side, by group; photos of small faces are in two."""
    groups: dict[str, list[Plate]] = {}
    for plate in plates:
        if not plate.held_out and min(plate.pictures().shape[1:3]) >= side:
            groups.setdefault(plate.group, []).append(plate)
            if plate.group != CROWD_GROUP and any(face_size(face) < SMALL_FACE for face in plate.faces):
                groups.setdefault(SMALL_FACES_GROUP, []).append(plate)
    if not groups:
        raise TrainingError(
            f"No training photo is at least {side} px on both sides.",
            hint="Use larger photos or a smaller crop.",
        )
    return groups


def _corner(rng: np.random.Generator, plate: Plate, side: int, height: int, width: int) -> tuple[int, int]:
    """Top left corner of a crop, near a face more often than not."""
    if plate.faces and rng.random() < FACE_SHARE:
        face = plate.faces[rng.integers(len(plate.faces))]
        x, y = face.mean(axis=0) + rng.normal(0, side / 6, 2) - side / 2
    else:
        x, y = rng.uniform(0, width - side + 1), rng.uniform(0, height - side + 1)
    return int(np.clip(y, 0, height - side)), int(np.clip(x, 0, width - side))


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
