"""Weights, multiplications, seconds and memory of every system: counted, and measured on this computer."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.comparison.counts import Counts
from animegan.comparison.speed.figures import RUNTIMES, Speed, SpeedSettings
from animegan.comparison.systems import SYSTEMS
from animegan.ui.choice import one_of
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.counted import counts_here
from animegan.ui.comparison.figure import Panel, panels_figure
from animegan.ui.comparison.speeds import Job, measure_controls, when_measured
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.take_home import take_home

__all__ = ["cost_view", "jobs_at"]

TITLES = {"torch": "PyTorch", "openvino": "OpenVINO"}
CODE = """\
# Run it in the lab's folder.
from animegan.comparison.available import choose_weights
from animegan.comparison.counts import count
from animegan.comparison.speed.figures import SpeedSettings
from animegan.comparison.speed.measure import measure_speed
from animegan.comparison.systems import SYSTEMS

settings = SpeedSettings(size={size}, runtime="{runtime}")
for system in SYSTEMS:
    entry = choose_weights(system)
    print(count(system, entry, {size}))
    measuring = measure_speed(system, entry, settings)
    while True:
        try:
            print(next(measuring).message)
        except StopIteration as finished:
            print(finished.value)
            break
"""


def cost_view(bench: Bench, row: DeltaGenerator) -> None:
    """The figure, the table, and how they came about."""
    with row:
        runtime = one_of(
            "Runtime", list(RUNTIMES), "torch", "runtime", TITLES.__getitem__, label_visibility="collapsed"
        )
        jobs = jobs_at(bench, SpeedSettings(size=bench.size, runtime=runtime))
        measure_controls(bench, jobs, key="cost")
    speeds = {job.system.name: speed for job in jobs if (speed := job.recall())}
    counts = {system.name: counted for system in SYSTEMS if (counted := counts_here(bench, system))}
    figure = png(panels_figure([s.title for s in SYSTEMS], _panels(bench, counts, speeds), page_ink()))
    st.image(figure, width="stretch", alt="Weights, multiplications, seconds and memory of each system")
    st.markdown(
        f":small[{when_measured(speeds)} Dots stand on scales where equal steps are equal factors; bars begin at 0. "
        "Memory: by how much the process grew from before the network was opened to its peak. "
        "Without weights a network is timed with random ones, which cost the same.]"
    )
    rows = [cost_row(bench, system.name, counts, speeds) for system in SYSTEMS]
    st.dataframe(rows, key="cost_table", hide_index=True)
    take_home(
        f"{bench.stem}-cost",
        key="cost",
        png=lambda: figure,
        table=lambda: rows,
        code=CODE.format(size=bench.size, runtime=runtime),
    )


def jobs_at(bench: Bench, settings: SpeedSettings) -> list[Job]:
    """One job for each system, with the weights that lie on the bench."""
    return [Job(system=s, entry=bench.weights[s.name], settings=settings) for s in SYSTEMS]


def _panels(bench: Bench, counts: dict[str, Counts], speeds: dict[str, Speed]) -> list[Panel]:
    titles = {system.name: system.title for system in SYSTEMS}

    def panel(title: str, values: dict[str, float], *, log: bool, digits: int) -> Panel:
        named = {titles[name]: value for name, value in values.items()}
        return Panel(title=title, values=named, log=log, digits=digits)

    return [
        panel("Weights in 32 bits, MB", {n: c.fp32_mb for n, c in counts.items()}, log=True, digits=1),
        panel(f"GMAC at {bench.size} px", {n: c.gmac for n, c in counts.items()}, log=True, digits=1),
        panel(f"Seconds at {bench.size} px", {n: s.seconds for n, s in speeds.items()}, log=True, digits=2),
        panel("Memory added, MB", {n: s.added_mb for n, s in speeds.items()}, log=False, digits=0),
    ]


def cost_row(
    bench: Bench, name: str, counts: dict[str, Counts], speeds: dict[str, Speed]
) -> dict[str, object]:
    """One system in the table; what is unknown is None."""
    counted, speed, entry = counts.get(name), speeds.get(name), bench.weights[name]
    ideal = counted.gmac / speed.gmac_per_s if counted and speed and speed.gmac_per_s else None
    return {
        "system": next(system.title for system in SYSTEMS if system.name == name),
        "weights": entry.name if entry else "",
        "parameters": counted and counted.parameters,
        "32 bits, MB": counted and round(counted.fp32_mb, 2),
        "file, MB": counted and counted.file_mb and round(counted.file_mb, 2),
        f"GMAC at {bench.size} px": counted and round(counted.gmac, 2),
        "seconds": speed and round(speed.seconds, 3),
        "slowest, s": speed and round(speed.slowest_s, 3),
        "times ideal": speed and ideal and round(speed.seconds / ideal, 1),
        "memory added, MB": speed and round(speed.added_mb),
        "process at peak, MB": speed and round(speed.peak_mb),
        "runtime": speed and speed.runtime,
        "threads": speed and speed.threads,
        "measured": speed and speed.measured_at,
    }
