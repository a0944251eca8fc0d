"""One number for a picture: what a skip can contribute to.

| name | what | 0 means |
|---|---|---|
| high_frequency | variance of luminance in details finer than 4 pixels a cycle | flat |
| perceptual | distance to the full output between a network's features | looks the same |
| ssim | structural similarity to the full output | nothing in common; 1 is equal |
"""

from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from skimage.metrics import structural_similarity
from torch import nn

from animegan.errors import InputError
from animegan.explain.passes import Pass
from animegan.explain.spectrum import high_frequency_energy
from animegan.inference.backends.pixels import pixels_to_pm1
from animegan.losses.perceptual import feature_distance
from animegan.types import PhotoU8

__all__ = ["MEASURES", "Measure", "get_measure"]

Measure = Callable[[PhotoU8], float]
MEASURES = ("high_frequency", "perceptual", "ssim")


def get_measure(name: str, full: Pass, *, eye: nn.Module | None = None) -> Measure:
    """A measure by name, ready to be asked of pictures of the same photo.

    Args:
        name: One of MEASURES.
        full: The pass with every gate as trained; `perceptual` and `ssim` compare with its picture.
        eye: The perceptual network, from `catalog.load.load_perceptual`; only `perceptual` needs it.

    Raises:
        InputError: The name is unknown, or the eye is missing.
    """
    if name == "high_frequency":
        return high_frequency_energy
    if name == "ssim":
        return partial(_ssim, full.picture)
    if name == "perceptual" and eye is not None:
        return _perceptual(eye, full.picture)
    if name == "perceptual":
        raise InputError("The perceptual measure needs an eye.", hint="Pass eye=load_perceptual().")
    raise InputError(f"Unknown measure: {name!r}.", hint=f"Use one of: {', '.join(MEASURES)}.")


def _ssim(full: PhotoU8, picture: PhotoU8) -> float:
    return float(structural_similarity(picture, full, channel_axis=2, data_range=255))  # type: ignore[no-untyped-call]


def _perceptual(eye: nn.Module, full: PhotoU8) -> Measure:
    def features(picture: PhotoU8) -> dict[str, torch.Tensor]:
        found: dict[str, torch.Tensor] = eye(pixels_to_pm1(torch.tensor(np.ascontiguousarray(picture))[None]))
        return found

    with torch.inference_mode():
        target = features(full)

    def distance(picture: PhotoU8) -> float:
        with torch.inference_mode():
            return float(feature_distance(features(picture), target))

    return distance
