"""The architecture as a picture: boxes for stages, arcs for skips; drawn from a manifest, whatever the network.

A box is as high as the stage has channels and as wide as its resolution, both on a square-root scale, for else the
small ones could not be seen. Boxes stand in the order in which the stages run.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

import streamlit as st

from animegan.ui.embed import component

if TYPE_CHECKING:
    from animegan.explain import Manifest

__all__ = ["Arc", "Box", "Drawing", "architecture_legend", "draw_architecture", "lay_out"]

SLOT = 92  # units of the drawing from box to box; names of stages have to fit
WIDEST, HIGHEST, LEAST = 78, 104, 10
LEVEL = 23  # between two arcs one above the other
PHOTO = "photo"
LEGEND = (
    "Height: channels; width: resolution (square roots). Numbers: channels×height×width at {height}×{width}."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A stage: its middle, its size in units of the drawing, and its words."""

    name: str
    x: float
    width: float
    height: float
    shape: str
    about: str
    styled: bool
    choosable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A connection that passes over something; `level` 0 is the lowest."""

    start: float
    end: float
    level: int
    gate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything there is to draw, `width` units wide, with `levels` levels of arcs above the boxes."""

    width: float
    levels: int
    boxes: tuple[Box, ...]
    arcs: tuple[Arc, ...]


def draw_architecture(
    manifest: "Manifest",
    *,
    key: str,
    chosen: str = "",
    gains: Mapping[str, float] | None = None,
    on_pick: Callable[[str], None] | None = None,
    legend: bool = True,
) -> None:
    """Draws the architecture.

    Args:
        manifest: What the network is made of.
        key: The component's key.
        chosen: The stage that is marked.
        gains: The gain of gates by name: a closed one is dashed and faint, one above 1 thicker.
        on_pick: Told the stage that somebody clicked or reached by the arrow keys; None draws it to look at only.
        legend: Whether `architecture_legend` stands below.
    """

    def take() -> None:
        picked = st.session_state[key].picked
        if picked is not None and on_pick is not None:
            on_pick(picked)

    data: dict[str, Any] = {
        "drawing": asdict(lay_out(manifest)),
        "level": LEVEL,
        "highest": HIGHEST,
        "chosen": chosen,
        "gains": dict(gains or {}),
        "pickable": on_pick is not None,
    }
    component("architecture")(data=data, key=key, on_picked_change=take)
    if legend:
        st.markdown(architecture_legend(manifest))


def architecture_legend(manifest: "Manifest") -> str:
    """How the drawing is to be read."""
    height, width = manifest.size
    kinds = {edge.kind for edge in manifest.edges}
    arcs = " Arcs: skips and shortcuts." if kinds & {"skip", "residual"} else ""
    style = " ◆: the style enters." if "style" in kinds else ""
    return f":small[{LEGEND.format(height=height, width=width)}{arcs}{style}]"


def lay_out(manifest: "Manifest") -> Drawing:
    """Where everything stands; the photo is the first box."""
    names = (PHOTO, *(stage.name for stage in manifest.stages))
    place = {name: SLOT * (number + 0.5) for number, name in enumerate(names)}
    styled = {edge.target for edge in manifest.edges if edge.kind == "style"}
    most = max(stage.shape[0] for stage in manifest.stages)
    photo = Box(
        name=PHOTO,
        x=place[PHOTO],
        width=WIDEST,
        height=_high(3, most),
        shape=f"3×{manifest.size[0]}×{manifest.size[1]}",
        about="the photo",
        styled=False,
        choosable=False,
    )
    boxes = [
        Box(
            name=stage.name,
            x=place[stage.name],
            width=max(LEAST, WIDEST / sqrt(stage.stride)),
            height=_high(stage.shape[0], most),
            shape="×".join(map(str, stage.shape)),
            about=stage.does,
            styled=stage.name in styled,
            choosable=True,
        )
        for stage in manifest.stages
    ]
    arcs = _stack(
        [
            (place[edge.source], place[edge.target], edge.gate or "")
            for edge in manifest.edges
            if edge.kind != "style" and place[edge.target] - place[edge.source] > SLOT * (edge.kind == "main")
            # a residual goes round one stage only, and is an arc all the same
        ]
    )
    return Drawing(
        width=SLOT * len(names),
        levels=1 + max((arc.level for arc in arcs), default=-1),
        boxes=(photo, *boxes),
        arcs=tuple(arcs),
    )


def _high(channels: int, most: int) -> float:
    return max(LEAST, HIGHEST * sqrt(channels / most))


def _stack(spans: Sequence[tuple[float, float, str]]) -> list[Arc]:
    """Each arc on the lowest level where it meets no other one, the short ones first: so none crosses."""
    arcs: list[Arc] = []
    for start, end, gate in sorted(spans, key=lambda span: span[1] - span[0]):
        taken = [arc.level for arc in arcs if arc.start < end and start < arc.end]
        arcs.append(Arc(start=start, end=end, level=1 + max(taken, default=-1), gate=gate))
    return arcs
