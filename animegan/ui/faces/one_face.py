"""The choice of one of the faces that were found."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.faces.scene import FaceScene

if TYPE_CHECKING:
    from animegan.face.painting import PaintedFace

__all__ = ["choose_face"]

FIRST = 1


def choose_face(scene: FaceScene) -> "tuple[int, PaintedFace] | None":
    """Draws the choice by number, where there is one; the number stands in the page's address.

    Returns:
        The number, from 1 for the largest face, and the face; None where none was painted, which is said.
    """
    faces = scene.painting.faces
    if not faces:
        st.info(
            "No face was painted in this photo. Choose another photo on the left.", icon=":material/face:"
        )
        return None
    numbers = [str(number) for number in range(FIRST, len(faces) + FIRST)]
    number = int(one_of("Face, the largest first", numbers, numbers[0], "face")) if len(faces) > 1 else FIRST
    return number, faces[number - FIRST]
