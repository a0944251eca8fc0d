"""What went wrong and what to do about it, said kindly."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from animegan.errors import AnimeganError

__all__ = ["problems_shown", "show_problem"]

_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]<>#+\-.!|~$:])")


@contextmanager
def problems_shown() -> Iterator[None]:
    """What goes wrong on purpose inside is explained in place, and the page ends there; a bug stays a bug."""
    try:
        yield
    except AnimeganError as problem:
        show_problem(problem)
        st.stop()


def show_problem(problem: AnimeganError) -> None:
    """Draws the message and the hint in a friendly box; both are shown as they are, signs and all."""
    st.warning(
        f"**{_plain(problem.message)}**  \n{_plain(problem.hint)}", icon=":material/sentiment_dissatisfied:"
    )


def _plain(text: str) -> str:
    """Escapes Markdown: a file name such as `a_b_*.png` is no instruction, and `--` in a command no dash."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", text).replace(r"\-\-", "`--`")
