"""How much of a picture is coarse and how much is fine: its power over spatial frequency."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from animegan.types import PhotoU8

__all__ = ["Spectrum", "high_frequency_energy", "luminance", "radial_spectrum"]

REC601 = np.array([0.299, 0.587, 0.114])
FINE = 0.25  # cycles per pixel: a stripe and its neighbour are 4 pixels or less


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Spectrum:
    """A radially averaged power spectrum.

    Attributes:
        frequency: (B,) cycles per pixel, the middle of each ring; up to 0.5, where every other pixel is a stripe.
        power: (B,) mean power of the ring's frequencies, in units of squared luminance (white is 1).
        count: (B,) how many frequencies each ring averages; count * power sums to the variance of the windowed
            picture, less what lies in the corners beyond 0.5.
    """

    frequency: NDArray[np.float64]
    power: NDArray[np.float64]
    count: NDArray[np.int64]


def radial_spectrum(picture: PhotoU8) -> Spectrum:
    """The power of a picture's luminance over frequency, averaged over all directions.

    The rim is faded out by a Hann window of mean square 1: else the step from one rim to the opposite one would look
    like fine detail. A ring is as wide as one cycle over the shorter side.
    """
    power, radius = _power(luminance(picture))
    rings = np.rint(radius * min(picture.shape[:2])).astype(np.int64)
    last = min(picture.shape[:2]) // 2
    inside = (rings >= 1) & (rings <= last)
    count = np.bincount(rings[inside], minlength=last + 1)[1:]
    total = np.bincount(rings[inside], power[inside], minlength=last + 1)[1:]
    return Spectrum(
        frequency=np.arange(1, last + 1) / min(picture.shape[:2]), power=total / count, count=count
    )


def high_frequency_energy(picture: PhotoU8) -> float:
    """The variance of luminance (white is 1) that lies in details finer than 4 pixels a cycle, corners included."""
    power, radius = _power(luminance(picture))
    return float(power[radius > FINE].sum())


def luminance(picture: PhotoU8) -> NDArray[np.float64]:
    """(H, W) in [0, 1], by the weights of Rec. 601."""
    return np.asarray(picture @ REC601 / 255)


def _power(grey: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The power of every frequency, which sums to the variance, and how far each is from zero in cycles per pixel."""
    height, width = grey.shape
    window = np.outer(_hann(height), _hann(width))
    spectrum = np.fft.fft2((grey - grey.mean()) * window) / grey.size
    radius = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.fftfreq(width)[None])
    return np.square(np.abs(spectrum)), radius


def _hann(length: int) -> NDArray[np.float64]:
    wave = 1 - np.cos(2 * np.pi * (np.arange(length) + 0.5) / length)
    return np.asarray(wave / np.sqrt(np.square(wave).mean()))
