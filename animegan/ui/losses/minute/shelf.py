"""The networks that a visitor has trained or loaded: they stay with the visit, and go with it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import streamlit as st

from animegan.ui.losses.weights import in_words

if TYPE_CHECKING:
    from animegan.losslab.short_run.plan import ShortPlan
    from animegan.losslab.short_run.run import Look, ShortRun

__all__ = ["Own", "add_loaded", "add_trained", "forget_own", "own_networks", "own_of", "run_of_visit"]

RUN, OWN, COUNT = "minute_run", "minute_own", "minute_count"  # in the visit
MOST = 3  # beside the photo and the balanced network; the oldest goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One network.

    Attributes:
        title: How the page calls it.
        about: How it came to be, in words.
        data: Its weights file.
        plan: What it was trained by; None where it was loaded.
        log: One row per step, where it was trained here.
    """

    title: str
    about: str
    data: bytes = field(repr=False)
    plan: "ShortPlan | None" = None
    log: Sequence[Mapping[str, float]] = field(default=(), repr=False)

    @property
    def digest(self) -> str:
        """Says which weights these are."""
        return hashlib.sha256(self.data).hexdigest()[:16]


def run_of_visit() -> "ShortRun | None":
    """The run that this visitor has started last, whatever has become of it."""
    run: ShortRun | None = st.session_state.get(RUN)
    return run


def own_networks() -> list[Own]:
    """What there is, oldest first."""
    networks: list[Own] = st.session_state.setdefault(OWN, [])
    return networks


def own_of(plan: "ShortPlan") -> Own | None:
    """The latest network of that plan."""
    return next((own for own in reversed(own_networks()) if own.plan == plan), None)


def add_trained(run: "ShortRun", look: "Look") -> None:
    """Keeps what a run has reached, once."""
    if look.latest is None or any(own.log == look.log for own in own_networks()):
        return
    early = "" if look.latest.final else ", stopped early"
    trained = f"{look.latest.step} steps in {look.latest.seconds:.0f} s{early}"
    _add(f"{trained}; {in_words(run.plan.losses.weights)}", look.latest.data, plan=run.plan, log=look.log)


def add_loaded(data: bytes, file_name: str) -> None:
    """Keeps a file that `open_trained` has taken, once."""
    from animegan.losslab.short_run.trained import settings_of

    if any(own.data == data for own in own_networks()):
        return
    settings = settings_of(data)
    told = "" if settings is None else f", {settings.steps} steps; {in_words(settings.weights)}"
    _add(f"loaded from {file_name}{told}", data)


def forget_own() -> None:
    """Gives up all of them."""
    st.session_state[OWN] = []
    st.session_state.pop(RUN, None)


def _add(
    about: str, data: bytes, *, plan: "ShortPlan | None" = None, log: Sequence[Mapping[str, float]] = ()
) -> None:
    count = st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1
    networks = own_networks()
    networks.append(Own(title=f"Yours {count}", about=about, data=data, plan=plan, log=log))
    del networks[:-MOST]
