"""The room in which a measure is shared out among the gates: exact Shapley values."""

import math
import time
from typing import TYPE_CHECKING

import streamlit as st

from animegan.types import Progress
from animegan.ui.choice import one_of
from animegan.ui.inside import skips_figures, skips_steps
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.inside.skips_figures import signed
from animegan.ui.inside.skips_frame import show_figure, take_home
from animegan.ui.inside.skips_gates import noun
from animegan.ui.inside.skips_measures import MEASURES, Measure
from animegan.ui.inside.skips_scene import Scene, in_line
from animegan.ui.resources import eye

if TYPE_CHECKING:
    from animegan.explain import Shapley

__all__ = ["show_shares"]


def show_shares(scene: Scene) -> None:
    """What each gate contributes: exact Shapley values of a measure."""
    what = noun(scene.gates)
    title = one_of("Measure", [m.title for m in MEASURES], MEASURES[0].title, "measure")
    measure = next(m for m in MEASURES if m.title == title)
    result = _shares_of(scene, measure)
    figure = png(skips_figures.shares_figure(result, measure.unit, measure.scale, page_ink()))
    listed = {name: measure.scale * share for name, share in result.values.items()}
    words = ", ".join(f"{name} {signed(share)}" for name, share in listed.items())
    show_figure(figure, f"Shapley values: {words}")
    none, full = measure.scale * result.none, measure.scale * result.full
    orders = math.factorial(len(scene.gates))
    st.markdown(
        f"**All closed {none:.4g}** {' '.join(signed(share, gap=' ') for share in listed.values())} "
        f"= **all open {full:.4g}**: the shares sum to {signed(sum(listed.values()))}, which is exactly the whole way. "
        f"{measure.what} Blue raises it, orange lowers it.  \n"
        f"**A Shapley value**: let the {what} open one after the other, in each of the {orders:,} possible orders, and "
        f"note how much the measure changes at the moment this one opens. The average is its value: a fair share of "
        f"what they do together, whoever came first. Here from all {len(result.combinations)} combinations, "
        "with nothing estimated; your gains play no part in it."
    )
    call = f'shares = contributions(base, "{measure.name}")'
    if measure.name == "perceptual":
        call = "from animegan.catalog.load import load_perceptual\n\n" + call.replace(
            ")", ", load_perceptual())"
        )
    take_home(
        scene,
        f"shapley-{measure.name}",
        lambda: figure,
        {
            "gates": list(result.values),
            "values": list(result.values.values()),
            "none_and_full": (result.none, result.full),
            "combinations": list(result.combinations),
            "measured": list(result.combinations.values()),
        },
        skips_steps.contributions,
        call=call,
    )


def _shares_of(scene: Scene, measure: Measure) -> "Shapley":
    """The Shapley values, with a bar that says how far they are; a click elsewhere stops the work."""
    key = (scene.settings, "shapley", measure.name)
    sees = eye() if measure.name == "perceptual" else None
    bar = st.empty()

    started = time.monotonic()

    def report(progress: Progress) -> None:
        left_s = (time.monotonic() - started) / progress.done * (progress.total - progress.done)
        words = (
            f"{progress.done} of {progress.total} combinations of open and closed, about {left_s:.0f} s left"
        )
        bar.progress(progress.done / progress.total, text=words)

    result = in_line(
        scene.photo, key, lambda: skips_steps.contributions(scene.base, measure.name, sees, report)
    )
    bar.empty()
    return result
