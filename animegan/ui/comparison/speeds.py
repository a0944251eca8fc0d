"""What was measured on this computer, and measuring it again, one system after the other."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.catalog import WeightsEntry
from animegan.comparison.speed.figures import Speed, SpeedSettings
from animegan.comparison.speed.measure import measure_speed
from animegan.comparison.speed.remembered import recall
from animegan.comparison.systems import System
from animegan.errors import AnimeganError
from animegan.ui.comparison.bench import Bench, Wish
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.problems import show_problem
from animegan.ui.resources import my_turn

__all__ = ["Job", "measure_controls", "when_measured"]

ASKED = "speeds_asked"  # in the visit: the jobs somebody asked for that are not done yet
FAILED = "speeds_failed"  # and those that could not be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One system to be timed."""

    system: System
    entry: WeightsEntry | None
    settings: SpeedSettings

    def recall(self) -> Speed | None:
        """What was measured before, on this computer."""
        return recall(self.system, self.entry, self.settings)


def measure_controls(bench: Bench, jobs: Sequence[Job], *, key: str) -> None:
    """Draws the button that measures; while it is being done, how far it is and the button that stops it."""
    asked = [job for job in _asked() if job in jobs]
    if asked:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Stop", key=f"{key}_stop", icon=":material/stop_circle:", on_click=_stop)
            done = len(jobs) - len(asked)
            st.markdown(f"{done} of {len(jobs)} measured. A click on the page starts the current one again.")
        job = asked[0]
        bench.wish(
            Wish(
                key=("speed", job), message=f"Measuring {job.system.title}", make=lambda line: _do(job, line)
            )
        )
        return
    again = all(job.recall() for job in jobs)
    label = "Measure again" if again else "Measure here, now"
    st.button(label, key=f"{key}_start", icon=":material/timer:", on_click=_ask, args=(tuple(jobs),))
    for job, problem in _failed().items():
        if job in jobs:
            st.markdown(f"**{job.system.title}** could not be measured.")
            show_problem(problem)


def when_measured(speeds: Mapping[str, Speed]) -> str:
    """A line on how figures came about: when, by what, in how many threads, on how busy a machine."""
    if not speeds:
        return "Nothing is measured here yet at this size."
    times = sorted(datetime.fromisoformat(speed.measured_at) for speed in speeds.values())
    first, last = (f"{time:%d %b %Y, %H:%M}" for time in (times[0], times[-1]))
    when = first if first == last else f"{first} to {last}"
    rates = [speed.gmac_per_s for speed in speeds.values() if speed.gmac_per_s]
    loads = [speed.load for speed in speeds.values() if speed.load is not None]
    some = next(iter(speeds.values()))
    words = (
        f"Measured on this computer {when}, each in a process of its own: median of {some.repeats} pictures after "
        f"one to warm up, {some.threads} threads, {some.precision}."
    )
    if rates:
        words += f" The computer's own matrix product ran at {_span(rates)} GMAC/s meanwhile."
    if loads:
        words += f" Load average before: {_span(loads)}."
    if loads and max(loads) > 1.5 * some.threads:
        words += (
            " **The computer was busy**: threads then wait for one another at the end of every layer, so that these "
            "times may even rank networks wrongly."
        )
    return words


def _span(values: Sequence[float]) -> str:
    low, high = f"{min(values):.1f}", f"{max(values):.1f}"
    return low if low == high else f"{low} to {high}"


def _do(job: Job, line: DeltaGenerator) -> None:
    """Measures one system in turn with everybody's pictures, so that neither disturbs the other."""
    try:
        with (
            my_turn(say_who_is_ahead(line)),
            closing(measure_speed(job.system, job.entry, job.settings)) as steps,
        ):
            for progress in steps:
                line.progress(progress.done / progress.total, text=progress.message)
    except AnimeganError as problem:
        _failed()[job] = problem
    st.session_state[ASKED] = [other for other in _asked() if other != job]


def _ask(jobs: Sequence[Job]) -> None:
    st.session_state[ASKED] = list(jobs)
    st.session_state[FAILED] = {}


def _stop() -> None:
    st.session_state[ASKED] = []


def _asked() -> list[Job]:
    jobs: list[Job] = st.session_state.setdefault(ASKED, [])
    return jobs


def _failed() -> dict[Job, AnimeganError]:
    problems: dict[Job, AnimeganError] = st.session_state.setdefault(FAILED, {})
    return problems
