"""How large a picture the network works on, and resizing to it and back."""

import cv2
import numpy as np
from numpy.typing import NDArray

from animegan.errors import InputError
from animegan.types import PhotoU8

__all__ = ["MAX_SIZE", "MIN_SIZE", "pad_to_multiple", "resize", "working_size"]

MIN_SIZE = 64  # below, the coarsest stage of the encoder sees a handful of pixels
MAX_SIZE = 10_000
MAX_PIXELS = (
    100_000_000  # photo and picture together take 0.6 GB then; what the network needs stays, see `tiles`
)

# A photo of 20,000 x 1 pixels fits into 100 bytes; 64 pixels high, it would keep the network busy for minutes
MAX_ENLARGED_PIXELS = 4_000_000


def working_size(photo_size: tuple[int, int], size: int) -> tuple[int, int]:
    """The (height, width) to work at: short side `size`, same aspect, never larger than the photo.

    Only a photo with a side under 64 pixels is enlarged, to 64.

    Args:
        photo_size: (height, width) of the photo.
        size: The short side wished for, in pixels.

    Raises:
        InputError: The size is out of range, or the photo so narrow that its long side would explode.
    """
    if not MIN_SIZE <= size <= MAX_SIZE:
        raise InputError(f"The size {size} is out of range.", hint=f"Use {MIN_SIZE} to {MAX_SIZE} pixels.")
    short = min(photo_size)
    scale = max(min(size, short), MIN_SIZE) / short
    height, width = (max(round(side * scale), 1) for side in photo_size)
    if height * width > (MAX_PIXELS if scale <= 1 else MAX_ENLARGED_PIXELS):
        message = f"A photo of {photo_size[0]}x{photo_size[1]} pixels would be worked on at {height}x{width}."
        raise InputError(message, hint="Use a smaller size, or crop the photo to a less extreme shape.")
    return height, width


def resize(picture: NDArray[np.uint8], size: tuple[int, int]) -> NDArray[np.uint8]:
    """A picture at another (height, width): averaged over areas when shrinking, cubic when growing.

    Args:
        picture: (H, W, 3) or (H, W) uint8.
        size: (height, width) to come back.

    Returns:
        The picture itself if it has that size already.
    """
    height, width = size
    if picture.shape[:2] == (height, width):
        return picture
    shrinks = height <= picture.shape[0] and width <= picture.shape[1]
    interpolation = cv2.INTER_AREA if shrinks else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, (width, height), interpolation=interpolation), np.uint8)


def pad_to_multiple(photo: PhotoU8, multiple: int) -> PhotoU8:
    """A photo whose right and bottom rim is repeated until both sides divide by `multiple`.

    The networks do the same themselves; a backend whose converted network cannot, does it here.
    """
    height, width = photo.shape[:2]
    bottom, right = -height % multiple, -width % multiple
    if not bottom and not right:
        return photo
    return np.asarray(cv2.copyMakeBorder(photo, 0, bottom, 0, right, cv2.BORDER_REPLICATE), np.uint8)
