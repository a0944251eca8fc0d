"""Fetching weights that others have published: licence first, then progress, and a way to stop."""

from threading import Event

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from animegan.catalog import PUBLISHED, get_published, installed_weights
from animegan.catalog.download import fetch, remove
from animegan.errors import AnimeganError
from animegan.ui.choice import remember_choice
from animegan.ui.comparison.bench import Bench, Wish
from animegan.ui.comparison.toolbar import weights_key
from animegan.ui.problems import show_problem

__all__ = ["fetch_controls"]

ASKED, PROBLEM = "fetch_asked", "fetch_problem"  # in the visit
MEGABYTE = 1_000_000
NOTE = (
    "Nothing is downloaded unless you ask. Files are checked against the publisher's own ids where there are any, and "
    "stay on this computer."
)


def fetch_controls(bench: Bench) -> None:
    """Draws the way to fetch and remove; while something is being fetched, the button that stops it."""
    name: str | None = st.session_state.get(ASKED)
    if name is not None:
        st.button("Stop fetching", key="fetch_stop", icon=":material/stop_circle:", on_click=_stop)
        bench.wishes.insert(
            0, Wish(key=("fetch", name), message=f"Fetching {name}", make=lambda line: _fetch(name, line))
        )
        return
    with st.popover("Fetch published weights", icon=":material/download:"):
        st.markdown(f":small[{NOTE}]")
        _choose()
        _show_installed()
    if (problem := st.session_state.get(PROBLEM)) is not None:
        show_problem(problem)


def _choose() -> None:
    there = {entry.name for entry in installed_weights()}
    names = [published.name for published in PUBLISHED if published.style and published.name not in there]
    if not names:
        return
    if st.session_state.get("fetch_name") not in (None, *names):
        del st.session_state["fetch_name"]
    name = st.selectbox("Weights", names, format_func=_title, key="fetch_name")
    published = get_published(str(name))
    st.markdown(
        f"**Licence:** [{published.licence}]({published.licence_url})  \n"
        f":material/warning: {published.caution}  \n"
        f":small[From: {published.source}. Learnt from: {published.trained_on}.]"
    )
    accepted = st.checkbox("I accept the licence and the caution", key=f"fetch_accept_{published.name}")
    st.button(
        "Fetch", key="fetch_start", icon=":material/download:", on_click=_ask, args=(published.name,),
        disabled=not accepted,
    )  # fmt: skip


def _title(name: str) -> str:
    published = get_published(name)
    about = "" if published.has_sizes else "about "
    return f"{published.title}, {about}{published.about_bytes / MEGABYTE:.1f} MB"


def _show_installed() -> None:
    entries = installed_weights()
    if entries:
        st.markdown("**On this computer**")
    for entry in entries:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{entry.title} :small[{entry.size_bytes / MEGABYTE:.1f} MB]")
            st.button(
                "Remove", key=f"fetch_remove_{entry.name}", icon=":material/delete:", on_click=_remove,
                args=(entry.name,), help=f"Delete {entry.title}",
            )  # fmt: skip


def _ask(name: str) -> None:
    st.session_state[ASKED] = name
    st.session_state.pop(PROBLEM, None)


def _stop() -> None:
    st.session_state.pop(ASKED, None)


def _remove(name: str) -> None:
    try:
        remove(name)
        st.session_state.pop(PROBLEM, None)
    except AnimeganError as problem:
        st.session_state[PROBLEM] = problem


def _fetch(name: str, line: DeltaGenerator) -> None:
    """Fetches; leaving the page or pressing Stop closes the transfer, and the next one goes on from there."""
    published, cancel = get_published(name), Event()
    try:
        for step in fetch(name, accepted_licence=True, cancel=cancel):
            line.progress(min(step.done / step.total, 1.0), text=f"{published.title}: {step.message}")
        remember_choice(weights_key(published.architecture), name, first="")
    except AnimeganError as problem:
        st.session_state[PROBLEM] = problem
    finally:
        cancel.set()
    st.session_state.pop(ASKED, None)
