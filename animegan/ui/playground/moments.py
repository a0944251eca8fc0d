"""Moments of a game on their way to the page: what the arena draws, as small as possible."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from torch import Tensor

    from animegan.playground.view import View

__all__ = ["ARROW_PER_SLOPE", "LONGEST_ARROW", "Moment", "as_text", "moment_data"]

ARROW_PER_SLOPE = 0.1  # of the plane's units, for a slope of 1
LONGEST_ARROW = 0.35
WORDS = {
    "both": "Both have learnt.",
    "discriminator": "Discriminator's turn: its verdict goes up at real points, down at fakes. The colours move.",
    "generator": "Generator's turn: its weights move, so that the fakes go along their arrows.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A view with its place in the order of this visit.

    Attributes:
        number: Greater than that of every moment shown before.
        move: Whose turn it shows: "both", "discriminator" or "generator".
        view: What there was to see.
    """

    number: int
    move: str
    view: "View"


def moment_data(moment: Moment, reach: float) -> dict[str, Any]:
    """What the arena's script reads.

    Args:
        moment: The moment.
        reach: Of the picture, in units of the plane.
    """
    view = moment.view
    return {
        "id": moment.number,
        "step": view.step,
        "words": f"Step {view.step:,}. {WORDS[moment.move]}",
        "fake": as_text(view.fake.numpy(), reach),
        "net": as_text(view.net.reshape(-1, 2).numpy(), reach),
        "arrows": as_text(_arrows(view.pulls), reach),
        "field": _base64(np.rint(255 * view.field.numpy()).astype(np.uint8)),
    }


def as_text(points: "np.ndarray[Any, Any]", reach: float) -> str:
    """(n, 2) points as whole numbers of 16 bits, of which the greatest is twice the reach."""
    return _base64(np.rint((points / (2 * reach)).clip(-1, 1) * 32767).astype("<i2"))


def _arrows(pulls: "Tensor") -> "np.ndarray[Any, Any]":
    """(n, 2) arrows in units of the plane: as long as the slope is steep, up to a longest."""
    arrows = ARROW_PER_SLOPE * pulls.numpy()
    lengths = np.linalg.norm(arrows, axis=1, keepdims=True)
    shortened: np.ndarray[Any, Any] = arrows * np.minimum(1, LONGEST_ARROW / np.maximum(lengths, 1e-9))
    return shortened


def _base64(values: "np.ndarray[Any, Any] | Sequence[int]") -> str:
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode("ascii")
