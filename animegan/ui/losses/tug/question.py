"""What the tug room asks before it plays; the truth is a short tug on the visitor's own photo."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

from animegan.ui.losses.weights import TERM_TITLES, in_words
from animegan.ui.predict import Choice, Truth, predict

if TYPE_CHECKING:
    from animegan.losslab.tug import TugOfWar
    from animegan.training.config import LossWeights

__all__ = ["KEY", "SHORT", "ask_who_pays"]

KEY = "ask_who_pays"

SHORT = 15  # steps
NONE = "None: all of them fall"


def ask_who_pays(
    about: tuple[object, ...], weights: "LossWeights", begin: "Callable[[int], TugOfWar]"
) -> bool:
    """Which weighted term rises while the total falls?

    Args:
        about: What the short tug depends on.
        weights: Those set when it is asked; at least one is above 0.
        begin: Plays so many steps from the photo, under those weights.
    """
    terms = [term for term, weight in asdict(weights).items() if weight]

    def truth() -> Truth:
        history = begin(SHORT).history
        first, last = history[0], history[-1]
        rises = {term: last.weighted[term] - first.weighted[term] for term in terms}
        most = max(rises, key=rises.__getitem__)
        moves = ", ".join(
            f"{TERM_TITLES[term]} {first.weighted[term]:.2f} → {last.weighted[term]:.2f}" for term in terms
        )
        why = (
            f"In {SHORT} steps the total went from {first.total:.2f} to {last.total:.2f}: {moves}. "
            "The terms that want the photo back begin at 0, so they can only rise."
        )
        return Truth(value=TERM_TITLES[most] if rises[most] > 0 else NONE, why=why)

    return predict(
        f"The picture starts as the photo and takes {SHORT} steps, with the weights {in_words(weights)}. The total "
        "falls. Which weighted term **rises** most?",
        Choice(options=(*(TERM_TITLES[term] for term in terms), NONE)),
        key=KEY,
        about=about,
        truth=truth,
    )
