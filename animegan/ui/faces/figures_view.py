"""The figures of one face in every way to paint it, so that each stage has to show what it is good for."""

import streamlit as st

from animegan.face.figures import FaceFigures
from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.faces.scene import FaceScene
from animegan.ui.faces.switches import WAY_TITLES
from animegan.ui.resources import kept
from animegan.ui.sheet import contact_sheet
from animegan.ui.take_home import take_home

__all__ = ["figures_view"]

ONCE = "Whole photo painted once"
IMPORTS = "from animegan.face.blend import BLENDS\nfrom animegan.face.figures import measure_faces"


def figures_view(scene: FaceScene, number: int) -> None:
    """A table with a line for each way."""
    pictures = {ONCE: scene.painting.background.picture} | {
        title: scene.painting.recomposed(blend=way).picture for way, title in [*WAY_TITLES.items()][::-1]
    }
    rows = [_row(title, _measured(scene, title, picture)[number - 1]) for title, picture in pictures.items()]
    st.dataframe(rows, key="figures_table", hide_index=True)
    st.markdown(
        ":small[Measured here: **Found again**: by the detector in the painted picture. **Points moved**: mean "
        "distance of the five points from those in the photo, in distances between the eyes; less is better. **Eyes**: "
        "mean step of lightness (L\\*, 0 to 100) from pixel to pixel around both eyes; more is crisper. **Seam**: "
        "step of lightness across the mask's edge over the same in the photo, at its worst of three contours; 1: as in "
        "the photo. **Neck**: colour difference (Delta E) of chin and jaw to the whole picture; less is better.]"
    )
    call = (
        "for way in BLENDS:\n"
        "    picture = painting.recomposed(blend=way).picture\n"
        f"    print(way, measure_faces(painting, photo, picture)[{number - 1}])"
    )
    take_home(
        f"{scene.stem}-{number}-figures",
        key="figures",
        png=lambda: encode(contact_sheet(pictures)),
        table=lambda: rows,
        code=scene.code(call, imports=IMPORTS),
    )


def _measured(scene: FaceScene, title: str, picture: PhotoU8) -> tuple[FaceFigures, ...]:
    """The figures of all faces in one picture, measured once; the detector runs again for it."""
    from animegan.face.detect import detect_turned_faces
    from animegan.face.figures import measure_faces

    photo, painting, line = scene.pixels, scene.painting, st.empty()
    with st.spinner(f"Measuring: {title}"):
        found = kept(
            scene.photo,
            (scene.key, "figures", title),
            lambda: measure_faces(painting, photo, picture, find_faces=detect_turned_faces),
            on_wait=say_who_is_ahead(line),
        )
    line.empty()
    return found


def _row(title: str, figures: FaceFigures) -> dict[str, object]:
    shift = figures.landmark_shift
    return {
        "way": title,
        "found again": figures.found,
        "points moved": None if shift is None else round(shift, 3),
        "eyes": round(figures.eye_sharpness, 2),
        "seam": round(figures.seam, 2),
        "neck": round(figures.neck_shift, 1),
    }
