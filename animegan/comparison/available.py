"""Which weights a system has on this machine now, and why it has none."""

from animegan.catalog import PUBLISHED, UNAVAILABLE, WEIGHTS, WeightsEntry, installed_weights
from animegan.comparison.systems import STYLE, System
from animegan.errors import InputError

__all__ = ["choose_weights", "learnt_from_painter", "style_of", "weights_of", "why_none"]


def weights_of(system: System) -> tuple[WeightsEntry, ...]:
    """The lab's own weights in the compared style first, then its others, then what was fetched."""
    own = [entry for entry in WEIGHTS if entry.architecture == system.architecture and not entry.family]
    own.sort(key=lambda entry: STYLE not in entry.styles)
    fetched = [entry for entry in installed_weights() if entry.architecture == system.architecture]
    return (*own, *fetched)


def choose_weights(system: System, name: str | None = None) -> WeightsEntry | None:
    """The weights of that name, or the first there are; None where there are none.

    Raises:
        InputError: The system has no weights of that name here.
    """
    there = weights_of(system)
    if name is None:
        return there[0] if there else None
    for entry in there:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in there) or "none"
    raise InputError(f"{system.title} has no weights {name!r} here.", hint=f"There are: {known}.")


def style_of(entry: WeightsEntry) -> str:
    """The style to compare: the common one where the weights have it, otherwise their first."""
    return STYLE if STYLE in entry.styles else entry.styles[0]


def why_none(system: System) -> str:
    """Why a system has no weights here, and what can be done; for systems without any."""
    if system.architecture is None:
        return "It needs no weights."
    if any(published.architecture == system.architecture for published in PUBLISHED):
        return "No weights of this lab's own. Published ones can be fetched."
    reasons = [known.reason for known in UNAVAILABLE if known.architecture == system.architecture]
    return " ".join(["No weights: size and speed only.", *reasons])


def learnt_from_painter(entry: WeightsEntry) -> bool:
    """Whether these weights were taught to paint what the painter paints in the compared style."""
    return not entry.fetched and style_of(entry) == STYLE
