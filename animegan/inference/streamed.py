"""Large pictures by networks that normalise over the whole picture: tiles that share its statistics.

Such a network cannot be cut as it is: each tile would be normalised by itself, and the tiles would not fit. But its
normalisation needs of the whole picture two numbers per channel and layer only, mean and variance. So

1. the picture is painted small, in one piece: a first guess of the numbers of every layer;
2. all tiles are painted with these numbers, each seen with a margin as wide as the network's reach, and what the
   numbers of each layer really are is added up over the tiles. If they are the ones used, this is the picture;
3. if not, it is noted for every layer by how much the small picture was wrong. The small picture is painted again with
   that put right, and so on. Going by the small picture each time is what makes this quick: a layer that changes all
   that follows it changes it there too, so one layer's error is not taken for all the others'.

Nothing of the network is changed: its normalisations are replaced on their way to PyTorch, for this thread only.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from animegan.inference.backends.pixels import pixels_to_pm1, pm1_to_pixels
from animegan.inference.preprocess import pad_to_multiple, resize
from animegan.inference.spans import Span, spans
from animegan.types import PhotoU8

__all__ = ["STREAMED_SIDE", "paint_streamed"]

STREAMED_SIDE = 1024
"""Longest side of a tile with its margin, in pixels: about 1 GB, at 1 KB per pixel."""
NEAR = 0.02  # how far the numbers used may be from the real ones, in standard deviations of the layer: 0.4 levels
MOST_PASSES = 8
TINY = 1e-12  # a channel that is the same everywhere


class Statistics(NamedTuple):
    """What one normalisation knows of the whole picture: (C,) mean and variance per channel, in 64 bits."""

    mean: Tensor
    variance: Tensor

    @property
    def deviation(self) -> Tensor:
        """(C,) standard deviation, above 0."""
        return self.variance.clamp_min(TINY).sqrt()


class Correction(NamedTuple):
    """By how much the small picture's numbers are wrong: (C,) shift, in its own standard deviations, and factor."""

    shift: Tensor
    factor: Tensor

    @classmethod
    def between(cls, small: Statistics, whole: Statistics) -> "Correction":
        """What turns the numbers of the small picture into those of the whole one."""
        return cls((whole.mean - small.mean) / small.deviation, whole.deviation / small.deviation)

    def apply(self, small: Statistics) -> Statistics:
        """The small picture's numbers, put right."""
        return Statistics(small.mean + self.shift * small.deviation, (small.deviation * self.factor).square())


Choice = Callable[[int, Statistics], Statistics]
"""From the number of a layer and the numbers measured there to those that are used."""


class _Tile(NamedTuple):
    rows: Span
    columns: Span


@dataclass(frozen=True, slots=True)
class _Canvas:
    """One photo and the network that paints it.

    Attributes:
        network: A generator.
        photo: (H, W, 3) uint8 RGB, sides divide by the network's stride.
        style: (1, S) style code.
    """

    network: Any
    photo: PhotoU8
    style: Tensor

    def paint(self, tile: _Tile, choose: Choice) -> tuple[PhotoU8, "_SharedStatistics"]:
        """A tile's core painted, and the numbers met on the way."""
        pixels = np.ascontiguousarray(self.photo[tile.rows.seen, tile.columns.seen])
        with torch.inference_mode(), _SharedStatistics(tile, self.photo.shape[:2], choose) as shared:
            photo = torch.from_numpy(pixels)[None].to(self.style.device)
            painted = pm1_to_pixels(self.network.run_padded(pixels_to_pm1(photo), self.style).picture)
        picture = np.asarray(painted[0].cpu().numpy(), np.uint8)
        return picture[tile.rows.within, tile.columns.within], shared


def paint_streamed(
    network: nn.Module, photo: PhotoU8, code: NDArray[np.float32], reach: int, *, side: int = STREAMED_SIDE
) -> PhotoU8:
    """Paints a photo of any size by tiles that share the whole picture's statistics.

    Args:
        network: A generator in eval mode; never changed.
        photo: (H, W, 3) uint8 RGB.
        code: (S,) float32, the share of each style.
        reach: How far from a pixel the photo counts for it, statistics aside; a multiple of 16.
        side: Longest side of a tile with its margin, in pixels.

    Returns:
        (H, W, 3) uint8 RGB, within 1 of 255 levels on average of the picture in one piece.
    """
    stride, device = int(network.stride), next(network.parameters()).device  # type: ignore[arg-type]
    canvas = _Canvas(network, pad_to_multiple(photo, stride), torch.from_numpy(code)[None].to(device))
    rows, columns = (list(spans(length, reach, side)) for length in canvas.photo.shape[:2])
    tiles = [_Tile(row, column) for row in rows for column in columns]
    small = _Canvas(network, _reduced(canvas.photo, side, stride), canvas.style)
    whole = _Tile(*(Span(slice(0, length), slice(0, length)) for length in small.photo.shape[:2]))
    choose: Choice = lambda _, own: own  # noqa: E731 (the first guess, replaced below)
    for _ in range(MOST_PASSES):
        shared = small.paint(whole, choose)[1]
        picture, real = _paint_all(canvas, tiles, shared.used)
        if max(map(_distance, shared.used, real)) < NEAR:
            break
        choose = partial(_corrected, [*map(Correction.between, shared.found, real)])
    return np.ascontiguousarray(picture[: photo.shape[0], : photo.shape[1]])


def _corrected(corrections: Sequence[Correction], layer: int, own: Statistics) -> Statistics:
    return corrections[layer].apply(own)


