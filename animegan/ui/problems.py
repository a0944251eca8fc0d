"""What went wrong and what to do about it, said kindly."""

import logging
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from animegan.errors import AnimeganError

__all__ = ["bugs_explained", "explain_bug", "problems_shown", "show_problem"]

_LOG = logging.getLogger(__name__)
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


def bugs_explained() -> None:
    """From here on, a bug on this page is explained by `explain_bug`; call it first of all."""
    if (context := get_script_run_ctx()) is None:
        return
    context.on_script_error = explain_bug
    if st.runtime.exists():  # what the page's buttons call runs before the page itself, in the next run
        session = st.runtime.get_instance().get_app_session(context.session_id)
        if session is not None:
            session._on_script_error = explain_bug


def explain_bug(bug: Exception) -> bool:
    """Says calmly that the lab has made a mistake, with a number under which the log has the details.

    Returns:
        Whether that is all to be shown: who develops the lab, with `client.showErrorDetails = "full"`, sees it all.
    """
    if isinstance(bug, AnimeganError):
        show_problem(bug)
        return True
    if st.get_option("client.showErrorDetails") == "full":
        return False
    number = secrets.token_hex(3)
    _LOG.error("Mistake %s: %s", number, type(bug).__name__, exc_info=bug)
    st.error(
        f"**The lab has made a mistake.** Nothing of yours is lost; try once more, or reload the page.  \n"
        f"If it comes again, tell whoever runs the lab this number: **{number}**",
        icon=":material/healing:",
    )
    return True


def _plain(text: str) -> str:
    """Escapes Markdown: a file name such as `a_b_*.png` is no instruction, and `--` in a command no dash."""
    return _MARKDOWN_SIGNS.sub(r"\\\1", text).replace(r"\-\-", "`--`")
