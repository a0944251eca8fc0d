"""The direction in which things run: along hair, along edges, along the horizon."""

from dataclasses import dataclass

import cv2
import numpy as np

from animegan.toon.colour import Field, smoothstep
from animegan.toon.filters import blur, sample

__all__ = ["Flow", "edge_flow"]

TENSOR_SIGMA_PX = 2.2
"""Over this much directions are agreed on; less follows noise, more rounds corners off."""

WIDE_SIGMA_PX = 7.0
"""Over this much a leaf is told from a wall: several leaves have to fit in."""

STEP_PX = 1.25
STEPS = 4

NOISE = 0.6
"""About the squared gradient of sensor noise (L*a*b* units per pixel), which may not pass for a direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Edge tangents and the short paths along them.

    Attributes:
        tangent: (H, W, 2) unit vectors (x, y).
        start: (H, W, 2) the coordinates (x, y) of each pixel.
        paths: Places (H, W, 2) and their weight, `STEPS` forwards and as many backwards.
        coherence: (H, W) 0..1, how far the neighbourhood agrees on one direction.
        energy: (H, W) mean squared gradient of the neighbourhood, L*a*b* units per pixel.
        ruled: (H, W) 0..1, how much of the edges in a wider neighbourhood is clean line: windows, not leaves.
    """

    tangent: Field
    start: Field
    paths: tuple[tuple[Field, float], ...]
    coherence: Field
    energy: Field
    ruled: Field

    def along(self, picture: Field) -> Field:
        """Average a picture along the flow.

        Args:
            picture: (H, W) or (H, W, 3) float32.

        Returns:
            The same shape; a Gaussian average over `STEPS * STEP_PX` pixels each way.
        """
        total, weights = picture.copy(), 1.0
        for path, weight in self.paths:
            total += weight * sample(picture, path)
            weights += weight
        total /= weights
        return total

    def ridges(self, picture: Field, reach_px: float) -> Field:
        """How far each pixel is brighter than both sides, along or across the flow.

        Unlike a difference of Gaussians this is 0 beside a step, so it draws no halos.

        Args:
            picture: (H, W) float32.
            reach_px: Distance of the sides.

        Returns:
            (H, W), 0 where it is no ridge.
        """
        across = np.dstack([-self.tangent[..., 1], self.tangent[..., 0]])
        sides = [
            np.maximum(
                sample(picture, self.start + axis * np.float32(reach_px)),
                sample(picture, self.start - axis * np.float32(reach_px)),
            )
            for axis in (self.tangent, across)
        ]
        return np.maximum(picture - np.minimum(sides[0], sides[1]), 0.0)


def edge_flow(lab: Field) -> Flow:
    """Follow the edges of a picture.

    Args:
        lab: (H, W, 3) float32.

    Returns:
        Tangent paths and coherence.

    Source:
        Kyprianidis, Kang 2011, Image and Video Abstraction by Coherence-Enhancing Filtering: the smoothed
        structure tensor and its minor eigenvector.
    """
    xx, yy, xy = _structure_tensor(lab)
    spread = np.sqrt((xx - yy) ** 2 + 4.0 * xy * xy)
    # The angle of the smallest change; half of atan2 because a tangent has no sign.
    angle = 0.5 * np.arctan2(2.0 * xy, xx - yy) + np.float32(np.pi / 2)
    tangent = np.dstack([np.cos(angle), np.sin(angle)]).astype(np.float32)
    height, width = tangent.shape[:2]
    energy = xx + yy
    start = np.dstack(np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)))
    return Flow(
        tangent=tangent,
        start=start,
        paths=_paths(tangent, start),
        coherence=smoothstep(spread / (energy + NOISE), 0.25, 0.85),
        energy=energy,
        ruled=blur(spread, WIDE_SIGMA_PX) / (blur(energy, WIDE_SIGMA_PX) + NOISE),
    )


def _structure_tensor(lab: Field) -> tuple[Field, Field, Field]:
    """Squared gradients in x and y and their product, (H, W) each, summed over L*, a*, b* and smoothed."""
    grad_x = np.asarray(cv2.Scharr(lab, cv2.CV_32F, 1, 0, scale=1 / 32), np.float32)
    grad_y = np.asarray(cv2.Scharr(lab, cv2.CV_32F, 0, 1, scale=1 / 32), np.float32)
    products = (grad_x * grad_x, grad_y * grad_y, grad_x * grad_y)
    # Plain sums: NumPy adds up a short last axis ten times slower.
    tensor = np.dstack([product[..., 0] + product[..., 1] + product[..., 2] for product in products])
    tensor = blur(tensor, TENSOR_SIGMA_PX)
    return tensor[..., 0], tensor[..., 1], tensor[..., 2]


def _paths(tangent: Field, start: Field) -> tuple[tuple[Field, float], ...]:
    """Walk along the tangents, both ways."""
    paths = []
    for sign in (1.0, -1.0):
        place, heading = start, tangent * np.float32(sign)
        for step in range(1, STEPS + 1):
            place = place + heading * np.float32(STEP_PX)
            weight = float(np.exp(-0.5 * (2.0 * step / (STEPS + 1)) ** 2))
            paths.append((place, weight))
            if step < STEPS:
                heading = _onwards(tangent, place, heading)
    return tuple(paths)


def _onwards(tangent: Field, place: Field, heading: Field) -> Field:
    """The tangent at a place, turned so that the walk does not go back."""
    # Nearest pixel: between two pixels whose signs differ, an average would point nowhere.
    there = sample(tangent, place, nearest=True)
    dot = there[..., 0] * heading[..., 0] + there[..., 1] * heading[..., 1]
    return there * np.where(dot < 0, np.float32(-1), np.float32(1))[..., None]
