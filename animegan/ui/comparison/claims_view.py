"""Every claim of the article, its verdict, and why."""

from collections import Counter
from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.comparison.claims import FACTS, NUMBERS, SIZES, TOPICS, FactClaim, NumberClaim
from animegan.comparison.speed.figures import Speed, SpeedSettings
from animegan.comparison.speed.remembered import recall
from animegan.comparison.systems import ANIMEGANV2, SYSTEMS, System, get_system
from animegan.comparison.verdicts import (
    Verdict,
    implied_ratio,
    judge_ratio,
    judge_seconds,
    judge_size,
)
from animegan.ui.choice import one_of
from animegan.ui.code import show_code
from animegan.ui.comparison.article_jobs import article_jobs, article_speeds
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.counted import published_counts
from animegan.ui.comparison.speeds import measure_controls
from animegan.ui.comparison.toolbar import BENCH_SIZES
from animegan.ui.take_home import csv_text

__all__ = ["Line", "claims_view", "lines_of"]

SIGNS = {
    "agree": ":material/check_circle: agree",
    "differs": ":material/change_circle: differs",
    "wrong": ":material/cancel: wrong",
    None: ":material/hourglass_empty: not measured",
}
ALL = "all"
Line = dict[str, str | None]
CODE = """\
# Run it in the lab's folder.
from animegan.comparison.claims import NUMBERS
from animegan.comparison.counts import count
from animegan.comparison.systems import get_system
from animegan.comparison.verdicts import judge_size

for claim in NUMBERS:
    if claim.figure == "size":
        print(claim.system, judge_size(claim, count(get_system(claim.system), None, 256).fp32_mb))
"""


def claims_view(bench: Bench, row: DeltaGenerator) -> None:
    """The count of the verdicts, then a table."""
    titles = {ALL: "All", **{system.name: system.title for system in _spoken_of()}}
    with row:
        about = one_of("Of", list(titles), ALL, "about", titles.__getitem__, label_visibility="collapsed")
        measure_controls(bench, article_jobs(bench), key="claims")
    lines = [line for line in lines_of(bench) if about in (ALL, line["system"])]
    tally = Counter(line["verdict"] for line in lines)
    said = " · ".join(f"{SIGNS[word]} **{tally[word]}**" for word in SIGNS if tally[word])
    st.markdown(f"{len(lines)} claims of the article: {said}")
    st.table([_shown(line) for line in lines])
    with st.container(horizontal=True):
        st.download_button(
            "Claims (CSV)", data=lambda: csv_text(lines), file_name="article-claims.csv", mime="text/csv",
            key="claims_csv", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
    show_code(CODE, key="claims_code")


def lines_of(bench: Bench) -> list[Line]:
    """Every claim about a system that is compared, by system, then by topic."""
    speeds = {name: speed.seconds for name, speed in article_speeds(bench).items()}
    lines: list[Line] = []
    for system in _spoken_of():
        own = [_number_line(claim, system, speeds) for claim in NUMBERS if claim.system == system.name]
        own += [_ratio_line(system, speeds)] if _has_ratio(system) else []
        own += [_fact_line(claim, system, bench) for claim in FACTS if claim.system == system.name]
        lines += sorted(own, key=lambda line: TOPICS.index(str(line["topic"])))
    return lines


def _spoken_of() -> Sequence[System]:
    named = {claim.system for claim in NUMBERS} | {claim.system for claim in FACTS}
    return [system for system in SYSTEMS if system.name in named]


def _has_ratio(system: System) -> bool:
    timed = {claim.system for claim in NUMBERS if claim.figure == "seconds"}
    return system.name in timed and system.name != ANIMEGANV2


def _number_line(claim: NumberClaim, system: System, speeds: dict[str, float]) -> Line:
    if claim.figure == "size":
        counted = published_counts(system, SIZES[system.name])
        assert counted is not None
        verdict, topic = judge_size(claim, counted.fp32_mb), "size"
    else:
        verdict, topic = judge_seconds(claim, speeds.get(system.name)), "CPU time"
    return _line(system, topic, claim.says, verdict, claim.source)


def _ratio_line(system: System, speeds: dict[str, float]) -> Line:
    low, high = implied_ratio(system.name)
    both = {name: speeds[name] for name in (system.name, ANIMEGANV2) if name in speeds}
    says = (
        f"so, {low:g} to {high:g} times as long as {get_system(ANIMEGANV2).title} "
        f"({SIZES[system.name]} px against {SIZES[ANIMEGANV2]} px)"
    )
    verdict = judge_ratio(system.name, both, of="Seconds")
    return _line(system, "CPU time", says, verdict, "measured on this computer")


def _fact_line(claim: FactClaim, system: System, bench: Bench) -> Line:
    measured = ""
    if claim.topic in (
        "CPU time",
        "resolution",
    ):  # what ran on this computer, and how large, says something too
        ran = [(size, speed) for size in BENCH_SIZES if (speed := _speed(system, bench, size))]
        measured = ", ".join(f"{speed.seconds:.2f} s at {size} px" for size, speed in ran)
    verdict = Verdict(word=claim.verdict, measured=measured, reason=claim.reason)
    return _line(system, claim.topic, claim.says, verdict, claim.source)


def _speed(system: System, bench: Bench, size: int) -> Speed | None:
    return recall(system, bench.weights[system.name], SpeedSettings(size=size))


def _line(system: System, topic: str, says: str, verdict: Verdict, source: str) -> Line:
    return {
        "system": system.name, "topic": topic, "article": says, "here": verdict.measured, "verdict": verdict.word,
        "why": verdict.reason, "source": source,
    }  # fmt: skip


def _shown(line: Line) -> dict[str, str]:
    return {
        "System": f"**{get_system(str(line['system'])).title}**",
        "About": str(line["topic"]),
        "The article says": str(line["article"]),
        "Here": str(line["here"]),
        "Verdict": SIGNS[line["verdict"]],
        "Why": f"{line['why']} :small[*Source: {line['source']}*]",
    }
