"""Room "Where each term pulls": every term's value, its share of the total, and its gradient at every pixel."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import streamlit as st

from animegan.types import PhotoU8
from animegan.ui.drawing import say_who_is_ahead
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.example import Example, choose_example
from animegan.ui.losses.mixed import mixed
from animegan.ui.losses.program import lab_program
from animegan.ui.losses.pulls import steps as pulls_steps
from animegan.ui.losses.pulls.figure import Reading, pulls_figure
from animegan.ui.losses.pulls.questions import ask_strongest
from animegan.ui.losses.shared import eyes
from animegan.ui.losses.sliders import steps as mixing_steps
from animegan.ui.losses.sliders.positions import member_title
from animegan.ui.losses.weights import TERM_TITLES, choose_losses
from animegan.ui.resources import kept
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.losslab.pulls import Conflict, Pulls
    from animegan.training.config import TrainConfig

__all__ = ["pulls_room"]

PHOTO = "The photo itself"
READINGS: tuple[Reading, ...] = ("How hard", "Brighter or darker")


def pulls_room(desk: Desk) -> None:
    """Weights, picture and painting at the left, the pulls at the right."""
    controls, stage = st.columns([5, 9], gap="large")
    with controls:
        at, picture = _choose_picture(desk)
        config = choose_losses()
        with st.expander("Painting to compare with", icon=":material/palette:", key="pulls_example"):
            example = choose_example(desk)
            st.image(example.pixels, width=200, caption=f"Reference: {example.sample} in {example.style}")
    with stage:
        found = _pulls(desk, at, picture, example, config)
        conflicts = found.conflicts()
        if not ask_strongest(found, config.weights, about=(desk.photo.key, desk.size, at)):
            st.image(picture, width=420, alt="The picture at which the terms pull")
            return
        _show(desk, at, picture, example, config, found, conflicts)


def _choose_picture(desk: Desk) -> tuple[str, PhotoU8]:
    """The photo, or what a member of the family makes of it."""
    from animegan.losslab.mixing.family import ORIGIN, SLIDERS

    names = (ORIGIN, *SLIDERS.values(), PHOTO)
    at = str(
        st.selectbox(
            "Pulls at the picture of",
            names,
            key="pulls_at",
            bind="query-params",
            format_func=lambda name: name if name == PHOTO else member_title(name),
        )
    )
    if at == PHOTO:
        return at, desk.pixels
    return at, mixed(desk, {term: 1.0 for term, name in SLIDERS.items() if name == at})


def _pulls(desk: Desk, at: str, picture: PhotoU8, example: Example, config: "TrainConfig") -> "Pulls":
    line, photo, looking = st.empty(), desk.pixels, eyes()
    key = ("pulls", desk.size, at, example.style, example.sample, config)
    found = kept(
        desk.photo,
        key,
        lambda: pulls_steps.pulls_at(pulls_steps.case_of(photo, example.pixels, config, looking), picture),
        on_wait=say_who_is_ahead(line),
    )
    line.empty()
    return found


def _show(
    desk: Desk, at: str, picture: PhotoU8, example: Example, config: "TrainConfig", found: "Pulls",
    conflicts: "tuple[Conflict, ...]",
) -> None:  # fmt: skip
    reading = st.segmented_control(
        "Maps show", READINGS, default=READINGS[0], required=True, key="reading", bind="query-params"
    )
    worst = conflicts[0] if conflicts else None
    figure = png(pulls_figure(picture, found, worst, reading, page_ink()))
    st.image(figure, width="stretch", alt="Where each loss term pulls at the picture")
    st.markdown(_words(worst))
    st.dataframe(
        _rows(found),
        key="pulls_table",
        hide_index=True,
        column_config={"share of the total": st.column_config.NumberColumn(format="percent")},
    )
    st.markdown(
        f":small[The terms add up to **{found.total:.4g}**: this is what training would minimise here. The "
        f"painting is in {example.style}; the discriminator knows aozora only.]"
    )
    take_home(
        f"{desk.stem}-pulls",
        key="pulls",
        png=lambda: figure,
        table=lambda: _rows(found),
        code=_code(desk, at, example, config),
    )


def _words(worst: "Conflict | None") -> str:
    if worst is None:
        return "No two terms disagree anywhere."
    one, other = (TERM_TITLES[term] for term in worst.terms)
    return (
        f"**In the marked square** ({worst.side} pixels wide, {worst.left} from the left, {worst.top} from the top) "
        f"**{one} and {other} pull against each other**: {worst.lost:.0%} of both pulls cancels out (cosine "
        f"{worst.agreement:.2f})."
    )


def _rows(found: "Pulls") -> list[dict[str, object]]:
    return [
        {
            "term": TERM_TITLES[pull.term],
            "value": pull.value,
            "weight": pull.weight,
            "weighted": pull.weighted,
            "share of the total": pull.weighted / found.total if found.total else 0.0,
            "mean pull": float(pull.strength.mean()),
        }
        for pull in found.each
    ]


def _code(desk: Desk, at: str, example: Example, config: "TrainConfig") -> str:
    from animegan.losslab.mixing.family import SLIDERS

    weights = ", ".join(f"{term}={value:g}" for term, value in asdict(config.weights).items())
    shares = {term: 1.0 for term, name in SLIDERS.items() if name == at}
    painted = "photo" if at == PHOTO else f"mixed_network(load_family(), {shares}, photo)"
    call = f"""\
from animegan.losslab.case import open_eyes
from animegan.losslab.example import paint_sample
from animegan.losslab.mixing.family import load_family
from animegan.training.config import LossWeights, TrainConfig

weights = LossWeights({weights})
config = TrainConfig(objective="{config.objective}", pairing="unpaired", styles=("aozora",), weights=weights)
example = paint_sample("{example.sample}", "{example.style}")
found = pulls_at(case_of(photo, example, config, open_eyes()), {painted})
for pull in found.each:
    print(pull.term, pull.value, pull.weighted)
print(found.conflicts()[:1])"""
    return lab_program(desk, mixing_steps.mixed_network, pulls_steps.case_of, pulls_steps.pulls_at, call=call)
