"""The image filters the painter is made of: each looks at a fixed neighbourhood and at nothing else."""

import cv2
import numpy as np

from animegan.toon.colour import Field

__all__ = ["bilateral", "blur", "darker_than_around", "sample"]

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
