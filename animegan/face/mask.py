"""Which part of a face's crop goes back into the picture: the face, soft at its edge, never the crop's own border."""

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.types import Landmarks

__all__ = ["Mask", "face_mask"]

Mask = NDArray[np.float32]
"""(H, W) float32: 1 takes the crop's pixel, 0 leaves the picture's."""

# The face as the hull of seven discs, in distances between the eyes: a disc around each of the five points and two
# below and above, for chin and forehead, where no point is. A turned or tilted face bends the hull with its points.
DISC = 0.57
CHIN = 0.27  # below the middle of the mouth; lower, a dark collar would tint the chin by Poisson
FOREHEAD = 0.35  # above the middle between the eyes
FEATHER = 0.35  # from no share to full, inwards from the hull's edge
RIM = 0.03  # of the crop's side: left alone along its border
CIRCLE = np.stack([np.cos(angles := np.linspace(0, 2 * np.pi, 24, endpoint=False)), np.sin(angles)], axis=1)


def face_mask(points: Landmarks, side: int) -> Mask:
    """How much of the crop to take at each pixel.

    Args:
        points: (5, 2) landmarks in pixels of the crop, the face upright.
        side: Of the crop.

    Returns:
        (side, side), 1 over brows, eyes, nose and mouth, falling to 0 within the face's outline, and 0 along the
        crop's border however near the face comes to it.
    """
    eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
    down = mouth - eyes
    unit = max(float(np.linalg.norm(points[1] - points[0])), 0.9 * float(np.linalg.norm(down)), 1.0)
    down = down / max(float(np.linalg.norm(down)), 1.0)
    centres = np.concatenate([points, [mouth + CHIN * unit * down, eyes - FOREHEAD * unit * down]])
    outline = (centres[:, None] + DISC * unit * CIRCLE).reshape(-1, 2).astype(np.float32)
    inside = np.zeros((side, side), np.uint8)
    cv2.fillConvexPoly(inside, np.rint(cv2.convexHull(outline)).astype(np.int32), 1)
    rim = max(1, round(RIM * side))
    inside[:rim], inside[-rim:], inside[:, :rim], inside[:, -rim:] = 0, 0, 0, 0
    return _feathered(inside, FEATHER * unit)


def _feathered(inside: NDArray[np.uint8], width: float) -> Mask:
    """0 at the edge of what is inside, 1 from `width` pixels on; flat at both ends, so that neither shows a line."""
    share = np.clip(cv2.distanceTransform(inside, cv2.DIST_L2, 5) / np.float32(width), 0, 1)
    return np.asarray(share * share * (3 - 2 * share), np.float32)
