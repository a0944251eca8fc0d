"""Room "Stages": one face on its way through the pipeline, and the ways to put it back under one loupe."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.choice import one_of
from animegan.ui.faces.figures_view import figures_view
from animegan.ui.faces.one_face import choose_face
from animegan.ui.faces.scene import FaceScene
from animegan.ui.faces.switches import WAY_TITLES
from animegan.ui.loupe import shared_loupe
from animegan.ui.sheet import contact_sheet
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.face.painting import PaintedFace

__all__ = ["stages_room", "stages_view", "ways_view"]

TITLES: Mapping[str, str] = {
    "crop": "Cut out, set upright",
    "without": "Whole photo painted once",
    "painted": "Crop painted by itself",
    "refined": "Refined",
    "mask": "Mask: white is taken",
    "blended": "Put back",
}
STAGES, WAYS, FIGURES = "Stages", "Four ways to put it back", "Figures"
IMPORT = "from animegan.face.stages import stages_of"
IMPORT_BLENDS = "from animegan.face.blend import BLENDS"


def stages_room(scene: FaceScene) -> None:
    """A face is chosen, then how to look at it."""
    chosen = choose_face(scene)
    if chosen is None:
        return
    number, face = chosen
    view = one_of("Show", [STAGES, WAYS, FIGURES], STAGES, "stages")
    if view == FIGURES:
        figures_view(scene, number)
    elif view == WAYS:
        _show_ways(scene, number, face)
    else:
        _show_stages(scene, number, face)


def stages_view(scene: FaceScene, face: "PaintedFace") -> dict[str, PhotoU8]:
    """Every stage by its title, in order."""
    from animegan.face.stages import stages_of

    return {TITLES[stage]: picture for stage, picture in stages_of(scene.painting, face).items()}


def ways_view(scene: FaceScene, face: "PaintedFace") -> dict[str, PhotoU8]:
    """The face put back in each way, by its title; no network runs for it."""
    painting = scene.painting
    return {
        title: painting.seen_through(face, painting.recomposed(blend=way).picture)
        for way, title in [*WAY_TITLES.items()][::-1]
    }


def _show_stages(scene: FaceScene, number: int, face: "PaintedFace") -> None:
    pictures = stages_view(scene, face)
    _under_a_loupe(scene, number, pictures, key="strip", columns=3)
    st.markdown(f":small[{_about(face)}]")
    _download_each(scene, number, pictures)
    call = (
        f"for name, picture in stages_of(painting, painting.faces[{number - 1}]).items():\n"
        '    Path(f"{name}.png").write_bytes(encode(picture))'
    )
    take_home(
        f"{scene.stem}-{number}-stages",
        key="stages",
        png=lambda: encode(contact_sheet(pictures)),
        code=scene.code(call, imports=IMPORT),
    )


def _show_ways(scene: FaceScene, number: int, face: "PaintedFace") -> None:
    pictures = ways_view(scene, face)
    _under_a_loupe(scene, number, pictures, key="ways", columns=2)
    st.markdown(
        ":small[The same painted face on the same background; look along the edge of the mask. **Plain paste** shows a "
        "hard edge. **Feathered** mixes both pictures along the edge. **Poisson** keeps the face's changes from pixel "
        "to pixel and fits its colours to those around it. **Mixed gradients** takes the stronger change of both "
        "pictures at each pixel, so lines of the background shine through.]"
    )
    call = (
        f"face = painting.faces[{number - 1}]\n"
        "for way in BLENDS:\n"
        "    picture = painting.recomposed(blend=way).picture\n"
        '    Path(f"{way}.png").write_bytes(encode(painting.seen_through(face, picture)))'
    )
    take_home(
        f"{scene.stem}-{number}-ways",
        key="ways",
        png=lambda: encode(contact_sheet(pictures)),
        code=scene.code(call, imports=IMPORT_BLENDS),
    )


def _under_a_loupe(
    scene: FaceScene, number: int, pictures: Mapping[str, PhotoU8], *, key: str, columns: int
) -> None:
    urls = {
        title: scene.url((key, number, title), lambda picture=picture: picture)  # type: ignore[misc]
        for title, picture in pictures.items()
    }
    shared_loupe(urls, size=(1, 1), key=key, columns=columns)


def _download_each(scene: FaceScene, number: int, pictures: Mapping[str, PhotoU8]) -> None:
    title = one_of("Save one stage", list(pictures), next(iter(pictures)), "save_stage")
    place = list(pictures).index(title) + 1
    st.download_button(
        f"{title} (PNG)",
        data=lambda: encode(pictures[title]),
        file_name=f"{scene.stem}-{number}-stage{place}.png",
        mime="image/png",
        key="save_stage_png",
        icon=":material/download:",
        on_click="ignore",
    )


def _about(face: "PaintedFace") -> str:
    spent = ", ".join(f"{stage} {ms:.0f} ms" for stage, ms in face.milliseconds.items())
    return (
        f"Found with probability {face.face.probability:.4f}. Tilted by {face.alignment.roll_degrees:.0f} degrees "
        f"clockwise in the photo, enlarged {face.alignment.scale:.1f} times for a crop of {face.alignment.side} px. "
        f"When it was made: {spent}."
    )
