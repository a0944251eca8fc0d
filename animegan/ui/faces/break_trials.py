"""The ways in which the room "Break it" spoils a photo, and what can be answered about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["TRIALS", "Trial", "first_lost"]

NEVER = "It is found everywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One way to spoil a photo.

    Attributes:
        title: Its name.
        unit: What the slider says.
        positions: Of the slider; the first one leaves the photo as it is.
    """

    title: str
    unit: str
    positions: tuple[float, ...]

    def answers(self) -> tuple[str, ...]:
        """The positions in thirds after the first one, and that none of them breaks it."""
        rest = self.positions[1:]
        third = -(-len(rest) // 3)
        thirds = [rest[start : start + third] for start in range(0, len(rest), third)]
        return (*(f"{some[0]:g} to {some[-1]:g}" for some in thirds), NEVER)

    def answer_of(self, position: float | None) -> str:
        """The answer that a position belongs to."""
        if position is None:
            return NEVER
        rest = self.positions[1:]
        return self.answers()[rest.index(position) // -(-len(rest) // 3)] if position in rest else NEVER


TRIALS: Mapping[str, Trial] = {
    "blur": Trial(title="Blur", unit="blur, sigma in pixels", positions=tuple(range(10))),
    "rotate": Trial(title="Rotate", unit="turned clockwise, degrees", positions=tuple(range(0, 181, 20))),
    "shrink": Trial(title="Shrink", unit="size, % of what it was", positions=tuple(range(100, 9, -10))),
    "darken": Trial(
        title="Darken", unit="light, % of what it was", positions=(100, 60, 40, 25, 15, 10, 6, 4, 2, 1)
    ),
}


def first_lost(trial: Trial, values: Sequence[float]) -> float | None:
    """The first position at which the face is not found; None where it always is."""
    return next((p for p, value in zip(trial.positions, values, strict=True) if not value), None)
