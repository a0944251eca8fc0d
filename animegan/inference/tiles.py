"""Pictures of any size in bounded memory: by overlapping tiles.

A pixel that `anime_unet` paints depends on the photo up to 208 pixels away and on nothing farther, since its
normalisation has fixed statistics. So a tile that is seen with 208 pixels more on each side is painted exactly as
within the whole picture.

    +--------------+
    |  seen        |
    |   +------+   |     core: what is kept
    |   | core |   |     seen: the core and its margin, as far as the photo goes
    |   +------+   |
    +--------------+

The published networks normalise over the whole picture. Their tiles need its statistics first, see `streamed`; that is
done by PyTorch, whatever backend was asked for, and the result says so. A network that redraws the whole picture from
a code (Toonify) cannot be cut at all and is refused above the limit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from animegan.catalog import WeightsEntry
from animegan.errors import InputError
from animegan.inference.backends import Backend, open_backend
from animegan.inference.spans import spans
from animegan.models.registry import get_generator
from animegan.types import PhotoU8

__all__ = ["SEEN_SIDE", "WHOLE_PIXELS", "backend_for"]

SEEN_SIDE = 1792
"""Longest side of a tile with its margin, in pixels: 1.1 GB in fp32, at 340 bytes per pixel."""
WHOLE_PIXELS = SEEN_SIDE**2
"""Up to here a picture is painted in one piece."""


def backend_for(backend: Backend, entry: WeightsEntry, size: tuple[int, int]) -> Backend:
    """What paints a picture of a (height, width): the backend itself, or for a large one by tiles.

    Args:
        backend: Runs the network.
        entry: The weights it has loaded.
        size: Of the picture.

    Raises:
        InputError: The picture is large and the network cannot be cut.
        BackendError: The network's tiles need PyTorch, which is not installed.
    """
    height, width = size
    if height * width <= WHOLE_PIXELS:
        return backend
    spec = get_generator(entry.architecture)
    if spec.reach is None:
        raise InputError(
            f"{spec.title} draws the picture as a whole, so {height}x{width} pixels cannot be cut into tiles.",
            hint=f"Use a smaller size: up to {WHOLE_PIXELS / 1e6:.1f} million pixels in all.",
        )
    if not spec.normalises:
        return _Tiled(backend, spec.reach)
    by_torch = backend if backend.name.startswith("torch") else open_backend("torch", entry, "fp32")
    return _Streaming(by_torch, spec.reach)


@dataclass(frozen=True, slots=True)
class _ByTiles:
    """A backend that paints by tiles on another.

    Attributes:
        inner: Paints a tile.
        reach: How far from a pixel the photo counts for it.
    """

    inner: Backend
    reach: int

    @property
    def name(self) -> str:
        """That of the other."""
        return self.inner.name

    @property
    def precision(self) -> str:
        """That of the other."""
        return self.inner.precision

    @property
    def threads(self) -> int:
        """Those of the other."""
        return self.inner.threads


class _Tiled(_ByTiles):
    """For a network whose tiles are the whole picture's."""

    __slots__ = ()

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """The same pixels as in one piece; see `Backend`."""
        picture = np.empty_like(photo)
        for rows in spans(photo.shape[0], self.reach, SEEN_SIDE):
            for columns in spans(photo.shape[1], self.reach, SEEN_SIDE):
                tile = np.ascontiguousarray(photo[rows.seen, columns.seen])
                picture[rows.core, columns.core] = self.inner.paint(tile, code)[rows.within, columns.within]
        return picture


class _Streaming(_ByTiles):
    """For a network that normalises over the whole picture."""

    __slots__ = ()

    def paint(self, photo: PhotoU8, code: NDArray[np.float32]) -> PhotoU8:
        """Within 1 of 255 levels of the picture in one piece; see `Backend`."""
        from animegan.inference.streamed import paint_streamed  # here: it needs torch

        return paint_streamed(self.inner.network, photo, code, self.reach)  # type: ignore[attr-defined]
