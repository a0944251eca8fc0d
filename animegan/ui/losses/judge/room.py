"""Room "The discriminator's view": the same logits read as "is it anime?" and "is it more anime than the other?"."""

import streamlit as st

from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.judge.figures import maps_figure, strips_figure
from animegan.ui.losses.judge.patch import patch_under_the_glass
from animegan.ui.losses.judge.questions import ask_most_anime, ask_paintings
from animegan.ui.losses.judge.scene import ABSOLUTE, RELATIVE, Reading, Scene, open_scene, scene_code
from animegan.ui.losses.judge.words import game_rows, patch_rows, reading_rows, what_it_means, which_judge
from animegan.ui.losses.shared import judge_training
from animegan.ui.losses.take_home import take_home

__all__ = ["judge_room"]

READINGS: dict[str, tuple[Reading, ...]] = {
    "Both": (ABSOLUTE, RELATIVE),
    "Absolute: is it anime?": (ABSOLUTE,),
    "Relative: is it more anime than the other?": (RELATIVE,),
}
FARTHEST = 3.0  # logits that can be added
PERCENT = ("vanilla: P(real)", "patches nearer to 1", "RaGAN: P(more real)", "patches in the lead")


def judge_room(desk: Desk) -> None:
    """The questions, then maps, patches, readings and losses."""
    scene = open_scene(desk)
    st.markdown(f":small[{which_judge(judge_training())}]")
    above = st.container()
    if not all([ask_most_anime(desk, scene), ask_paintings(desk, scene)]):
        figure = png(maps_figure(scene, (), page_ink()))
        above.image(figure, width="stretch", alt="The pictures, not judged yet")
        return
    readings, scene = _controls(scene)
    st.markdown(what_it_means(scene))
    _maps(desk, scene, readings)
    st.subheader("What one patch sees", anchor=False)
    patch_under_the_glass(scene)
    st.subheader("Every patch", anchor=False)
    _strips(desk, scene, readings)
    st.subheader("What the same logits cost in five games", anchor=False)
    _games(scene)


def _controls(scene: Scene) -> tuple[tuple[Reading, ...], Scene]:
    """How to read, who plays against the paintings, and where 0 is."""
    chosen = st.segmented_control(
        "Read the logits", list(READINGS), default=next(iter(READINGS)), required=True, key="judge_reading",
        bind="query-params",
    )  # fmt: skip
    left, right = st.columns(2, gap="large")
    with left:
        rivals = [scene.rival, *(title for title in scene.others if title != scene.rival)]
        rival = st.segmented_control(
            "Against the paintings plays", rivals, default=rivals[0], required=True, key="judge_rival",
            bind="query-params",
        )  # fmt: skip
    with right:
        shift = st.slider(
            "Add to every logit", -FARTHEST, FARTHEST, 0.0, step=0.25, key="judge_shift", bind="query-params",
            help="Moves the judge's 0. Look which readings, maps and losses notice.",
        )  # fmt: skip
    return READINGS[str(chosen)], scene.played(str(rival), float(shift))


def _maps(desk: Desk, scene: Scene, readings: tuple[Reading, ...]) -> None:
    figure = png(maps_figure(scene, readings, page_ink()))
    st.image(figure, width="stretch", alt="The pictures with the map of their patches' logits")
    st.markdown(
        f":small[{_said(readings)} The number above a map is its mean. Each square of colour stands for the patch "
        "around it.]"
    )
    take_home(
        f"{desk.stem}-judge",
        key="judge_maps",
        png=lambda: figure,
        table=lambda: patch_rows(scene),
        code=scene_code(desk, scene),
    )


def _said(readings: tuple[Reading, ...]) -> str:
    absolute = "Absolute maps show the logit itself." if ABSOLUTE in readings else ""
    relative = (
        "Relative maps show the lead: the logit less the mean logit of the other kind (for a painting, the picture "
        "that plays against it; for any other picture, the paintings)."
        if RELATIVE in readings
        else ""
    )
    return f"{absolute} {relative}".strip()


def _strips(desk: Desk, scene: Scene, readings: tuple[Reading, ...]) -> None:
    figure = png(strips_figure(scene, readings, page_ink()))
    st.image(figure, width="stretch", alt="Every patch's value, one strip per picture")
    st.markdown(
        ":small[A dot is a patch (round: no painting; square: painting), a diamond the picture's mean.]"
    )
    rows = reading_rows(scene, readings)
    formats = {name: st.column_config.NumberColumn(format="percent") for name in PERCENT}
    st.dataframe(rows, key="judge_readings", hide_index=True, column_config=formats)
    take_home(
        f"{desk.stem}-judge-patches",
        key="judge_strips",
        png=lambda: figure,
        table=lambda: rows,
        code=scene_code(desk, scene),
    )


def _games(scene: Scene) -> None:
    st.dataframe(game_rows(scene), key="judge_games", hide_index=True)
    st.markdown(
        f":small[Real: the paintings. Fake: {scene.rival}. Losses of different games are on different scales: compare "
        "each with its column for a judge that cannot tell. Move *Add to every logit*: the two relative games stay.]"
    )
