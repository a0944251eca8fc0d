"""How restless the picture gets when the photo hardly changes: what a film would show as flicker.

A photo x is disturbed in five ways x': moved by one pixel to the left, to the right, up and down, and with Gaussian
noise added (sigma 0.01 of the range from black to white). For each, with the painted pictures G(x) and G(x'),

    change out = mean |G(x') - G(x)|,   change in = mean |x' - x|   (over all pixels and channels)

and both are averaged over the photos before one is divided by the other, so that a blank photo, which a move does
not change, does no harm. A picture that is its photo has a flicker of exactly 1.

So that a move brings in no invented pixels, x is the photo without its outermost pixels, and the moved x' are the
four windows of the same size one pixel further. Everything is measured on 8-bit pictures, as they are shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from animegan.types import PhotoU8

__all__ = ["Changes", "Disturbed", "Flicker", "changes", "disturb", "flicker"]

NOISE_SIGMA = 0.01  # of the range from black to white
WHITE = 255
MOVES = ((0, 1), (2, 1), (1, 0), (1, 2))  # (top, left) of the windows; (1, 1) is the one in the middle

Painter = Callable[[PhotoU8], PhotoU8]


@dataclass(frozen=True, slots=True, eq=False)
class Disturbed:
    """A photo and its five disturbances, all (H - 2, W - 2, 3) uint8.

    Attributes:
        still: The photo without its rim.
        moved: The four windows beside it.
        noisy: `still` with noise.
    """

    still: PhotoU8
    moved: tuple[PhotoU8, ...]
    noisy: PhotoU8


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Mean absolute changes of one photo and its painted picture, in levels of 255.

    Attributes:
        moved_in: Of the photo, mean of the four moves.
        moved_out: Of the picture.
        noisy_in: Of the photo, by noise.
        noisy_out: Of the picture.
        edges_in: Between neighbouring pixels of the photo.
        edges_out: Between neighbouring pixels of the picture.
    """

    moved_in: float
    moved_out: float
    noisy_in: float
    noisy_out: float
    edges_in: float
    edges_out: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flicker:
    """Change of the picture over change of the photo, over a set of photos.

    Attributes:
        all: Over the five disturbances, each counting once.
        moved: Over the four moves alone.
        noisy: Over the noise alone.
        contrast: Of the picture over that of the photo, between neighbouring pixels: what `moved` would be for a
            picture that moved exactly along with its photo. What is above it is unrest.
    """

    all: float
    moved: float
    noisy: float
    contrast: float


def disturb(photo: PhotoU8, rng: np.random.Generator) -> Disturbed:
    """The five disturbances of a photo of at least 3x3 pixels."""
    height, width = photo.shape[0] - 2, photo.shape[1] - 2

    def window(top: int, left: int) -> PhotoU8:
        return np.ascontiguousarray(photo[top : top + height, left : left + width])

    still = window(1, 1)
    noisy = np.rint(still + rng.normal(0, NOISE_SIGMA * WHITE, still.shape)).clip(0, WHITE).astype(np.uint8)
    return Disturbed(still, tuple(window(*corner) for corner in MOVES), noisy)


def changes(paint: Painter, disturbed: Disturbed) -> Changes:
    """Paints all six pictures of a disturbed photo and says how much they differ."""
    still = paint(disturbed.still)
    return Changes(
        moved_in=float(np.mean([_change(moved, disturbed.still) for moved in disturbed.moved])),
        moved_out=float(np.mean([_change(paint(moved), still) for moved in disturbed.moved])),
        noisy_in=_change(disturbed.noisy, disturbed.still),
        noisy_out=_change(paint(disturbed.noisy), still),
        edges_in=_edges(disturbed.still),
        edges_out=_edges(still),
    )


def flicker(rows: Sequence[Changes]) -> Flicker:
    """The figures over a set of photos; see the module."""
    total = {name: sum(getattr(row, name) for row in rows) for name in Changes.__slots__}
    moves = len(MOVES)
    return Flicker(
        all=(moves * total["moved_out"] + total["noisy_out"])
        / (moves * total["moved_in"] + total["noisy_in"]),
        moved=_ratio(total["moved_out"], total["moved_in"]),
        noisy=_ratio(total["noisy_out"], total["noisy_in"]),
        contrast=_ratio(total["edges_out"], total["edges_in"]),
    )


def _ratio(out: float, into: float) -> float:
    """A change over another; 1 where the photos hold nothing that could change."""
    return out / into if into else 1.0


def _change(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    return float(np.abs(a.astype(np.int16) - b).mean())


def _edges(picture: PhotoU8) -> float:
    return (_change(picture[1:], picture[:-1]) + _change(picture[:, 1:], picture[:, :-1])) / 2
