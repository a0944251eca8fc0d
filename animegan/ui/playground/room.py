"""Room "Two networks play": a preset, what can be changed in it, and the arena where it is played live."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.inside.ink import page_ink, png
from animegan.ui.playground.arena import show_arena
from animegan.ui.playground.controls import choose_preset, choose_settings
from animegan.ui.playground.figure import game_figure
from animegan.ui.playground.question import ask_what_happens
from animegan.ui.playground.table import Play, open_play, take_moments
from animegan.ui.playground.words import CAPTION, arena_label, game_code, how_it_stands, rows_of
from animegan.ui.problems import problems_shown
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.playground.presets import Preset

__all__ = ["play_room"]

SPEEDS = ("Slow motion", "1", "5", "20")
LAYERS = {"field": "Field", "arrows": "Arrows", "net": "Net", "real": "Real", "fake": "Fakes"}
BEAT_MS, MOMENTS = 100, 5  # ten pictures a second, five sent at a time
SLOW_BEAT_MS = 1500  # a turn of one player
LOCKED = ":material/lock: :small[Answer the question first; then you may play.]"


def play_room(_: object) -> None:
    """Presets above, controls at the left, the arena at the right."""
    preset = choose_preset()
    controls, stage = st.columns([3, 10], gap="medium")
    with controls, problems_shown():
        settings = choose_settings(preset)
    with stage, problems_shown():
        play = open_play(settings)
        before, here, after = (st.container() for _ in range(3))
    begun = play.game.steps or st.session_state.get("gan_play")
    with after if begun else before:  # once it has been read, it makes room for the game
        locked = settings == preset.settings and not ask_what_happens(preset)
    with here:
        playing, speed = _buttons(play, locked=locked)
        show = st.pills(
            "Show", list(LAYERS), selection_mode="multi", default=[*LAYERS], format_func=LAYERS.__getitem__,
            key="layers", bind="query-params", label_visibility="collapsed",
        )  # fmt: skip
        every = _beat(speed) * (2 if speed == SPEEDS[0] else MOMENTS) / 1000
        st.fragment(_live, run_every=every if playing else None)(
            play, tuple(show), speed if playing else "", preset
        )
        st.markdown(CAPTION)


def _buttons(play: Play, *, locked: bool) -> tuple[bool, str]:
    """Play, single turns, reset and speed; all of them work by keyboard."""
    over = locked or play.game.is_over
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        playing = st.toggle("Play", key="gan_play", disabled=over)
        waits = over or playing
        for move, label, help_ in (
            ("both", "Step", "The discriminator's turns, then one of the generator"),
            ("discriminator", "Step D", "One turn of the discriminator alone"),
            ("generator", "Step G", "One turn of the generator alone"),
        ):
            if st.button(label, key=f"gan_{move}", help=help_, disabled=waits):
                take_moments(play, iter([(move, 1)]))
        if st.button("Reset", key="gan_reset", icon=":material/replay:", disabled=locked):
            play.reset()
        speed = st.segmented_control(
            "Steps per picture", SPEEDS, default="5", required=True, key="gan_speed", bind="query-params",
            help="There are ten pictures a second; in slow motion, one for each player's turn.",
        )  # fmt: skip
    if locked:
        st.markdown(LOCKED)
    return playing and not over, str(speed)


def _beat(speed: str) -> int:
    """How long a moment is seen, milliseconds."""
    return SLOW_BEAT_MS if speed == SPEEDS[0] else BEAT_MS


def _moves(speed: str, turns: int) -> Iterator[tuple[str, int]]:
    """What is played in one go; a moment is shown after each."""
    if speed == SPEEDS[0]:
        yield "discriminator", turns
        yield "generator", 1
    else:
        yield from [("both", int(speed))] * MOMENTS


def _live(play: Play, show: tuple[str, ...], speed: str, preset: "Preset") -> None:
    """Plays on, if it plays, and hands what there was to see to the arena."""
    game = play.game
    with problems_shown():
        if speed:
            take_moments(play, _moves(speed, game.settings.discriminator_turns))
        now = play.moments[-1]
        show_arena(
            game, play.moments, show, beat_ms=_beat(speed or "1"), playing=bool(speed),
            label=arena_label(game, now), number=play.number,
        )  # fmt: skip
        st.markdown(how_it_stands(game, now))
    if game.is_over:
        st.info(f"{game.steps:,} steps are as many as a game takes here. Reset it to play again.")
    if speed:
        st.markdown(":small[Pause to save the figure, the curves and the code.]")
        return
    take_home(
        f"gan-{preset.name}-{game.steps}", key="gan", png=lambda: png(game_figure(game, now, page_ink())),
        table=lambda: rows_of(game), code=game_code(game, game.began),
    )  # fmt: skip
