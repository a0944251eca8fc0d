"""Paintings with their lines blurred away: what CartoonGAN and AnimeGAN show the discriminator as fakes."""

import cv2
import numpy as np

from animegan.types import PhotoU8

__all__ = ["smooth_edges"]

CANNY_LOW, CANNY_HIGH = 100, 200  # an edge starts above the higher and is followed down to the lower
WIDTH = 5  # pixels: both how far around an edge is blurred and the size of the blur


def smooth_edges(picture: PhotoU8) -> PhotoU8:
    """Finds the lines of a painting and blurs only them; everything else stays as it is.

    The sizes are fixed in pixels, so call it on the picture at the size that the discriminator will see.

    Args:
        picture: (H, W, 3) uint8, RGB.

    Returns:
        A new picture of the same shape.

    Source:
        Chen, Lai and Liu 2018, "CartoonGAN", the adversarial loss; thresholds and sizes: the edge_smooth scripts of
        TachibanaYoshino/AnimeGANv2 and taki0112/CartoonGAN-Tensorflow.
    """
    edges = cv2.Canny(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), CANNY_LOW, CANNY_HIGH)
    near_edge = cv2.dilate(edges, np.ones((WIDTH, WIDTH), np.uint8)) > 0  # (H, W)
    blurred = cv2.GaussianBlur(picture, (WIDTH, WIDTH), 0)  # 0: the kernel 1 4 6 4 1 both ways
    smoothed: PhotoU8 = np.where(near_edge[..., None], blurred, picture)
    return smoothed
