"""The gates of a network as things to turn: what each carries, a slider for each, and presets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from animegan.explain import Manifest

__all__ = ["Gains", "Gate", "claim", "finest", "gain_sliders", "gates_of", "noun", "presets"]

Gains = dict[str, float]
"""A gain by the name of its gate; 1 is as trained, 0 closes it."""

MOST, STEP = 2.0, 0.1
PHOTO = "photo"
PHOTO_CHANNELS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A connection that can be turned up and down.

    Attributes:
        name: As `explain.rerun` calls it.
        source: What it carries: a stage's output, or the photo.
        target: The stage that it leads to.
        kind: "skip", past other stages, or "residual", round one stage.
        channels: How many channels it carries.
        stride: One value stands for a square of so many photo pixels a side: 1 is finest.
    """

    name: str
    source: str
    target: str
    kind: str
    channels: int
    stride: int

    @property
    def label(self) -> str:
        """Its name and what it carries, in one short line."""
        what = "its input" if self.kind == "residual" else self.source
        return f"**{self.name}** · {what}, {self.channels} channels at 1/{self.stride}"

    @property
    def carries(self) -> str:
        """What it carries from where to where, for people."""
        size = "full size" if self.stride == 1 else f"1/{self.stride} of the size"
        if self.kind == "residual":
            return f"{self.channels} channels at {size}, round {self.target}"
        what = "the photo itself" if self.source == PHOTO else f"{self.source}, {self.channels} channels"
        return f"{what} at {size}, to {self.target}"


def gates_of(manifest: "Manifest") -> tuple[Gate, ...]:
    """Every gate of a network, in the order in which the picture meets them."""
    shapes = {stage.name: (stage.shape[0], stage.stride) for stage in manifest.stages}
    shapes[PHOTO] = (PHOTO_CHANNELS, 1)
    return tuple(
        Gate(
            name=edge.gate,
            source=edge.source,
            target=edge.target,
            kind=edge.kind,
            channels=shapes[edge.source][0],
            stride=shapes[edge.source][1],
        )
        for edge in manifest.edges
        if edge.gate is not None
    )


def finest(gates: Sequence[Gate]) -> Gate:
    """The gate that carries the finest grid; among equals the last, which is nearest to the picture."""
    return min(reversed(gates), key=lambda gate: gate.stride)


def presets(gates: Sequence[Gate]) -> dict[str, Gains]:
    """Settings worth seeing, by title; where all grids are equally fine, first and last stand for coarse and fine."""
    fine, coarse = finest(gates), max(gates, key=lambda gate: gate.stride)
    graded = fine.stride < coarse.stride
    only = ("Only the finest", "Only the coarsest") if graded else ("Only the last", "Only the first")
    return {
        "As trained": _alone(gates, {gate.name for gate in gates}),
        f"No {noun(gates)}": _alone(gates, set()),
        only[0]: _alone(gates, {fine.name}),
        only[1]: _alone(gates, {coarse.name}),
    }


def noun(gates: Sequence[Gate]) -> str:
    """What these gates are called together."""
    return "skips" if any(gate.kind == "skip" for gate in gates) else "shortcuts"


def claim(title: str, manifest: "Manifest") -> str:
    """What there is to turn in this network, counted, so that nobody has to believe what an article says of it."""
    gated = [edge.kind for edge in manifest.edges if edge.gate is not None]
    skips, residuals = gated.count("skip"), gated.count("residual")
    rounds = f"**{residuals} residual shortcuts**, each round a single stage"
    if skips:
        words = f"has **{skips} long skips** past its middle" + (f" and {rounds}." if residuals else ".")
    elif residuals:
        words = f"has **no long skips**, only {rounds}. An article says that AnimeGANv2 has U-Net skips: test it here."
    else:
        words = "has **no skip and no shortcut** to turn: everything goes through the main stream."
    fixed = [edge for edge in manifest.edges if edge.kind == "skip" and edge.gate is None]
    always = "".join(
        f" Whatever you close, the {edge.source} still reaches {edge.target} directly, and detail with it."
        for edge in fixed
    )
    return f"**{title}** {words}{always}"


def gain_sliders(gates: Sequence[Gate]) -> Gains:
    """Draws the presets and a slider for each gate; every gain stands in the page's address."""
    if not gates:
        return {}
    with st.container(horizontal=True, gap="xsmall"):
        for title, gains in presets(gates).items():
            st.button(title, key=f"preset_{title}", on_click=partial(_set, gains))
    return {
        gate.name: st.slider(
            gate.label,
            0.0,
            MOST,
            1.0,
            STEP,
            key=_key(gate.name),
            bind="query-params",
        )
        for gate in gates
    }


def _alone(gates: Sequence[Gate], names: set[str]) -> Gains:
    return {gate.name: float(gate.name in names) for gate in gates}


def _set(gains: Mapping[str, float]) -> None:
    for name, gain in gains.items():
        st.session_state[_key(name)] = gain


def _key(gate: str) -> str:
    return f"gain_{gate}"
