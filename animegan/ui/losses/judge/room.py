"""Room "The discriminator's view": the same logits read as "is it anime?" and "is it more anime than the other?"."""

import streamlit as st

from animegan.ui.choice import one_of
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.judge.figures import maps_figure, strips_figure
from animegan.ui.losses.judge.patch import patch_under_the_glass
from animegan.ui.losses.judge.questions import ask_most_anime, ask_paintings, both_answered
from animegan.ui.losses.judge.scene import ABSOLUTE, RELATIVE, Reading, Scene, open_scene, scene_code
from animegan.ui.losses.judge.words import game_rows, patch_rows, reading_rows, what_it_means, which_judge
from animegan.ui.losses.shared import judge_training
from animegan.ui.take_home import take_home

__all__ = ["judge_room"]

READINGS: dict[str, tuple[Reading, ...]] = {
    "Both": (ABSOLUTE, RELATIVE),
    "Absolute": (ABSOLUTE,),
    "Relative": (RELATIVE,),
}
FARTHEST = 3.0  # logits that can be added
PERCENT = ("vanilla: P(real)", "patches nearer to 1", "RaGAN: P(more real)", "patches in the lead")
QUESTIONS, MAPS, PATCH, STRIPS, GAMES = "Questions", "Maps", "One patch", "Every patch", "Five games"
FIRST_ANSWER = "Answer the two questions first."
GO_ON = "Now look where in the pictures it says so: **Maps**, above."


def judge_room(desk: Desk) -> None:
    """One part at a time: first the questions, then maps, patches, readings and losses."""
    scene = open_scene(desk)
    part = one_of(
        "Part", (QUESTIONS, MAPS, PATCH, STRIPS, GAMES), QUESTIONS, "judge_part", label_visibility="collapsed"
    )
    if part == QUESTIONS:
        _questions(desk, scene)
        return
    if not both_answered(desk):
        st.info(FIRST_ANSWER, icon=":material/lock:")
        return
    if part == PATCH:
        patch_under_the_glass(scene)
        return
    readings, scene = _controls(scene, reads=part != GAMES)
    if part == MAPS:
        _maps(desk, scene, readings)
    elif part == STRIPS:
        _strips(desk, scene, readings)
    else:
        _games(scene)


def _questions(desk: Desk, scene: Scene) -> None:
    """The pictures, the questions one after the other, and what the answers mean."""
    figure = png(maps_figure(scene, (), page_ink()))
    st.image(figure, width="stretch", alt="The pictures, not judged yet")
    if ask_most_anime(desk, scene) and ask_paintings(desk, scene):
        st.markdown(f"{what_it_means(scene)}\n\n{GO_ON}")
    st.markdown(f":small[{which_judge(judge_training())}]")


def _controls(scene: Scene, *, reads: bool) -> tuple[tuple[Reading, ...], Scene]:
    """How to read, who plays against the paintings, and where 0 is."""
    chosen = "Both"
    with st.container(horizontal=True, gap="large", vertical_alignment="bottom"):
        if reads:
            chosen = one_of("Read the logits", list(READINGS), "Both", "judge_reading")
        rivals = [scene.rival, *(title for title in scene.others if title != scene.rival)]
        rival = st.selectbox(
            "Against the paintings plays", rivals, index=0, key="judge_rival", bind="query-params", width=220
        )
        shift = st.slider(
            "Add to every logit", -FARTHEST, FARTHEST, 0.0, step=0.25, key="judge_shift", bind="query-params",
            help="Moves the 0. Look which readings, maps and losses notice.", width=260,
        )  # fmt: skip
    return READINGS[chosen], scene.played(str(rival), float(shift))


def _maps(desk: Desk, scene: Scene, readings: tuple[Reading, ...]) -> None:
    figure = png(maps_figure(scene, readings, page_ink()))
    st.image(figure, width="stretch", alt="The pictures with the map of their patches' logits")
    st.markdown(
        ":small[Orange: above 0. Violet: below 0. White: 0. The number above a map is its mean. "
        f"{_said(readings)}]\n\n{what_it_means(scene)}"
    )
    take_home(
        f"{desk.stem}-judge",
        key="judge_maps",
        png=lambda: figure,
        table=lambda: patch_rows(scene),
        code=scene_code(desk, scene),
    )


def _said(readings: tuple[Reading, ...]) -> str:
    absolute = "*Absolute*, is it anime? The logit itself." if ABSOLUTE in readings else ""
    relative = (
        "*Relative*, is it more anime than the other? The logit minus the mean logit of the other kind."
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
    from animegan.losses.adversarial import get_game

    st.dataframe(game_rows(scene), key="judge_games", hide_index=True)
    st.markdown(
        f":small[Real: the paintings. Fake: {scene.rival}. Each game has its own scale: compare a loss only with *if "
        "it could not tell*. Move *Add to every logit*: the two relative games stay. This discriminator was trained "
        f"for {get_game(judge_training().game).title} alone.]"
    )
