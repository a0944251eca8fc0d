"""The arena: the plane with its points, the bar of its colours and the curves, drawn by a script in the browser."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from animegan.ui.embed import component
from animegan.ui.playground.colours import DISCRIMINATOR, FAKE, GENERATOR, REAL
from animegan.ui.playground.curves import curves_of, distance_curves, loss_curves
from animegan.ui.playground.moments import Moment, as_text, moment_data

if TYPE_CHECKING:
    from animegan.playground.play import Game

__all__ = ["ENDS", "KEY", "show_arena"]

KEY = "arena"
ENDS = {
    "vanilla": ("P(real) 0: fake", "1: real"),
    "saturating": ("P(real) 0: fake", "1: real"),
    "lsgan": ("score 0: fake", "1: real"),
    "ragan": ("P(above the middle) 0: fake", "1: real"),
    "hinge": ("score −1: fake", "1: real"),
    "wgan-gp": ("score −1 from the middle: fake", "+1: real"),
}  # of the bar: between them, the page's own colour is "cannot tell"


def show_arena(
    game: "Game",
    moments: Sequence[Moment],
    show: Sequence[str],
    *,
    beat_ms: int,
    playing: bool,
    label: str,
    number: int,
) -> None:
    """Draws it.

    Args:
        game: Whose curves stand beside the plane.
        moments: What is shown one after the other, at least one.
        show: Which of "field", "arrows", "net", "real" and "fake".
        beat_ms: How long each moment is seen.
        playing: Whether the moments come one by one; otherwise the last one is shown at once.
        label: The picture in words.
        number: Tells games apart: another one begins anew.
    """
    from animegan.playground.view import FIELD_SIDE, NET_POINTS, REACH

    component("arena")(
        data={
            "game": number,
            "moments": [moment_data(moment, REACH) for moment in moments],
            "real": as_text(game.real.numpy(), REACH),
            "reach": REACH,
            "field_side": FIELD_SIDE,
            "net_points": NET_POINTS,
            "show": [*show],
            "ends": ENDS[game.settings.game],
            "colours": {"real": REAL, "fake": FAKE},
            "names": {"real": "real points", "fake": "fakes"},
            "distance": curves_of(distance_curves(game), (FAKE,)),
            "losses": curves_of(loss_curves(game), (DISCRIMINATOR, GENERATOR)),
            "beat_ms": beat_ms,
            "at_once": max(1, len(moments)),
            "playing": playing,
            "label": label,
        },
        key=KEY,
    )
