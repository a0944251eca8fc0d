"""Room "Faces": the finished picture beside the one without this pipeline, what was found, and how long it took."""

import streamlit as st

from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.compare import compare
from animegan.ui.faces.scene import FaceScene
from animegan.ui.faces.words import count_faces, say_found
from animegan.ui.loupe import shared_loupe
from animegan.ui.take_home import take_home

__all__ = ["faces_room"]

TALLEST = "60vh"
PLAIN, PHOTO = "Plain stylising", "Photo"
SECOND = 1000.0  # milliseconds
SAVE = 'Path("faces.png").write_bytes(encode(painting.at_size(photo.shape[:2])))'


def faces_room(scene: FaceScene) -> None:
    """The comparison, then the faces one by one."""
    faces = scene.painting.faces
    found = say_found(len(faces), len(scene.painting.left_alone), scene.settings)
    st.markdown(found if faces else f"{found} Both sides are the same.")
    beside = st.segmented_control(
        "Compare with", (PLAIN, PHOTO), default=PLAIN, required=True, key="beside", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    painting = scene.painting
    plain = scene.url("plain", lambda: painting.background.picture)
    before = plain if beside == PLAIN else scene.url("photo", lambda: scene.pixels)
    after = scene.url("picture", lambda: painting.picture)
    labels = (str(beside), "Faces painted by themselves" if painting.faces else PLAIN)
    compare(
        before, after, size=painting.picture.shape[:2], labels=labels, key="faces_compare", tallest=TALLEST
    )
    st.markdown(f":small[{_times(scene)}]")
    take_home(
        scene.stem,
        key="faces",
        png=lambda: encode(painting.at_size(painting.photo_size)),
        what="Picture",
        table=(lambda: face_rows(scene)) if painting.faces else None,
        code=scene.code(SAVE),
    )
    if painting.faces:
        _show_found(scene)


def face_rows(scene: FaceScene) -> list[dict[str, object]]:
    """One line for each painted face."""
    return [
        {
            "face": number,
            "probability": face.face.probability,
            "tilt, degrees": round(face.alignment.roll_degrees, 1),
            "enlarged, times": round(face.alignment.scale, 2),
            **{f"{stage}, ms": round(spent, 1) for stage, spent in face.milliseconds.items()},
        }
        for number, face in enumerate(scene.painting.faces, start=1)
    ]


def found_in_photo(scene: FaceScene) -> PhotoU8:
    """The photo with a numbered box around each painted face."""
    from animegan.face.stages import draw_faces

    return draw_faces(scene.pixels, [face.face for face in scene.painting.faces])


def _show_found(scene: FaceScene) -> None:
    url = scene.url("found", lambda: found_in_photo(scene))
    photo, table = st.columns([2, 3], gap="medium")
    with photo:
        shared_loupe({"Found in the photo": url}, size=scene.painting.photo_size, key="found", columns=1)
    with table:
        st.dataframe(face_rows(scene), key="faces_table", hide_index=True)
        st.markdown(
            ":small[A box and five points for each face: eyes, nose tip, corners of the mouth. Face 1 is the largest. "
            "Probability: how sure the detector is. Tilt: clockwise. Enlarged: from the photo to the crop that is "
            "painted. The times of the stages are in milliseconds.]"
        )


def _times(scene: FaceScene) -> str:
    painting = scene.painting
    each = sum(sum(face.milliseconds.values()) for face in painting.faces)
    parts = [
        f"Times when it was made: **{painting.milliseconds / SECOND:.2f} s** in all",
        f"whole photo {painting.background.milliseconds / SECOND:.2f} s",
        f"finding faces {painting.detect_ms / SECOND:.2f} s",
        f"{count_faces(len(painting.faces))} painted and put in {each / SECOND:.2f} s",
        f"{painting.background.backend} in {painting.background.precision}",
        f"weights: {painting.background.weights}",
        f"refiner: {painting.refiner or 'none'}",
    ]
    return " · ".join(parts)
