"""Room "Side by side": one photo by every system that has weights here, under one loupe."""

import numpy as np
import streamlit as st

from animegan.comparison.available import style_of, why_none
from animegan.comparison.pictures import paint_by
from animegan.comparison.systems import SYSTEMS, System
from animegan.media.image import encode
from animegan.types import PhotoU8
from animegan.ui.comparison.bench import Bench
from animegan.ui.losses.program import lab_program
from animegan.ui.loupe import shared_loupe
from animegan.ui.sheet import contact_sheet
from animegan.ui.take_home import take_home

__all__ = ["side_room"]

PHOTO = "Photo"
COLUMNS = 4


def side_room(bench: Bench) -> None:
    """The pictures that are there, then who has none and why."""
    systems = bench.painting_systems
    urls = {system.title: bench.url(system) for system in systems}
    there = {PHOTO: bench.photo_url} | {title: url for title, url in urls.items() if url}
    shared_loupe(there, size=bench.pixels.shape[:2], key="systems", columns=COLUMNS)
    if bench.wishes:
        return
    _say_what_is_shown(bench)
    take_home(
        bench.stem,
        key="side",
        png=lambda: encode(contact_sheet(_pictures(bench))),
        table=lambda: [_row(bench, system) for system in SYSTEMS],
        code=_code(bench),
    )


def _say_what_is_shown(bench: Bench) -> None:
    for system in SYSTEMS:
        entry, problem = bench.weights[system.name], bench.problem(bench.key_of(system))
        if problem is not None:
            said = f":material/error: {problem.message} {problem.hint}"
        elif entry is not None:
            who = "published by others" if entry.fetched else "trained by this lab"
            said = f"weights `{entry.name}`, {who}, style {style_of(entry)}. Learnt from: {entry.trained_on}."
        elif system.architecture is None:
            said = system.idea
        else:
            said = f":material/block: no picture. {why_none(system)}"
        st.markdown(f":small[**{system.title}**: {said}]")


def _pictures(bench: Bench) -> dict[str, PhotoU8]:
    found = {system.title: bench.picture(system) for system in bench.painting_systems}
    return {PHOTO: np.asarray(bench.pixels), **{title: p for title, p in found.items() if p is not None}}


def _row(bench: Bench, system: System) -> dict[str, object]:
    entry = bench.weights[system.name]
    return {
        "system": system.title,
        "weights": entry.name if entry else "",
        "style": style_of(entry) if entry else "",
        "licence": entry.licence if entry else "",
        "source": entry.source if entry else why_none(system),
        "learnt from": entry.trained_on if entry else "",
        "idea": system.idea,
    }


def _code(bench: Bench) -> str:
    names = [bench.weights[system.name] for system in bench.painting_systems]
    listed = ", ".join("None" if entry is None else f'get_weights("{entry.name}")' for entry in names)
    call = (
        "from animegan.catalog import get_weights\n\n"
        f"pictures = [paint_by(entry, photo, size={bench.size}) for entry in ({listed})]"
    )
    return lab_program(bench.desk, paint_by, call=call)
