"""What the room that trains asks before a run: where will these weights take the picture?"""

from typing import TYPE_CHECKING

import numpy as np

from animegan.ui.losses.desk import Desk
from animegan.ui.losses.minute.live import picture_by
from animegan.ui.losses.minute.shelf import own_of
from animegan.ui.losses.mixed import mixed
from animegan.ui.predict import Choice, Truth, is_revealed, predict

if TYPE_CHECKING:
    from animegan.losslab.short_run.plan import ShortPlan
    from animegan.types import PhotoU8

__all__ = ["ask_where_it_goes", "has_guessed"]

KEY = "ask_minute"
NEARER, SAME, FURTHER = "nearer to the photo", "about as far", "further from the photo"
SAME_WITHIN = 0.1  # of the balanced network's distance: less is hardly seen


def ask_where_it_goes(desk: Desk, plan: "ShortPlan") -> bool:
    """Draws the question; the truth is measured when a network of that plan is there."""

    def truth() -> Truth | None:
        own = own_of(plan)
        if own is None:
            return None
        before, after = (_apart(picture, desk.pixels) for picture in (mixed(desk, {}), picture_by(desk, own)))
        change = after / before - 1
        value = SAME if abs(change) < SAME_WITHIN else NEARER if change < 0 else FURTHER
        why = (
            f"On average the balanced network's picture is {before:.1f} of 255 steps from the photo, "
            f"yours {after:.1f}. "
            "L1 and perceptual hold on to the photo, style and adversarial pull towards paintings. Part of the change "
            "comes from the six photos: train once with every weight at × 1 to see that part."
        )
        return Truth(value=value, why=why)

    return predict(
        "The balanced network goes on training with **your** weights, on the six built-in photos. Compared with the "
        f"balanced network's picture, yours will be … (less than {SAME_WITHIN:.0%} more or less is “{SAME}”)",
        Choice(options=(NEARER, SAME, FURTHER)),
        key=KEY,
        about=plan,
        truth=truth,
    )


def has_guessed(plan: "ShortPlan") -> bool:
    """Whether there is a guess about that plan."""
    return is_revealed(KEY, plan)


def _apart(picture: "PhotoU8", photo: "PhotoU8") -> float:
    return float(np.abs(picture.astype(float) - photo).mean())
