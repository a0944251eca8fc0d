"""Faces by a network that can draw nothing else: cut out upright, drawn anew, put back as the squares they are."""

from collections.abc import Callable

import numpy as np

from animegan.face.align import CROP_SIDE, align
from animegan.face.compose import Layer, compose
from animegan.face.detect import detect_faces
from animegan.types import PhotoU8

__all__ = ["redraw_faces"]

RIM = 1  # pixels of a crop that are not taken: beyond them there is nothing to take


def redraw_faces(photo: PhotoU8, draw: Callable[[PhotoU8], PhotoU8]) -> PhotoU8:
    """The photo with every face redrawn, the largest on top; the rest of it stays as it is.

    The edge of each square is left to be seen: a blended one would look as if the network had drawn the photo.

    Args:
        photo: (H, W, 3) uint8.
        draw: From an upright crop, (S, S, 3) uint8, to its redraw.

    Returns:
        (H, W, 3) uint8; a photo without a face is drawn as if it were one.
    """
    faces = sorted(detect_faces(photo), key=lambda face: -face.area)
    if not faces:
        return draw(photo)
    mask = np.zeros((CROP_SIDE, CROP_SIDE), np.float32)
    mask[RIM:-RIM, RIM:-RIM] = 1
    alignments = [align(face.landmarks) for face in faces]
    layers = [
        Layer(patch=draw(alignment.crop(photo)), mask=mask, alignment=alignment) for alignment in alignments
    ]
    return compose(photo, layers, photo.shape[:2], way="paste", strength=1.0).picture
