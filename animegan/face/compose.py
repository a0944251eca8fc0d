"""Puts painted crops back into the picture they belong to, one face after the other."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.face.align import Alignment, warp
from animegan.face.blend import blend
from animegan.face.mask import Mask
from animegan.types import PhotoU8

__all__ = ["Composite", "Layer", "compose"]

MILLISECONDS = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """One crop to be put in.

    Attributes:
        patch: (S, S, 3) uint8.
        mask: (S, S), how much of it is taken.
        alignment: Between the photo and the crop.
    """

    patch: PhotoU8
    mask: Mask
    alignment: Alignment


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Composite:
    """The outcome.

    Attributes:
        picture: (h, w, 3) uint8, an array of its own.
        mask: (h, w), how much of each pixel comes from a face; where it is 0 the background is untouched.
        milliseconds: Of each layer.
    """

    picture: PhotoU8
    mask: Mask
    milliseconds: tuple[float, ...]


def compose(
    background: PhotoU8, layers: Sequence[Layer], photo_size: tuple[int, int], *, way: str, strength: float
) -> Composite:
    """Puts layers into a picture; where two overlap, the earlier one keeps what it has.

    Args:
        background: (h, w, 3) uint8, the photo's picture at any size.
        layers: The nearest, that is largest, face first: it hides those behind it.
        photo_size: (height, width) of the photo that the alignments speak of.
        way: One of `animegan.face.blend.BLENDS`.
        strength: 0 to 1.
    """
    picture, claimed = background.copy(), np.zeros(background.shape[:2], np.float32)
    spent = []
    for layer in layers if strength > 0 else ():  # at 0 nothing is to be done, exactly
        started = time.perf_counter()
        _put_in(
            picture, claimed, layer, layer.alignment.resized(photo_size, background.shape[:2]), way, strength
        )
        spent.append((time.perf_counter() - started) * MILLISECONDS)
    return Composite(picture=picture, mask=claimed, milliseconds=tuple(spent))


def _put_in(
    picture: PhotoU8, claimed: Mask, layer: Layer, alignment: Alignment, way: str, strength: float
) -> None:
    """Changes picture and claims in place, in a window around the mask that may reach past the picture."""
    corner, size = _window(layer.mask, alignment)
    back = alignment.inverse - np.array([[0, 0, corner[1]], [0, 0, corner[0]]])
    rows, columns = (np.arange(start, start + length) for start, length in zip(corner, size, strict=True))
    inside = np.ix_(
        *(
            np.clip(places, 0, side - 1)
            for places, side in zip((rows, columns), picture.shape[:2], strict=True)
        )
    )  # past the border the rim is repeated, so a face that the picture cuts is blended like any other
    mask = warp(layer.mask, back, size, interpolation=cv2.INTER_LINEAR) * (1 - claimed[inside])
    blended = blend(picture[inside], warp(layer.patch, back, size), mask, way=way, strength=strength)
    seen = np.ix_((rows >= 0) & (rows < picture.shape[0]), (columns >= 0) & (columns < picture.shape[1]))
    picture[rows[seen[0]], columns[seen[1]]] = blended[seen]
    claimed[rows[seen[0]], columns[seen[1]]] += mask[seen]


def _window(mask: Mask, alignment: Alignment) -> tuple[tuple[int, int], tuple[int, int]]:
    """(top, left) and (height, width) of the picture's pixels that a mask can reach."""
    rows, columns = (np.flatnonzero(mask.any(axis=axis)) for axis in (1, 0))
    box = [(x, y) for x in (columns[0], columns[-1]) for y in (rows[0], rows[-1])]
    reached: NDArray[np.float32] = alignment.to_photo(np.array(box, np.float32))
    left, top = np.floor(reached.min(axis=0)).astype(int) - 1
    right, bottom = np.ceil(reached.max(axis=0)).astype(int) + 2
    return (int(top), int(left)), (int(bottom - top), int(right - left))
