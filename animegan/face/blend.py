"""Four ways to put a patch into a picture, from the crudest to the one without a seam.

| way | what it does | what gives it away |
|---|---|---|
| paste | takes the patch wherever the mask is over one half | a hard edge |
| alpha | mixes patch and picture by the mask | two contours where they disagree |
| poisson | keeps the patch's differences between neighbours, fitted to the picture's colours around it | tints |
| mixed | the same with the stronger of both differences at each pixel | the picture's contours shine through |

Source:
    Perez, Gangnet, Blake 2003, "Poisson Image Editing": poisson is its seamless cloning (eq. 10), mixed its mixed
    gradients (eq. 12); both by OpenCV's `seamlessClone`.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError
from animegan.face.mask import Mask
from animegan.types import PhotoU8

__all__ = ["BLENDS", "blend"]

BLENDS = ("poisson", "mixed", "alpha", "paste")
_CLONES = {"poisson": cv2.NORMAL_CLONE, "mixed": cv2.MIXED_CLONE}

# The library pulls the mask in by 3 pixels and solves on the rectangle around it: with this much room on every side
# neither can touch the picture's border, where it would read past the edge.
ROOM = 8
LEAST_SIDE = 9  # a mask narrower than this is nothing once it is pulled in


def blend(picture: PhotoU8, patch: PhotoU8, mask: Mask, *, way: str, strength: float = 1.0) -> PhotoU8:
    """A picture with a patch in it; where the mask is 0 it stays exactly as it was.

    Args:
        picture: (H, W, 3) uint8.
        patch: (H, W, 3) uint8, lying over it.
        mask: (H, W), 0..1.
        way: One of BLENDS.
        strength: 0 gives the picture, 1 the full blend.

    Raises:
        InputError: There is no such way.
    """
    if way not in BLENDS:
        raise InputError(f"Unknown blending: {way!r}.", hint=f"Use one of: {', '.join(BLENDS)}.")
    share = (mask > 0.5).astype(np.float32) if way == "paste" else mask
    if way in _CLONES:
        patch = _cloned(picture, patch, mask > 0, _CLONES[way])
    share = share[..., None] * np.float32(strength)
    mixed = picture + share * (patch.astype(np.float32) - picture)
    return np.rint(mixed).astype(np.uint8)


def _cloned(picture: PhotoU8, patch: PhotoU8, where: NDArray[np.bool_], how: int) -> PhotoU8:
    """The patch with its colours fitted to the picture around it; the patch itself where there is too little of it."""
    padded = [
        cv2.copyMakeBorder(plane, ROOM, ROOM, ROOM, ROOM, border)
        for plane, border in (
            (picture, cv2.BORDER_REPLICATE),
            (patch, cv2.BORDER_REPLICATE),
            (where.astype(np.uint8) * 255, cv2.BORDER_CONSTANT),
        )
    ]
    x, y, width, height = cv2.boundingRect(padded[2])
    if min(width, height) < LEAST_SIDE:
        return patch
    # The library puts the mask's bounding box, not the patch, around the place it is given, and halves as whole
    # numbers do: with any other centre the patch would be off by a pixel.
    centre = (x + width // 2, y + height // 2)
    cloned = cv2.seamlessClone(padded[1], padded[0], padded[2], centre, how)
    return np.asarray(cloned[ROOM:-ROOM, ROOM:-ROOM], np.uint8)
