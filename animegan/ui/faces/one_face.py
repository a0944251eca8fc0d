"""The choice of one of the faces that were found."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.inference.preprocess import resize
from animegan.ui.choice import Option, choose
from animegan.ui.faces.scene import FaceScene

if TYPE_CHECKING:
    from animegan.face.painting import PaintedFace

__all__ = ["choose_face"]

FIRST = 1
THUMBNAIL, ROOM = 96, 80  # px: of a crop, and on the page beside the next one
IN_A_LINE = 9  # thumbnails of that size; more of them take the whole width and several lines


def choose_face(scene: FaceScene) -> "tuple[int, PaintedFace] | None":
    """Draws the choice by picture, where there is one; the number stands in the page's address.

    Returns:
        The number, from 1 for the largest face, and the face; None where none was painted, which is said.
    """
    faces = scene.painting.faces
    if not faces:
        st.info(
            "No face was painted in this photo. Choose another photo on the left.", icon=":material/face:"
        )
        return None
    if len(faces) == 1:
        return FIRST, faces[0]
    options = [Option(name=str(number), title=str(number)) for number in range(FIRST, len(faces) + FIRST)]
    with st.container(width=ROOM * len(faces) if len(faces) <= IN_A_LINE else "stretch"):
        row = choose("Face, the largest first", options, key="face")
    row.show({option.name: _thumbnail(scene, int(option.name)) for option in options})
    number = int(row.chosen)
    return number, faces[number - FIRST]


def _thumbnail(scene: FaceScene, number: int) -> str:
    crop = scene.painting.faces[number - FIRST].crop
    return scene.url(("face", number), lambda: resize(crop, (THUMBNAIL, THUMBNAIL)))
