"""What the playground asks before a preset plays; the truth is the preset's own game, played to its end."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.predict import Choice, Truth, predict
from animegan.ui.resources import my_turn

if TYPE_CHECKING:
    from animegan.playground.outcome import Outcome
    from animegan.playground.presets import Preset

__all__ = ["ask_what_happens"]

IN_ONE_TURN = 20  # steps, so that other visitors come in between


def ask_what_happens(preset: "Preset") -> bool:
    """What becomes of this game? True when it has been revealed."""
    from animegan.playground.outcome import OUTCOMES

    def truth() -> Truth:
        outcome = _played_out(preset)
        return Truth(value=outcome.verdict, why=f"{_in_words(outcome, preset)} {preset.why}")

    return predict(
        f"{preset.blurb} What will have become of it after {preset.steps:,} steps?",
        Choice(options=OUTCOMES),
        key="ask_playground",
        about=("playground", preset.name),
        truth=truth,
    )


def _played_out(preset: "Preset") -> "Outcome":
    """The verdict on the preset's game; every game of a preset is the same, so it is played once in a process."""
    known = _outcomes()
    if preset.name not in known:
        known[preset.name] = _play_out(preset)
    return known[preset.name]


@st.cache_resource(show_spinner=False)
def _outcomes() -> "dict[str, Outcome]":
    return {}


def _play_out(preset: "Preset") -> "Outcome":
    from animegan.playground.outcome import outcome_of
    from animegan.playground.play import Game

    bar = st.progress(0.0, text="Playing this game to its end, to see")
    with my_turn():
        game = Game(preset.settings)
    while game.steps < preset.steps:
        bar.progress(game.steps / preset.steps, text=f"Playing: step {game.steps:,} of {preset.steps:,}")
        with my_turn():
            game.play("both", min(IN_ONE_TURN, preset.steps - game.steps))
    bar.empty()
    return outcome_of(game)


def _in_words(outcome: "Outcome", preset: "Preset") -> str:
    return (
        f"Played here for {preset.steps:,} steps. The real distance began at {outcome.first:.2f} and was "
        f"{outcome.last:.2f} on average in the last third, between {outcome.lowest:.2f} and {outcome.highest:.2f}. "
        f"There the fakes reached {outcome.reached:.1f} of {outcome.places} places at a time."
    )
