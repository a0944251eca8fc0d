"""The changes that a visitor has made to channels: a list that grows, and is undone from its end."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st
from numpy.typing import NDArray

if TYPE_CHECKING:
    from animegan.explain import ChannelEdit
    from animegan.explain.edits import Action

__all__ = ["Change", "clear", "keep", "kept_changes", "undo"]

DONE = {"mute": "muted", "boost": "boosted", "invert": "inverted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change, in a form that caches can go by.

    Attributes:
        stage: The stage's name.
        channels: Their indices.
        action: "mute", "boost" or "invert".
        factor: For "boost".
        cells: What is painted, "1" for each painted cell of the grid row by row; empty is everywhere.
        grid: (rows, columns) of the cells over the photo.
    """

    stage: str
    channels: tuple[int, ...]
    action: "Action"
    factor: float
    cells: str
    grid: tuple[int, int]

    def edit(self) -> "ChannelEdit":
        """The same for the engine."""
        from animegan.explain import ChannelEdit

        return ChannelEdit(
            stage=self.stage,
            channels=self.channels,
            action=self.action,
            factor=self.factor,
            mask=self._mask() if self.cells else None,
        )

    def mask_at(self, size: tuple[int, int]) -> NDArray[np.bool_]:
        """Which pixels of a picture of that (height, width) are painted."""
        rows, columns = (np.arange(side) * cells // side for side, cells in zip(size, self.grid, strict=True))
        return np.asarray(self._mask()[rows][:, columns])

    def words(self) -> str:
        """What was done, for people."""
        numbers = ", ".join(map(str, self.channels))
        times = f" {self.factor:g} times" if self.action == "boost" else ""
        where = " where painted" if self.cells else ""
        return f"{DONE[self.action]} {numbers} of {self.stage}{times}{where}"

    def code(self) -> str:
        """The same as Python."""
        parts = [f'stage="{self.stage}"', f"channels={self.channels}", f'action="{self.action}"']
        if self.action == "boost":
            parts.append(f"factor={self.factor:g}")
        if self.cells:
            rows, columns = self.grid
            lines = [self.cells[start : start + columns] for start in range(0, rows * columns, columns)]
            parts.append(
                f'mask=np.array([[cell == "1" for cell in row] for row in {" ".join(lines)!r}.split()])'
            )
        return f"ChannelEdit({', '.join(parts)})"

    def _mask(self) -> NDArray[np.bool_]:
        return np.array([cell == "1" for cell in self.cells]).reshape(self.grid)


def kept_changes(weights: str) -> tuple[Change, ...]:
    """The changes made to a network in this visit, in order."""
    changes: tuple[Change, ...] = _all().get(weights, ())
    return changes


def keep(weights: str, change: Change) -> None:
    """Adds a change."""
    _all()[weights] = (*kept_changes(weights), change)


def undo(weights: str) -> None:
    """Takes the last change back."""
    _all()[weights] = kept_changes(weights)[:-1]


def clear(weights: str) -> None:
    """Takes every change back."""
    _all().pop(weights, None)


def _all() -> dict[str, tuple[Change, ...]]:
    changes: dict[str, tuple[Change, ...]] = st.session_state.setdefault("changes", {})
    return changes
