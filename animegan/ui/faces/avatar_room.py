"""Room "Avatar": a square or a round picture of one face, ready for a profile."""

from typing import TYPE_CHECKING

import cv2
import numpy as np
import streamlit as st
from numpy.typing import NDArray

from animegan.inference.preprocess import resize
from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.choice import one_of
from animegan.ui.faces.one_face import choose_face
from animegan.ui.faces.scene import FaceScene
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.face.painting import PaintedFace

__all__ = ["avatar", "avatar_room", "round_opacity"]

SIDE = 512  # pixels
SQUARE, ROUND = "Square", "Round"
CRISP, WHOLE = "Painted crop", "Finished picture"
CODE = """\
face = painting.faces[{place}]
avatar = resize({source}, ({side}, {side}))
Path("avatar.png").write_bytes(encode(avatar))"""


def avatar_room(scene: FaceScene) -> None:
    """Choices at the left, the avatar at the right."""
    chosen = choose_face(scene)
    if chosen is None:
        return
    number, face = chosen
    choices, picture = st.columns(2, gap="medium")
    with choices:
        shape = one_of("Shape", [SQUARE, ROUND], SQUARE, "shape")
        source = one_of("Taken from", [CRISP, WHOLE], CRISP, "avatar_of")
        st.markdown(
            ":small[The painted crop is crisper: the face and what is around it were painted large. The finished "
            "picture is enlarged for an avatar where the face is small in it. Round: outside it is transparent. "
            "Where the photo ends, its rim is drawn on.]"
        )
    made = avatar(scene, face, crisp=source == CRISP)
    file = encode(made, alpha=round_opacity() if shape == ROUND else None)
    with picture:
        st.image(file, width=400, alt=f"Avatar of face {number}, {shape.lower()}")
        st.markdown(f":small[{SIDE} × {SIDE} pixels]")
    of = (
        f"face.{'painted' if face.refined is None else 'refined'}"
        if source == CRISP
        else "painting.seen_through(face)"
    )
    take_home(
        f"{scene.stem}-{number}-avatar",
        key="avatar",
        png=lambda: file,
        what="Avatar",
        code=scene.code(
            CODE.format(place=number - 1, source=of, side=SIDE),
            imports="from animegan.inference.preprocess import resize",
        ),
    )


def avatar(scene: FaceScene, face: "PaintedFace", *, crisp: bool) -> PhotoU8:
    """(512, 512, 3) uint8, the face upright: the painted crop, or the finished picture there."""
    return resize(face.patch if crisp else scene.painting.seen_through(face), (SIDE, SIDE))


def round_opacity() -> NDArray[np.uint8]:
    """(512, 512): 255 within the circle that touches all four sides, 0 outside, a soft step between."""
    disc = np.zeros((SIDE, SIDE), np.uint8)
    cv2.circle(disc, (SIDE // 2, SIDE // 2), SIDE // 2 - 1, 255, -1, cv2.LINE_AA)
    return disc
