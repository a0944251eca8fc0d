"""What lies on the table of the playground: the games of this visit, paused where they were."""

import time
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.playground.moments import Moment
from animegan.ui.resources import my_turn

if TYPE_CHECKING:
    from animegan.playground.play import Game
    from animegan.playground.settings import PlaySettings

__all__ = ["GAMES_PLAYED", "Play", "open_play", "take_moments"]

GAMES_PLAYED = "plays"  # in the visit: a game by what cannot change while it is played
MOST_GAMES = 5
LONGEST_S = 0.8  # of play in one go: a slow machine shows fewer moments, and still answers


@dataclass(slots=True, kw_only=True)
class Play:
    """A game and how far it has been shown.

    Attributes:
        game: The game.
        number: Tells the games of a visit apart.
        moments: What was seen in the last go, the newest last.
        seen: Moments so far.
    """

    game: "Game"
    number: int
    moments: list[Moment] = field(default_factory=list)
    seen: int = 0

    def look(self, move: str) -> Moment:
        """Looks at the game as it is now, after a move."""
        from animegan.playground.view import look_at

        self.seen += 1
        return Moment(number=self.seen, move=move, view=look_at(self.game))

    def reset(self) -> None:
        """Begins the game anew."""
        with my_turn():
            self.game.reset()
            self.moments = [self.look("both")]


def open_play(settings: "PlaySettings") -> Play:
    """The game as it was left, or a new one; waits in line and says so."""
    from animegan.playground.play import Game

    plays = _plays()
    key = _key(settings)
    play = plays.pop(key, None)
    line = st.empty()
    with my_turn(say_who_is_ahead(line)):
        if play is None:
            number = st.session_state["plays_so_far"] = st.session_state.get("plays_so_far", 0) + 1
            play = Play(game=Game(settings), number=number)
        play.game.retune(settings)
        play.moments = play.moments[-1:] or [play.look("both")]
    line.empty()
    plays[key] = play  # the latest last
    while len(plays) > MOST_GAMES:
        plays.pop(next(iter(plays)))
    return play


def take_moments(play: Play, moves: "Iterator[tuple[str, int]]") -> None:
    """Plays on, and looks after each of the moves; each in its own turn, so that other visitors come in between."""
    line = st.empty()
    moments, begun = [], time.monotonic()
    for move, times in moves:
        with my_turn(say_who_is_ahead(line)):
            if play.game.is_over:
                break
            play.game.play(move, times)
            moments.append(play.look(move))
        if time.monotonic() - begun > LONGEST_S:
            break
    line.empty()
    play.moments = moments or play.moments[-1:]


def _key(settings: "PlaySettings") -> Hashable:
    """What a new game is needed for."""
    from animegan.playground.settings import RETUNABLE, PlaySettings

    neutral = PlaySettings()
    return replace(settings, **{name: getattr(neutral, name) for name in RETUNABLE})


def _plays() -> dict[Hashable, Play]:
    plays: dict[Hashable, Play] = st.session_state.setdefault(GAMES_PLAYED, {})
    return plays
