"""Room "Predict": sizes, costs and times guessed before they are counted or measured."""

from typing import TYPE_CHECKING

import streamlit as st

from animegan.comparison.claims import SIZES
from animegan.comparison.speed.figures import SpeedSettings
from animegan.comparison.systems import ANIMEGANV2, SYSTEMS, get_system
from animegan.ui.comparison.bench import Bench
from animegan.ui.comparison.cost_view import jobs_at
from animegan.ui.comparison.counted import published_counts
from animegan.ui.comparison.speeds import measure_controls
from animegan.ui.predict import Amount, Choice, Truth, is_revealed, predict

if TYPE_CHECKING:
    from animegan.comparison.counts import Counts

__all__ = ["predict_room"]

RIVAL = "cyclegan"


def predict_room(bench: Bench) -> None:
    """Four questions, each after the one before; the last one is measured after the guess."""
    st.markdown("Guess first. The figures are counted, or measured on this computer, only after your guess.")
    for ask in (_ask_weights, _ask_gmac, _ask_unfair, _ask_fastest):
        if not ask(bench):
            break


def _ask_weights(_bench: Bench) -> bool:
    return predict(
        "How many times smaller are AnimeGANv2's weights than CycleGAN's, both as published, in 32 bits?",
        Amount(low=1.0, high=10.0, step=0.5, unit="times", close=1.0),
        key="ask_weights",
        about=(),
        truth=_weights_truth,
    )


def _ask_gmac(bench: Bench) -> bool:
    return predict(
        f"And how many times fewer multiplications does it need for the same picture of {bench.size} px?",
        Amount(low=1.0, high=10.0, step=0.5, unit="times", close=0.5),
        key="ask_gmac",
        about=(bench.size,),
        truth=lambda: _gmac_truth(bench.size),
    )


def _ask_unfair(_bench: Bench) -> bool:
    return predict(
        f"An article has CycleGAN at {SIZES[RIVAL]} px and AnimeGANv2 at {SIZES[ANIMEGANV2]} px. "
        "Which of the two needs more multiplications there?",
        Choice(options=("CycleGAN", "AnimeGANv2", "about the same")),
        key="ask_unfair",
        about=(),
        truth=_unfair_truth,
    )


def _ask_fastest(bench: Bench) -> bool:
    jobs = jobs_at(bench, SpeedSettings(size=bench.size))
    about = (bench.size,)
    revealed = predict(
        f"Which of these is fastest at {bench.size} px, all on PyTorch on this computer?",
        Choice(options=tuple(system.title for system in SYSTEMS)),
        key="ask_fastest",
        about=about,
        truth=lambda: _fastest_truth(bench),
    )
    if is_revealed("ask_fastest", about) and not all(job.recall() for job in jobs):
        measure_controls(bench, jobs, key="predict")
    return revealed


def _weights_truth() -> Truth:
    ours, theirs = _counted(ANIMEGANV2, 256), _counted(RIVAL, 256)
    return Truth(
        value=round(theirs.fp32_mb / ours.fp32_mb, 1),
        why=f"{ours.parameters:,} parameters against {theirs.parameters:,}: {ours.fp32_mb:.1f} MB against "
        f"{theirs.fp32_mb:.1f} MB.",
    )


def _gmac_truth(size: int) -> Truth:
    ours, theirs = _counted(ANIMEGANV2, size), _counted(RIVAL, size)
    return Truth(
        value=round(theirs.gmac / ours.gmac, 1),
        why=f"{ours.gmac:.1f} against {theirs.gmac:.1f} thousand millions. A small network can still compute a lot: "
        "its first and last layers have few weights, and use each of them at every pixel.",
    )


def _unfair_truth() -> Truth:
    ours, theirs = _counted(ANIMEGANV2, SIZES[ANIMEGANV2]), _counted(RIVAL, SIZES[RIVAL])
    more = "AnimeGANv2" if ours.gmac > theirs.gmac else "CycleGAN"
    return Truth(
        value=more,
        why=f"AnimeGANv2 {ours.gmac:.0f}, CycleGAN {theirs.gmac:.0f} thousand millions: four times the pixels outweigh "
        "the smaller network. On one machine the article's times cannot both be right.",
    )


def _fastest_truth(bench: Bench) -> Truth | None:
    speeds = {job.system: job.recall() for job in jobs_at(bench, SpeedSettings(size=bench.size))}
    seconds = {system: speed.seconds for system, speed in speeds.items() if speed is not None}
    if len(seconds) < len(speeds):
        return None
    ranked = sorted(seconds, key=seconds.__getitem__)
    return Truth(
        value=ranked[0].title,
        why="; ".join(f"{system.title} {seconds[system]:.2f} s" for system in ranked) + ".",
    )


def _counted(name: str, size: int) -> "Counts":
    counts = published_counts(get_system(name), size)
    assert counts is not None
    return counts
