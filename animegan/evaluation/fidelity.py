"""How near one picture comes to another: pixel by pixel, structure by structure, and to a network's eye."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
import torch
from skimage.metrics import peak_signal_noise_ratio, structural_similarity
from torch import Tensor

from animegan.losses.perceptual import feature_distance
from animegan.training.crops import to_pm1
from animegan.types import PhotoU8

__all__ = ["PSNR_CEILING_DB", "Fidelity", "View", "fidelity", "look", "mean_fidelity", "psnr_db", "ssim"]

WHITE = 255.0
PSNR_CEILING_DB = 100.0  # said of equal pictures, whose PSNR is infinite: JSON and means have no infinity


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A picture and what the perceptual network sees in it.

    Attributes:
        picture: (H, W, 3) uint8 RGB.
        features: Level name to (1, C, h, w).
    """

    picture: PhotoU8
    features: Mapping[str, Tensor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fidelity:
    """How near a picture is to its target.

    Attributes:
        psnr_db: Peak signal-to-noise ratio, higher is nearer.
        ssim: Structural similarity, 1 for equal pictures.
        perceptual: Distance of perceptual features, 0 for equal pictures; see `feature_distance`.
    """

    psnr_db: float
    ssim: float
    perceptual: float


@torch.inference_mode()
def look(network: Callable[[Tensor], Mapping[str, Tensor]], picture: PhotoU8) -> View:
    """Shows a picture to the perceptual network, once for all figures that need it."""
    return View(picture, network(to_pm1(picture[None])))


def fidelity(view: View, target: View) -> Fidelity:
    """How near a picture is to its target, which has the same size."""
    return Fidelity(
        psnr_db=psnr_db(view.picture, target.picture),
        ssim=ssim(view.picture, target.picture),
        perceptual=float(feature_distance(view.features, target.features)),
    )


def psnr_db(picture: PhotoU8, target: PhotoU8) -> float:
    """Peak signal-to-noise ratio of two (H, W, 3) uint8 pictures; PSNR_CEILING_DB at most."""
    if np.array_equal(picture, target):
        return PSNR_CEILING_DB
    found = peak_signal_noise_ratio(target, picture, data_range=WHITE)  # type: ignore[no-untyped-call]
    return min(float(found), PSNR_CEILING_DB)


def ssim(picture: PhotoU8, target: PhotoU8) -> float:
    """Structural similarity of two (H, W, 3) uint8 pictures of at least 7x7 pixels: mean over pixels and channels.

    Source:
        Wang et al. 2004, Image Quality Assessment, by scikit-image with its uniform 7x7 window.
    """
    return float(structural_similarity(target, picture, channel_axis=2, data_range=WHITE))  # type: ignore[no-untyped-call]


def mean_fidelity(rows: Sequence[Fidelity]) -> Fidelity:
    """The mean of each figure."""
    return Fidelity(
        psnr_db=fmean(row.psnr_db for row in rows),
        ssim=fmean(row.ssim for row in rows),
        perceptual=fmean(row.perceptual for row in rows),
    )
