"""What became of a game, in one of four words, from what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from animegan.errors import InputError
from animegan.playground.play import Game, Standing

__all__ = ["COLLAPSES", "LEARNS", "OUTCOMES", "STUCK", "SWINGS", "Outcome", "outcome_of"]

LEARNS = "It learns the whole shape"
COLLAPSES = "It settles on a few places"
SWINGS = "It swings to and fro"
STUCK = "The fakes hardly move"
OUTCOMES = (LEARNS, COLLAPSES, SWINGS, STUCK)

LATE = 3  # the last third of the game is judged
MOST = 0.75  # of the places: at least as many is a success, where the distance has fallen too
FALLEN = 0.5  # of the distance at the start
STILL = 0.1  # of the distance at the start: how much it may have changed without having moved
RESTLESS = 0.15  # plane units that a fake moves between two standings


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A verdict and what it rests on; all but `first` and `places` are of the last third of the game.

    Attributes:
        verdict: One of `OUTCOMES`.
        first: The distance at the start, in units of the plane.
        last: Its mean.
        highest: Its highest value.
        lowest: Its lowest value.
        moved: How far a fake moves between two standings, the median, in units of the plane.
        reached: Places reached at a time, on average.
        places: How many there are.
    """

    verdict: str
    first: float
    last: float
    highest: float
    lowest: float
    moved: float
    reached: float
    places: int


def outcome_of(game: Game) -> Outcome:
    """Judges a game by its history.

    Raises:
        InputError: It has hardly begun.
    """
    if len(game.history) < 2 * LATE:
        raise InputError("This game has hardly begun.", hint="Play it longer.")
    late = game.history[-(len(game.history) // LATE) :]
    distances = [standing.distance for standing in late]
    moved, places = median(standing.moved for standing in late), len(game.shape.places)
    reached = fmean(sum(standing.reached) for standing in late)
    return Outcome(
        verdict=_verdict(game.history, distances, reached / places, moved),
        first=game.history[0].distance, last=fmean(distances), highest=max(distances), lowest=min(distances),
        moved=moved, reached=reached, places=places,
    )  # fmt: skip


def _verdict(history: Sequence[Standing], late: Sequence[float], share: float, moved: float) -> str:
    first = history[0].distance
    if all(abs(standing.distance - first) <= STILL * first for standing in history):
        return STUCK
    if share >= MOST and fmean(late) <= FALLEN * first:
        return LEARNS
    return SWINGS if moved > RESTLESS else COLLAPSES
