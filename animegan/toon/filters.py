"""The image filters the painter is made of: each looks at a fixed neighbourhood and at nothing else."""

import cv2
import numpy as np

from animegan.toon.colour import Field

__all__ = ["bilateral", "blur", "box", "calmest", "darker_than_around", "sample", "steepen"]

REACH_PX = 3
"""Radius of the bilateral filter."""

LAB_LOWEST, LAB_HIGHEST = -128.0, 128.0


def blur(picture: Field, sigma: float) -> Field:
    """Gaussian average.

    Args:
        picture: (H, W) or (H, W, 3) float32.
        sigma: Standard deviation in pixels.

    Returns:
        The same shape.
    """
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)


def darker_than_around(light: Field, sigma: float) -> Field:
    """Difference of Gaussians: positive where a pixel is darker than its surroundings, as in a line.

    Args:
        light: (H, W) L*.
        sigma: Half-width in pixels of the lines looked for.

    Returns:
        (H, W) L* units.
    """
    # 1.6 brings the difference near to the Laplacian, which answers to edges and lines alike.
    return blur(light, 1.6 * sigma) - blur(light, sigma)


def sample(picture: Field, places: Field, *, nearest: bool = False) -> Field:
    """Read a picture at other places; beyond the border its last pixel goes on.

    Args:
        picture: (H, W) or (H, W, C) float32.
        places: (h, w, 2) float32, (x, y) in pixels.
        nearest: Take the nearest pixel instead of blending four.

    Returns:
        (h, w) or (h, w, C).
    """
    how = cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR
    # The stubs of OpenCV want a second map even where the first holds both coordinates.
    there = cv2.remap(picture, places, None, how, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
    return np.asarray(there, np.float32)


def bilateral(picture: Field, colour_range: float) -> Field:
    """Average with neighbours of like colour; edges stay.

    Some builds of OpenCV tabulate the colour weight between the picture's lowest and highest value, so that one
    far pixel would change all others by a rounding; two corners of a margin pin that range down.

    Args:
        picture: (H, W) or (H, W, 3) float32 in L*a*b* units.
        colour_range: Standard deviation of the colour weight.

    Returns:
        The same shape.

    Source:
        Tomasi, Manduchi 1998, Bilateral Filtering for Gray and Color Images.
    """
    margin = REACH_PX + 1
    framed = cv2.copyMakeBorder(picture, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    framed[0, 0] = LAB_LOWEST
    framed[-1, -1] = LAB_HIGHEST
    smooth = np.asarray(cv2.bilateralFilter(framed, 2 * REACH_PX + 1, colour_range, 2.5), np.float32)
    return smooth[margin:-margin, margin:-margin]


def box(picture: Field, reach_px: int) -> Field:
    """Plain average over a square, for wide neighbourhoods at little cost.

    Args:
        picture: (H, W) or (H, W, 3) float32.
        reach_px: Half the side of the square.

    Returns:
        The same shape.
    """
    # Running sums would let a far pixel change this one by a rounding: each row and column is added up anew.
    side = 2 * reach_px + 1
    kernel = np.full((side, 1), 1.0 / side, np.float32)
    return np.asarray(cv2.sepFilter2D(picture, cv2.CV_32F, kernel, kernel), np.float32)


def calmest(picture: Field, radius_px: float, calm: float) -> Field:
    """Paint each pixel with the calmest of the eight patches around it: texture becomes dabs, edges turn crisp.

    Args:
        picture: (H, W, 3) float32 in L*a*b* units.
        radius_px: Of a dab.
        calm: Variance (L*a*b* units squared) below which two patches count as equally calm.

    Returns:
        (H, W, 3) float32.

    Source:
        Kuwahara et al. 1976 for the patches; Papari, Petkov, Campisi 2007, Artistic Edge and Corner Enhancing
        Smoothing, for the soft choice by a power of the variance.
    """
    height, width = picture.shape[:2]
    mean = blur(picture, 0.5 * radius_px)
    variance = blur(picture * picture, 0.5 * radius_px) - mean * mean
    spread = np.maximum(variance[..., 0] + variance[..., 1] + variance[..., 2], 0.0) + calm
    calmness = calm**3 / (spread * spread * spread)
    margin = round(radius_px)
    weighted = cv2.copyMakeBorder(mean * calmness[..., None], *(margin,) * 4, cv2.BORDER_REPLICATE)
    calmness = cv2.copyMakeBorder(calmness, *(margin,) * 4, cv2.BORDER_REPLICATE)
    total, weights = np.zeros_like(picture), np.zeros((height, width), np.float32)
    for turn in range(8):
        row = margin + round(radius_px * np.sin(turn * np.pi / 4))
        column = margin + round(radius_px * np.cos(turn * np.pi / 4))
        total += weighted[row : row + height, column : column + width]
        weights += calmness[row : row + height, column : column + width]
    return np.asarray(total / weights[..., None], np.float32)


def steepen(picture: Field, sigma: float, reach_px: int) -> Field:
    """Turn slopes into edges, without the halo of plain sharpening.

    Args:
        picture: (H, W) or (H, W, 3) float32.
        sigma: Width of the slopes.
        reach_px: How far a pixel may look for the value it moves to.

    Returns:
        The same shape, nowhere beyond what is `reach_px` away.
    """
    sharp = picture + (picture - blur(picture, sigma))
    near = np.ones((2 * reach_px + 1, 2 * reach_px + 1), np.uint8)
    return np.asarray(np.clip(sharp, cv2.erode(picture, near), cv2.dilate(picture, near)), np.float32)