def _reduced(photo: PhotoU8, side: int, stride: int) -> PhotoU8:
    """A photo no larger than one tile."""
    scale = min(1.0, side / max(photo.shape[:2]))
    height, width = (max(2 * stride, stride * round(length * scale / stride)) for length in photo.shape[:2])
    return resize(photo, (height, width))


def _paint_all(
    canvas: _Canvas, tiles: Sequence[_Tile], known: Sequence[Statistics]
) -> tuple[PhotoU8, list[Statistics]]:
    """The picture painted with the numbers known, and the numbers that its layers then really have."""
    picture = np.empty_like(canvas.photo)
    means = [torch.zeros_like(layer.mean) for layer in known]
    squares = [torch.zeros_like(layer.mean) for layer in known]
    for tile in tiles:
        core, shared = canvas.paint(tile, lambda layer, _: known[layer])
        picture[tile.rows.core, tile.columns.core] = core
        share = core.size / picture.size
        for mean, square, layer in zip(means, squares, shared.found, strict=True):
            mean += share * layer.mean
            square += share * (layer.variance + layer.mean.square())
    return picture, [
        Statistics(mean, square - mean.square()) for mean, square in zip(means, squares, strict=True)
    ]


def _distance(used: Statistics, real: Statistics) -> float:
    """How far numbers are from the real ones, in standard deviations of the layer, for the worst channel."""
    apart = torch.maximum((used.mean - real.mean).abs(), (used.deviation - real.deviation).abs())
    return float((apart / real.deviation.mean()).max())


class _SharedStatistics(TorchFunctionMode):
    """While it is entered, normalisations use known numbers, and say which ones the tile's core has.

    Args:
        tile: Where in the picture the network is.
        size: (height, width) of the picture.
        choose: Says which numbers are used.

    Attributes:
        found: The numbers of each normalisation, in the order they are run.
        used: Those that were used.
    """

    def __init__(self, tile: _Tile, size: tuple[int, int], choose: Choice) -> None:
        super().__init__()
        self.found: list[Statistics] = []
        self.used: list[Statistics] = []
        self._tile, self._size, self._choose = tile, size, choose
        self._replaced: Mapping[Any, Callable[..., Tensor]] = {
            F.group_norm: self._group_norm,
            F.instance_norm: self._instance_norm,
            F.interpolate: self._interpolate,
        }

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        """PyTorch's border: every function of it that the network calls passes here."""
        return self._replaced.get(func, func)(*args, **(kwargs or {}))

    def _group_norm(
        self,
        x: Tensor,
        groups: int,
        weight: Tensor | None = None,
        bias: Tensor | None = None,
        eps: float = 1e-5,
    ) -> Tensor:
        return self._normalise(x, groups, weight, bias, eps)

    def _instance_norm(
        self,
        x: Tensor,
        *,
        weight: Tensor | None = None,
        bias: Tensor | None = None,
        eps: float = 1e-5,
        **_of_training: object,
    ) -> Tensor:
        return self._normalise(x, x.shape[1], weight, bias, eps)

    def _normalise(
        self, x: Tensor, groups: int, weight: Tensor | None, bias: Tensor | None, eps: float
    ) -> Tensor:
        own = self._measure(x, groups)
        use = self._choose(len(self.found), own)
        self.found.append(own)
        self.used.append(use)
        mean, variance = (number.float().to(x) for number in use)
        return F.batch_norm(x, mean, variance, weight, bias, training=False, eps=eps)

    def _measure(self, x: Tensor, groups: int) -> Statistics:
        """The numbers of the core of a (1, C, h, w) value, at whatever scale it is."""
        rows, columns = (
            slice(
                span.within.start * length // _length(span.seen),
                span.within.stop * length // _length(span.seen),
            )
            for span, length in zip(self._tile, x.shape[2:], strict=True)
        )
        core = x[0, :, rows, columns].reshape(groups, -1)
        variance, mean = torch.var_mean(core, dim=1, correction=0)
        each = x.shape[1] // groups
        return Statistics(*(number.cpu().double().repeat_interleave(each) for number in (mean, variance)))

    def _interpolate(self, x: Tensor, *args: Any, **options: Any) -> Tensor:
        """Doubling from corner to corner places its samples by the whole picture's size; all else is local."""
        size = options.get("size")
        doubled = size is not None and tuple(size) == tuple(2 * length for length in x.shape[2:])
        if not (doubled and options.get("align_corners")):
            return F.interpolate(x, *args, **options)
        for axis, (span, whole) in enumerate(zip(self._tile, self._size, strict=True), start=2):
            x = _double(x, axis, span.seen, whole)
        return x


def _double(x: Tensor, axis: int, seen: slice, whole: int) -> Tensor:
    """Doubles one axis of a tile as if the whole picture were doubled from its first sample to its last."""
    length = x.shape[axis]
    per_sample = _length(seen) // length  # pixels of the photo
    start, total = seen.start // per_sample, whole // per_sample
    places = torch.arange(2 * length, dtype=torch.float64) + 2 * start
    places = (places * (total - 1) / (2 * total - 1) - start).clamp(0, length - 1)
    low = places.floor().long()
    share = (places - low).float().to(x).reshape([-1 if dim == axis else 1 for dim in range(x.ndim)])
    near, next_to_it = (
        x.index_select(axis, index.to(x.device)) for index in (low, (low + 1).clamp_max(length - 1))
    )
    return near.lerp(next_to_it, share)


def _length(span: slice) -> int:
    """The length of a stretch of pixels."""
    return int(span.stop - span.start)
