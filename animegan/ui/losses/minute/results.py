"""What has come out of the runs: pictures side by side, figures, curves, and files to take home."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import streamlit as st

from animegan.media.image import encode
from animegan.ui.inside.ink import page_ink, png
from animegan.ui.losses.desk import Desk
from animegan.ui.losses.example import FIRST_STYLE
from animegan.ui.losses.minute import steps as minute_steps
from animegan.ui.losses.minute.figure import curves_figure, weighted_rows
from animegan.ui.losses.minute.live import BALANCED, balanced_url, picture_by, picture_url_by
from animegan.ui.losses.minute.shelf import Own, forget_own, own_networks
from animegan.ui.losses.mixed import mixed
from animegan.ui.losses.program import lab_program
from animegan.ui.losses.shared import yardstick
from animegan.ui.loupe import shared_loupe
from animegan.ui.resources import kept
from animegan.ui.sheet import contact_sheet
from animegan.ui.take_home import take_home

if TYPE_CHECKING:
    from animegan.losslab.short_run.plan import ShortPlan
    from animegan.types import PhotoU8

__all__ = ["show_results"]

COLUMNS = {
    "l1": "to the photo, of 255",
    "perceptual": "its features",
    "style": "Gram to paintings ×1000",
    "adversarial": "discriminator's logit",
}


def show_results(desk: Desk) -> None:
    """Draws photo, balanced network and all of the visitor's networks."""
    networks = own_networks()
    urls = {"Photo": desk.url, BALANCED: balanced_url(desk)}
    urls |= {own.title: picture_url_by(desk, own) for own in networks}
    shared_loupe(urls, size=desk.pixels.shape[:2], key="minute_results", columns=min(3, len(urls)))
    if not networks:
        return
    st.markdown("  \n".join(f"**{own.title}**: {own.about}" for own in networks))
    _files(desk, networks)
    trained = [own for own in networks if own.plan is not None]
    if trained:
        _curves(desk, trained[-1])
    _table(desk, networks)


def _table(desk: Desk, networks: Sequence[Own]) -> None:
    with st.spinner("Measuring. The first time paints the samples that it compares with."):
        rows = _rows(desk, networks)
    st.dataframe(rows, key="minute_table", hide_index=True)
    st.markdown(
        ":small[Distances: smaller is nearer. The Gram distance is to paintings of four samples; a higher logit looks "
        "more like a painting to the family's discriminator.]"
    )


def _rows(desk: Desk, networks: Sequence[Own]) -> list[dict[str, object]]:
    pictures = {"Balanced": ("start", mixed(desk, {}))}
    pictures |= {own.title: (own.digest, picture_by(desk, own)) for own in networks}
    return [{"network": title, **_figures(desk, *each)} for title, each in pictures.items()]


def _figures(desk: Desk, name: str, picture: "PhotoU8") -> dict[str, object]:
    ruler, photo = yardstick(FIRST_STYLE), desk.pixels
    found = kept(desk.photo, ("minute_figures", desk.size, name), lambda: ruler.measure(picture, photo))
    values = {term: getattr(found, term) * (1000 if term == "style" else 1) for term in COLUMNS}
    return {title: round(values[term], 3) for term, title in COLUMNS.items()}


def _files(desk: Desk, networks: Sequence[Own]) -> None:
    with st.container(horizontal=True):
        for own in networks:
            name = own.title.lower().replace(" ", "-")
            st.download_button(
                f"{own.title} (safetensors)",
                data=own.data,
                file_name=f"{name}.safetensors",
                mime="application/octet-stream",
                key=f"minute_{name}",
                icon=":material/download:",
                on_click="ignore",
            )
        st.download_button(
            "These pictures (PNG)",
            data=lambda: encode(contact_sheet(_pictures(desk, networks))),
            file_name=f"{desk.stem}-trained.png",
            mime="image/png",
            key="minute_sheet",
            icon=":material/grid_view:",
            on_click="ignore",
        )
        st.button("Forget them", key="minute_forget", icon=":material/delete:", on_click=forget_own)


def _pictures(desk: Desk, networks: Sequence[Own]) -> "dict[str, PhotoU8]":
    own = {own.title: picture_by(desk, own) for own in networks}
    return {"Photo": desk.pixels, "Balanced": mixed(desk, {}), **own}


def _curves(desk: Desk, own: Own) -> None:
    """The curves of a network that was trained here."""
    assert own.plan is not None
    rows = weighted_rows(own.log, own.plan.losses.weights)
    figure = png(curves_figure(rows, page_ink()))
    st.image(figure, width="stretch", alt="Weighted loss terms over the seconds")
    st.markdown(
        f":small[{own.title}: each term times its weight, thin as measured on four crops, thick over ten steps.]"
    )
    take_home(
        f"{desk.stem}-minute",
        key="minute",
        png=lambda: figure,
        table=lambda: rows,
        code=_code(desk, own.plan),
    )


def _code(desk: Desk, plan: "ShortPlan") -> str:
    weights: Mapping[str, float] = asdict(plan.losses.weights)
    call = f"""\
import time
from pathlib import Path

from animegan.losslab.short_run.run import Studio
from animegan.losslab.short_run.plan import ShortPlan
from animegan.training.ablation_recipe import family_config
from animegan.training.config import LossWeights

weights = LossWeights({", ".join(f"{term}={value:g}" for term, value in weights.items())})
run = Studio().ask(ShortPlan(losses=family_config({{"weights": weights}}), seconds={plan.seconds}))
while not (look := run.look()).is_over:
    print(look.state, look.message, f"{{look.seconds:.0f}} s")
    time.sleep(2)
if look.problem is not None:
    raise look.problem
Path("mine.safetensors").write_bytes(look.latest.data)
picture = painted_by(look.latest.data, photo)"""
    return lab_program(desk, minute_steps.painted_by, call=call)
