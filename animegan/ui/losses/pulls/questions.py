"""What the room about pulls asks before it shows the maps."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

from animegan.ui.losses.weights import TERM_TITLES
from animegan.ui.predict import Choice, Truth, predict

if TYPE_CHECKING:
    from animegan.losslab.pulls import Pulls

__all__ = ["ask_strongest"]


def ask_strongest(found: "Pulls", *, about: Hashable) -> bool:
    """Is the term with the largest share of the total also the one that pulls hardest?"""

    def truth() -> Truth:
        strength = {pull.term: float(pull.strength.mean()) for pull in found.each}
        hardest = max(strength, key=strength.__getitem__)
        largest = max(found.each, key=lambda pull: pull.weighted)
        why = (
            f"Mean pull per pixel: {', '.join(f'{TERM_TITLES[t]} {s:.3g}' for t, s in strength.items())}. "
            f"The largest share of the total has {TERM_TITLES[largest.term]}, "
            f"{largest.weighted / found.total:.0%}. A term's value says how much there is to complain about, its "
            "gradient how much a step would change that: what moves the picture is the gradient."
        )
        return Truth(value=TERM_TITLES[hardest], why=why)

    return predict(
        "Under these weights, which term pulls hardest at this picture, on average over its pixels?",
        Choice(options=tuple(TERM_TITLES[pull.term] for pull in found.each)),
        key="ask_strongest",
        about=about,
        truth=truth,
    )
