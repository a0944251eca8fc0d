"""What stands below a figure: the figure, its numbers and its code, to take home."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from animegan.ui.code import show_code

__all__ = ["csv_text", "take_home"]

Rows = Sequence[Mapping[str, object]]


def take_home(
    stem: str,
    *,
    key: str,
    png: Callable[[], bytes],
    table: Callable[[], Rows] | None = None,
    code: str,
    what: str = "Figure",
) -> None:
    """Draws the buttons and the folded code; the files are made when one is pressed, not before.

    Args:
        stem: The files' name without suffix.
        key: The beginning of the keys.
        png: Makes the figure's file.
        table: Gives the numbers behind it, one mapping per row, all with the same columns; None where there are none.
        code: The program that computes them.
        what: What the picture is called on its button.
    """
    with st.container(horizontal=True):
        _button(f"{what} (PNG)", png, f"{stem}.png", "image/png", f"{key}_png")
        if table is not None:
            _button("Numbers (CSV)", lambda: csv_text(table()), f"{stem}.csv", "text/csv", f"{key}_csv")
    show_code(code, key=f"{key}_code")


def csv_text(rows: Rows) -> str:
    """The rows as a file that spreadsheets open; the columns are those of the first row."""
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _button(label: str, data: Callable[[], str | bytes], name: str, mime: str, key: str) -> None:
    st.download_button(
        label,
        data=data,
        file_name=name,
        mime=mime,
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
