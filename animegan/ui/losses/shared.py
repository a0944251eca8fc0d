"""Engines of the loss lab that all visitors share. They are frozen; nobody may change them."""

from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from animegan.losslab.histories.runs import Run
    from animegan.losslab.mixing.family import Family
    from animegan.losslab.short_run.run import Studio
    from animegan.losslab.yardstick import Yardstick
    from animegan.training.config import TrainConfig
    from animegan.training.objective import Eyes

__all__ = ["eyes", "family", "runs", "studio", "yardstick"]


@st.cache_resource(show_spinner=False)
def eyes() -> "Eyes":
    """What the loss terms look through."""
    from animegan.losslab.case import open_eyes

    return open_eyes()


@st.cache_resource(show_spinner=False)
def family() -> "Family":
    """The networks that the sliders mix."""
    from animegan.losslab.mixing.family import load_family

    return load_family()


@st.cache_resource(show_spinner=False, max_entries=4)
def yardstick(style: str) -> "Yardstick":
    """Measures pictures against the painter's pictures of the samples, in one style."""
    from animegan.losslab.yardstick import Yardstick
    from animegan.ui.losses.example import TOON_SET, painting_of

    return Yardstick([painting_of(sample, style) for sample in TOON_SET], eyes())


@st.cache_resource(show_spinner=False)
def runs() -> "dict[str, Run]":
    """The training runs whose histories lie beside their weights, by the names of the weights."""
    from animegan.losslab.histories.runs import load_run, runs_with_history

    return {name: load_run(name) for name in runs_with_history()}


@st.cache_resource(show_spinner=False)
def judge_training() -> "TrainConfig":
    """How the family's discriminator was trained, as its file says."""
    from animegan.losslab.verdicts import trained_as

    return trained_as("ablation_judge")


@st.cache_resource(show_spinner=False)
def studio() -> "Studio":
    """Where networks are trained for a minute: one at a time in this process."""
    from animegan.losslab.short_run.run import Studio

    return Studio()
