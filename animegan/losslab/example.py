"""Paintings of the lab's own samples, to compare pictures with."""

from animegan.face.detect import detect_faces
from animegan.inference.preprocess import resize, working_size
from animegan.media.samples import load_sample
from animegan.toon import paint
from animegan.types import PhotoU8

__all__ = ["paint_sample"]


def paint_sample(sample: str, style: str, *, size: int = 256) -> PhotoU8:
    """The painter's picture of a sample photo.

    Args:
        sample: A name of `media.samples`.
        style: A style of the painter.
        size: Short side, pixels.

    Returns:
        (H, W, 3) uint8 RGB.

    Raises:
        InputError: There is no such sample or style.
    """
    photo = load_sample(sample)
    small = resize(photo, working_size(photo.shape[:2], size))
    return paint(small, style, faces=tuple(face.landmarks for face in detect_faces(small)))
