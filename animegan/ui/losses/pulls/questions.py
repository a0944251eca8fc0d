"""What the room about pulls asks before it shows the maps."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from animegan.ui.losses.asked import as_asked
from animegan.ui.losses.weights import TERM_TITLES, in_words
from animegan.ui.predict import Choice, Truth, predict

if TYPE_CHECKING:
    from animegan.losslab.pulls import Pulls
    from animegan.training.config import LossWeights

__all__ = ["ask_strongest"]

KEY = "ask_strongest"


def ask_strongest(found: "Pulls", now: "LossWeights", *, about: Hashable) -> bool:
    """Is the term with the largest share of the total also the one that pulls hardest?

    Args:
        found: The pulls under the weights of now.
        now: These weights; they may change after the guess, which stays about those of its moment.
        about: What the question is asked once about.
    """
    weights = as_asked(KEY, about, now)

    def truth() -> Truth:
        strength = {pull.term: float(pull.strength.mean()) for pull in found.each}
        hardest = max(strength, key=strength.__getitem__)
        largest = max(found.each, key=lambda pull: pull.weighted)
        why = (
            f"Mean pull per pixel: {', '.join(f'{TERM_TITLES[t]} {s:.3g}' for t, s in strength.items())}. "
            f"{TERM_TITLES[largest.term]} has the largest share of the total, {largest.weighted / found.total:.0%}. "
            "A large value need not pull hard: what moves the picture is the gradient."
        )
        return Truth(value=TERM_TITLES[hardest], why=why)

    return predict(
        f"With the weights {in_words(weights)}, which term pulls hardest at this picture, on average over its pixels?",
        Choice(options=tuple(TERM_TITLES[pull.term] for pull in found.each)),
        key=KEY,
        about=about,
        truth=truth,
    )
