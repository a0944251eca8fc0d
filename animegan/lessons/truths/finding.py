"""What a truth function gives."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer, and the figures behind it.

    Attributes:
        answer: A number, or the name of one of the question's options.
        figures: What the lesson's sentence about it is filled with, by name.
    """

    answer: str | float
    figures: Mapping[str, str | float]
