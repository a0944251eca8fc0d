"""What became of a game, in one of four words, from what was measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from animegan.errors import InputError
from animegan.playground.play import Game, Standing

__all__ = ["COLLAPSES", "LEARNS", "OUTCOMES", "STUCK", "SWINGS", "Outcome", "outcome_of"]

LEARNS = "It learns the whole shape"
COLLAPSES = "All fakes crowd into a few places"
SWINGS = "It swings to and fro and does not settle"
STUCK = "The fakes hardly move"
OUTCOMES = (LEARNS, COLLAPSES, SWINGS, STUCK)

LATE = 3  # the last third of the game is judged
FEW = 0.4  # of the places: no more, and so close together that they are a crowd, is a collapse
CROWD = 0.6  # of the real points' spread
MOST = 0.75  # of the places: at least as many is a success, where the distance has fallen too
FALLEN = 0.5  # of the distance at the start
STILL = 0.1  # of the distance at the start: how much it may have changed without having moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A verdict and what it rests on.

    Attributes:
        verdict: One of `OUTCOMES`.
        first: The distance at the start, in units of the plane.
        last: Its mean in the last third of the game.
        highest: Its highest value there.
        lowest: Its lowest value there.
        reached: Places reached at a time there, on average.
        ever: Places reached at any time there.
        places: How many there are.
        crowd: The fakes' spread there as a share of the real points', its median.
    """

    verdict: str
    first: float
    last: float
    highest: float
    lowest: float
    reached: float
    ever: int
    places: int
    crowd: float


def outcome_of(game: Game) -> Outcome:
    """Judges a game by its history.

    Raises:
        InputError: It has hardly begun.
    """
    late = game.history[-(len(game.history) // LATE) :]
    if len(game.history) < 2 * LATE:
        raise InputError("This game has hardly begun.", hint="Play it longer.")
    distances = [standing.distance for standing in late]
    first, places = game.history[0].distance, len(game.shape.places)
    crowd = median(standing.crowd for standing in late)
    reached = fmean(sum(standing.reached) for standing in late)
    return Outcome(
        verdict=_verdict(distances, reached / places, crowd, game.history),
        first=first, last=fmean(distances), highest=max(distances), lowest=min(distances), reached=reached,
        ever=sum(any(one) for one in zip(*(standing.reached for standing in late), strict=True)), places=places,
        crowd=crowd,
    )  # fmt: skip


def _verdict(late: Sequence[float], share: float, crowd: float, history: Sequence[Standing]) -> str:
    first = history[0].distance
    if all(abs(standing.distance - first) <= STILL * first for standing in history):
        return STUCK
    if share >= MOST and fmean(late) <= FALLEN * first:
        return LEARNS
    return COLLAPSES if share <= FEW and crowd <= CROWD else SWINGS
