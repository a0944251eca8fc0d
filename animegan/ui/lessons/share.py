"""A link to what is on the screen, and the same as a QR code, drawn here and without the internet."""

from io import BytesIO
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from animegan.ui.classroom import classroom

__all__ = ["lesson_address", "qr_svg", "share_this_page", "show_link"]

ONLY_HERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
QR_WIDTH = 260  # px: read from the second row; the projector view enlarges it


def share_this_page() -> None:
    """Draws link and code of the page as it stands, with its settings."""
    path = urlsplit(st.context.url or "").path
    query = urlencode(st.query_params.to_dict())
    show_link(f"{_host()}{path}{'?' + query if query else ''}", key="share")


def lesson_address(params: dict[str, str]) -> str:
    """The whole address of a lesson's start or of one of its steps."""
    return f"{_host()}/Lessons?{urlencode(params)}"


def show_link(address: str, *, key: str) -> None:
    """Draws an address to copy and to scan."""
    st.code(address, language=None, wrap_lines=True)
    st.image(qr_svg(address), width=QR_WIDTH, caption="The same link, to be scanned")
    if urlsplit(address).hostname in ONLY_HERE:
        st.markdown(
            ":small[:material/warning: This address works on this computer only. Under *Lessons*, *For teachers*, "
            "enter the one by which your learners reach it.]"
        )


def qr_svg(address: str) -> str:
    """The code as SVG, dark on white in every theme, with the quiet zone that scanners need."""
    file = BytesIO()
    segno.make(address, error="m", micro=False).save(
        file, kind="svg", scale=6, border=4, dark="#000", light="#fff", xmldecl=False
    )
    return file.getvalue().decode()


def _host() -> str:
    """How learners reach the lab: what the teacher entered, or the way this visit came."""
    if entered := classroom().address.strip().rstrip("/"):
        return entered
    parts = urlsplit(st.context.url or "http://localhost:8501")
    return f"{parts.scheme}://{parts.netloc}"
