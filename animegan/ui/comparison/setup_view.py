"""The article's times done again: each system at the article's own size, or all at one size."""

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.comparison.claims import NUMBERS, SIZES
from animegan.comparison.speed.figures import Speed, SpeedSettings
from animegan.comparison.systems import ANIMEGANV2, get_system
from animegan.comparison.verdicts import implied_ratio
from animegan.ui.comparison.article_jobs import TIMED, article_jobs
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.cost_view import CODE, jobs_at
from animegan.ui.comparison.counted import published_counts
from animegan.ui.comparison.ranges_figure import Range, ranges_figure
from animegan.ui.comparison.speeds import Job, measure_controls, when_measured
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.take_home import take_home

__all__ = ["setup_view"]


def setup_view(bench: Bench, row: DeltaGenerator) -> None:
    """The switch, the figure, and what it comes to."""
    with row:
        unfair = st.toggle(
            "The article's set-up: every system at another size",
            value=True,
            key="unfair",
            bind="query-params",
        )
        jobs = article_jobs(bench) if unfair else _fair_jobs(bench)
        measure_controls(bench, jobs, key="setup")
    speeds = {job.system.name: speed for job in jobs if (speed := job.recall())}
    claims = {claim.system: claim for claim in NUMBERS if claim.figure == "seconds"}
    ranges = [
        Range(
            title=f"{job.system.title}, {job.settings.size} px",
            low=claims[job.system.name].low if unfair else None,
            high=claims[job.system.name].high if unfair else None,
            measured=speeds[job.system.name].seconds if job.system.name in speeds else None,
        )
        for job in jobs
    ]
    figure = png(ranges_figure(ranges, page_ink()))
    st.image(
        figure, width="stretch", alt="Seconds per picture: the article's range and what was measured here"
    )
    st.markdown(f":small[{_legend(unfair)} {when_measured(speeds)}]")
    st.markdown(_what_it_comes_to(jobs, speeds, unfair=unfair))
    rows = [_row(job, speeds.get(job.system.name), unfair=unfair) for job in jobs]
    code = CODE.format(size=bench.size, runtime="torch")
    take_home(f"{bench.stem}-times", key="setup", png=lambda: figure, table=lambda: rows, code=code)


def _fair_jobs(bench: Bench) -> list[Job]:
    return [job for job in jobs_at(bench, SpeedSettings(size=bench.size)) if job.system.name in TIMED]


def _legend(unfair: bool) -> str:
    if unfair:
        return "Bar: the article's range. Dot: this computer. Equal steps are equal factors."
    return "Dot: this computer. The article has no figures at one size. Equal steps are equal factors."


def _what_it_comes_to(jobs: list[Job], speeds: Mapping[str, Speed], *, unfair: bool) -> str:
    sizes = {job.system.name: job.settings.size for job in jobs}
    costs = {}
    for name, size in sizes.items():
        counted = published_counts(get_system(name), size)
        costs[name] = counted.gmac if counted else 0.0
    lines = []
    for name in sizes:
        if name == ANIMEGANV2:
            continue
        parts = [f"{costs[name] / costs[ANIMEGANV2]:.2f} times the multiplications"]
        if {name, ANIMEGANV2} <= speeds.keys():
            parts.append(
                f"{speeds[name].seconds / speeds[ANIMEGANV2].seconds:.2f} times the seconds, measured"
            )
        if unfair:
            low, high = implied_ratio(name)
            parts.append(f"the article's figures make it {low:g} to {high:g} times")
        one, other = get_system(name).title, get_system(ANIMEGANV2).title
        lines.append(
            f"- **{one} at {sizes[name]} px against {other} at {sizes[ANIMEGANV2]} px**: {'; '.join(parts)}."
        )
    why = (
        f"At {SIZES[ANIMEGANV2]} px there are four times as many pixels as at 256: no single machine with one runtime "
        "can give the article's figures."
        if unfair
        else "At one size the network with fewer multiplications is ahead, by what it saves and no more."
    )
    return "\n".join([*lines, "", why])


def _row(job: Job, speed: Speed | None, *, unfair: bool) -> dict[str, object]:
    name = job.system.name
    claim = next(claim for claim in NUMBERS if claim.system == name and claim.figure == "seconds")
    counted = published_counts(job.system, job.settings.size)
    return {
        "system": job.system.title,
        "size, px": job.settings.size,
        "article": claim.says if unfair else "",
        "seconds here": speed and round(speed.seconds, 3),
        "GMAC": counted and round(counted.gmac, 2),
    }
