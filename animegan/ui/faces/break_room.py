"""Room "Break it": the photo is turned, shrunk, blurred or darkened until its largest face is no longer found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.faces import break_steps
from animegan.ui.faces.break_figure import break_figure
from animegan.ui.faces.scene import FaceScene
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.program import lab_program
from animegan.ui.losses.take_home import take_home
from animegan.ui.predict import Choice, Truth, predict
from animegan.ui.resources import kept

if TYPE_CHECKING:
    from animegan.face.detect import Face

__all__ = ["TRIALS", "Trial", "break_room", "first_lost"]

UPRIGHT, TURNED = "Upright search alone", "With quarter turns"
NEVER = "It is found everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One way to spoil a photo.

    Attributes:
        title: Its name.
        unit: What the slider says.
        positions: Of the slider; the first one leaves the photo as it is.
    """

    title: str
    unit: str
    positions: tuple[float, ...]

    def answers(self) -> tuple[str, ...]:
        """The positions in thirds after the first one, and that none of them breaks it."""
        rest = self.positions[1:]
        third = -(-len(rest) // 3)
        thirds = [rest[start : start + third] for start in range(0, len(rest), third)]
        return (*(f"{some[0]:g} to {some[-1]:g}" for some in thirds), NEVER)

    def answer_of(self, position: float | None) -> str:
        """The answer that a position belongs to."""
        if position is None:
            return NEVER
        rest = self.positions[1:]
        return self.answers()[rest.index(position) // -(-len(rest) // 3)] if position in rest else NEVER


TRIALS: Mapping[str, Trial] = {
    "blur": Trial(title="Blur", unit="blur, sigma in pixels", positions=tuple(range(10))),
    "rotate": Trial(title="Rotate", unit="turned clockwise, degrees", positions=tuple(range(0, 181, 20))),
    "shrink": Trial(title="Shrink", unit="size, % of what it was", positions=tuple(range(100, 9, -10))),
    "darken": Trial(
        title="Darken", unit="light, % of what it was", positions=(100, 60, 40, 25, 15, 10, 6, 4, 2, 1)
    ),
}


def break_room(scene: FaceScene) -> None:
    """A question, then the curve and the spoilt photo."""
    desk = Desk(photo=scene.photo)
    face = _largest(desk)
    if face is None:
        st.info("No face to lose: none is found in this photo. Choose another one.", icon=":material/face:")
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
        truth=lambda: _truth(trial, _curve(desk, face, how, UPRIGHT)),
    ):
        return
    _show(scene, desk, face, how)


def first_lost(trial: Trial, values: list[float]) -> float | None:
    """The first position at which the face is not found; None where it always is."""
    return next((p for p, value in zip(trial.positions, values, strict=True) if not value), None)


def _truth(trial: Trial, values: list[float]) -> Truth:
    lost, again = first_lost(trial, values), sum(value > 0 for value in values)
    where = f"First lost at **{lost:g}**" if lost is not None else "Never lost"
    return Truth(
        value=trial.answer_of(lost),
        why=f"{where}; found at {again} of {len(values)} positions ({trial.unit}). The search is for upright faces "
        "of at least 20 pixels, and a find counts from a probability of 0.9 on.",
    )


def _show(scene: FaceScene, desk: Desk, face: "Face", how: str) -> None:
    from animegan.face.stages import draw_faces

    trial = TRIALS[how]
    here = st.select_slider(
        trial.unit.capitalize(), trial.positions, key=f"break_{how}", bind="query-params",
        format_func=lambda position: f"{position:g}",
    )  # fmt: skip
    ways = (UPRIGHT, TURNED) if how == "rotate" else (UPRIGHT,)
    curves = {way: _curve(desk, face, how, way) for way in ways}
    figure = png(break_figure(trial.positions, dict(curves), here=here, unit=trial.unit, ink=page_ink()))
    spoilt, _ = break_steps.spoil(desk.pixels, face, how, here)
    found = _faces(desk, face, how, here)
    chart, picture = st.columns([3, 2], gap="medium")
    chart.image(figure, width="stretch", alt="Probability of the face at every position of the slider")
    picture.image(
        draw_faces(spoilt, found),
        width=min(300, 2 * spoilt.shape[1]),
        caption=f"{spoilt.shape[1]} × {spoilt.shape[0]} pixels, {len(found)} found with quarter turns",
    )
    st.markdown(
        ":small[Circle: found. Cross: not found, which is any probability under 0.9. Dotted: where the slider stands.]"
    )
    rows = [
        {trial.unit: p, **{way: values[at] for way, values in curves.items()}}
        for at, p in enumerate(trial.positions)
    ]
    call = (
        "from animegan.face.detect import detect_faces\n\nface = detect_faces(photo)[0]\n"
        f"for amount in {trial.positions}:\n"
        f'    print(amount, search(photo, face, "{how}", amount, detect_faces))'
    )
    take_home(
        f"{scene.stem}-{how}",
        key="broken",
        png=lambda: figure,
        table=lambda: rows,
        code=lab_program(desk, break_steps.spoil, break_steps.search, call=call),
    )


def _largest(desk: Desk) -> "Face | None":
    from animegan.face.detect import detect_faces

    pixels, line = desk.pixels, st.empty()
    with st.spinner("Looking for a face"):
        found = kept(
            desk.photo,
            ("upright", desk.size),
            lambda: (detect_faces(pixels),),
            on_wait=say_who_is_ahead(line),
        )[0]
    line.empty()
    return found[0] if found else None


def _curve(desk: Desk, face: "Face", how: str, way: str) -> list[float]:
    """The probability at every position; each is kept by itself, so leaving the page stops after the next one."""
    from animegan.face.detect import detect_faces, detect_turned_faces

    search = detect_faces if way == UPRIGHT else detect_turned_faces
    positions, pixels = TRIALS[how].positions, desk.pixels
    bar, values = st.empty(), []
    for done, position in enumerate(positions):
        bar.progress(done / len(positions), text=f"Position {done + 1} of {len(positions)}")
        values.append(
            kept(
                desk.photo,
                ("broken", desk.size, how, way, position),
                lambda position=position: break_steps.search(pixels, face, how, position, search),  # type: ignore[misc]
            )
        )
    bar.empty()
    return values


def _faces(desk: Desk, face: "Face", how: str, amount: float) -> "tuple[Face, ...]":
    """What face2paint would find in the spoilt photo."""
    from animegan.face.detect import detect_turned_faces

    spoilt, _ = break_steps.spoil(desk.pixels, face, how, amount)
    return kept(
        desk.photo, ("found in broken", desk.size, how, amount), lambda: (detect_turned_faces(spoilt),)
    )[0]
