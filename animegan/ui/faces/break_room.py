"""Room "Break it": the photo is turned, shrunk, blurred or darkened, and its largest face lost or painted badly."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.faces import break_steps
from animegan.ui.faces.break_figure import break_figure
from animegan.ui.faces.break_trials import TRIALS, Trial, first_lost
from animegan.ui.faces.broken import faces_at, largest_face, painting_at, probabilities, shifts_of
from animegan.ui.faces.scene import FaceScene
from animegan.ui.faces.words import count_faces
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.program import lab_program
from animegan.ui.predict import Choice, Truth, predict
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.face.detect import Face

__all__ = ["break_room"]

UPRIGHT, TURNED = "Upright search alone", "With quarter turns"
WIDEST, TALLEST = (
    240,
    200,
)  # px on the page: two of them beside the curves, in their column in a narrow window
LEGEND = (
    "Above: how sure the detector is of the face in the spoilt photo; under 0.9 counts as lost. Below: the spoilt "
    "photo is painted by face2paint and the face looked for in the painting; how far its five points lie from where "
    "they belong, in distances between the eyes. Circle: found. Cross: lost. Dotted: where the slider stands."
)
CALL = """\
from animegan.face.detect import detect_faces, detect_turned_faces
from animegan.face.face2paint import face2paint
from animegan.face.refine import open_refiner
from animegan.face.settings import FaceSettings
from animegan.inference import Stylizer

face, stylizer = detect_faces(photo)[0], Stylizer.load("{style}")


def paint(spoilt):
    wish = FaceSettings(size={size})
    return face2paint(spoilt, stylizer, settings=wish, refiner=open_refiner()).picture


for amount in {positions}:
    sure = search(photo, face, "{how}", amount, detect_faces)
    print(amount, sure, repaint(photo, face, "{how}", amount, paint, detect_turned_faces))"""


def break_room(scene: FaceScene) -> None:
    """A question, then the curve and the spoilt photo."""
    desk = Desk(photo=scene.photo)
    face = largest_face(desk)
    if face is None:
        where = f"in this photo at {desk.size} pixels"
        st.info(f"No upright face is found {where}. Choose another one.", icon=":material/face:")
        return
    titles = {name: trial.title for name, trial in TRIALS.items()}
    how = one_of("Make the photo harder", list(TRIALS), "blur", "harder", titles.__getitem__)
    trial = TRIALS[how]
    if not predict(
        f"The photo has {desk.size} pixels on its short side. At which position is the largest face, searched upright, "
        f"no longer found ({trial.unit})?",
        Choice(options=trial.answers()),
        key=f"ask_{how}",
        about=(desk.photo.key, desk.size, how),
        truth=lambda: _truth(trial, probabilities(desk, face, how)),
    ):
        return
    _show(scene, desk, face, how)


def _truth(trial: Trial, values: list[float]) -> Truth:
    lost, again = first_lost(trial, values), sum(value > 0 for value in values)
    where = f"First lost at **{lost:g}**" if lost is not None else "Never lost"
    return Truth(
        value=trial.answer_of(lost),
        why=f"{where}; found at {again} of {len(values)} positions ({trial.unit}). The search is for upright faces "
        "of at least 20 pixels, and a find counts from a probability of 0.9 on.",
    )


def _show(scene: FaceScene, desk: Desk, face: "Face", how: str) -> None:
    trial = TRIALS[how]
    here = st.select_slider(
        trial.unit.capitalize(), trial.positions, key=f"break_{how}", bind="query-params",
        format_func=lambda position: f"{position:g}",
    )  # fmt: skip
    curves = {UPRIGHT: probabilities(desk, face, how)}
    if how == "rotate":
        curves[TURNED] = probabilities(desk, face, how, turned=True)
    shifts = shifts_of(desk, face, how, scene.style)
    figure = png(break_figure(trial.positions, curves, shifts, here=here, unit=trial.unit, ink=page_ink()))
    chart, pictures = st.columns([3, 2], gap="medium")
    chart.image(figure, width="stretch", alt="Probability of the face, and how far its painting moved it")
    with pictures:
        _show_spoilt(scene, desk, face, how, here)
    st.markdown(f":small[{LEGEND}]")
    rows = [
        {
            trial.unit: position,
            **{way: values[at] for way, values in curves.items()},
            "points moved in the painting": shifts[at],
        }
        for at, position in enumerate(trial.positions)
    ]
    take_home(
        f"{scene.stem}-{how}",
        key="broken",
        png=lambda: figure,
        table=lambda: rows,
        code=_program(scene, desk, how),
    )


def _show_spoilt(scene: FaceScene, desk: Desk, face: "Face", how: str, here: float) -> None:
    """The photo as it is at the slider, with what is found in it, and its painting."""
    from animegan.face.stages import draw_faces

    spoilt, _ = break_steps.spoil(desk.pixels, face, how, here)
    found = faces_at(desk, face, how, here)
    painting = painting_at(desk, face, how, here, scene.style)
    height, width = spoilt.shape[:2]
    shown = min(WIDEST, TALLEST * width // height, 2 * width)  # a photo made small has to look small
    for picture, caption in (
        (draw_faces(spoilt, found), f"{width} × {height} pixels, {count_faces(len(found))} found"),
        (painting, "painted by face2paint"),
    ):
        st.image(picture, width=shown, caption=caption)


def _program(scene: FaceScene, desk: Desk, how: str) -> str:
    call = CALL.format(size=desk.size, style=scene.style, positions=TRIALS[how].positions, how=how)
    return lab_program(desk, break_steps.spoil, break_steps.search, break_steps.repaint, call=call)
