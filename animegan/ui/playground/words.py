"""A game in words, in rows and as a program."""

from dataclasses import fields
from typing import TYPE_CHECKING

from animegan.ui.playground.moments import ARROW_PER_SLOPE, LONGEST_ARROW, Moment

if TYPE_CHECKING:
    from animegan.playground.play import Game
    from animegan.playground.settings import PlaySettings

__all__ = ["CAPTION", "arena_label", "game_code", "how_it_stands", "rows_of"]

SURE = 0.97  # share of right verdicts: from here on the discriminator is said to win
TELLS = 0.6  # below: it can hardly tell
WEAK = 0.05  # slope: less hardly moves anything

CAPTION = (
    ":small[**Field:** what the discriminator says of each place; blue real, orange fake, no colour cannot tell. "
    f"**Arrow:** which way the generator's loss moves a fake; {ARROW_PER_SLOPE:g} plane units long for a slope of 1, "
    f"never longer than {LONGEST_ARROW:g}. **Net:** straight lines of the noise, bent by the generator. "
    "**Real distance:** how far fakes must be moved on average to lie as the real points do "
    "(sliced Wasserstein distance, 512 points each, seen from 32 sides); the dotted line is what two sets of real "
    "points have. A *place* counts as reached if it has a quarter of its fair share of the fakes.]"
)


def how_it_stands(game: "Game", moment: Moment) -> str:
    """The figures, and what they mean."""
    from animegan.playground.measures import places_reached, sliced_distance

    view = moment.view
    distance = sliced_distance(view.fake, game.real)
    reached = sum(places_reached(game.shape, view.fake))
    pull = float(view.pulls.norm(dim=1).mean())
    return (
        f"Step **{view.step:,}** · real distance **{distance:.2f}** (two sets of real points: {game.floor:.2f}) · "
        f"places reached **{reached} of {len(game.shape.places)}** · discriminator right on **{view.right:.0%}** · "
        f"mean slope at the fakes **{pull:.2g}**.  \n{_meaning(view.step, view.right, pull)}"
    )


def _meaning(step: int, right: float, pull: float) -> str:
    if step == 0:
        return "Nothing is learnt yet: press Play, or take single turns."
    if right >= SURE and pull < WEAK:
        return "The discriminator is sure of nearly every point, and hardly any slope is left to learn from."
    if right >= SURE:
        return "The discriminator is sure of nearly every point; the slopes still tell the fakes where to go."
    if right <= TELLS:
        return "The discriminator can hardly tell fakes from real points: so far the generator deceives it."
    return "The discriminator tells some fakes, and its slopes push them away."


def arena_label(game: "Game", moment: Moment) -> str:
    """The picture for whoever does not see it."""
    return f"{game.shape.title}: real points, fakes and the discriminator's field after {moment.view.step} steps."


def rows_of(game: "Game") -> list[dict[str, object]]:
    """A row per measured step."""
    return [
        {
            "step": standing.step,
            "discriminator loss": "" if standing.discriminator is None else standing.discriminator,
            "generator loss": "" if standing.generator is None else standing.generator,
            "sliced Wasserstein distance, plane units": standing.distance,
            "places reached": sum(standing.reached),
            "places": len(standing.reached),
        }
        for standing in game.history
    ]


def game_code(game: "Game", start: "PlaySettings") -> str:
    """The program that plays this very game again, every change and single turn included.

    Args:
        game: The game as it is now.
        start: With which settings it began.
    """
    moves = "\n".join(_move(move, value) for move, value in game.moves)
    return f"""\
# Run it in the lab's folder.
from animegan.playground.play import Game
from animegan.playground.settings import PlaySettings

game = Game({_settings(start)})
{moves}
for standing in game.history:
    print(standing.step, standing.distance, sum(standing.reached))
fakes = game.fakes()  # (512, 2) points of the plane
"""


def _move(move: str, value: "int | PlaySettings") -> str:
    return f'game.play("{move}", {value})' if isinstance(value, int) else f"game.retune({_settings(value)})"


def _settings(settings: "PlaySettings") -> str:
    """Only what differs from the defaults."""
    neutral = type(settings)()
    named = ((each.name, getattr(settings, each.name)) for each in fields(settings))
    changed = [f"{name}={value!r}" for name, value in named if value != getattr(neutral, name)]
    return f"PlaySettings({', '.join(changed)})"
