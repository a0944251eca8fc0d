"""The lines of a run's log: one JSON object each, with the terms of a step or a validation."""

import json
import math
from dataclasses import dataclass
from typing import Any

from animegan.errors import WeightsError
from animegan.training.validation import StyleFigures

__all__ = ["LogLines", "read_lines"]

MOST_STEP = 10**9
HINT = "Each line is one JSON object, as a training run of the lab writes it; take the file from one."


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLines:
    """A log's contents. A run that was cut off and went on wrote some steps twice; the later one counts.

    Attributes:
        steps: Values by name, by step; at least one.
        validations: Figures per style, by step; at least one.
    """

    steps: dict[int, dict[str, float]]
    validations: dict[int, tuple[StyleFigures, ...]]


def read_lines(data: bytes, *, name: str) -> LogLines:
    """Reads a log.

    Args:
        data: The file.
        name: What to call it in a message.

    Raises:
        WeightsError: A line is no log line, or nothing was logged, or nothing was validated.
    """
    lines = LogLines(steps={}, validations={})
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            _take(json.loads(line), lines)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise WeightsError(
                f"{name}: line {number} of the log makes no sense: {error!r:.80}.", hint=HINT
            ) from error
    if not lines.steps or not lines.validations:
        raise WeightsError(f"{name}: the log has no steps or no validation.", hint=HINT)
    styles = {tuple(row.style for row in figures) for figures in lines.validations.values()}
    if len(styles) != 1:
        raise WeightsError(f"{name}: the validations are of different styles.", hint=HINT)
    return lines


def _take(line: dict[str, Any], lines: LogLines) -> None:
    """Sorts one line in; raises ValueError, TypeError, KeyError or AttributeError at nonsense."""
    values = {key: value for key, value in line.items() if key != "step"}
    step = line["step"]
    if not isinstance(step, int) or not 0 <= step <= MOST_STEP:
        raise ValueError(f"step {step!r}")
    if "validation" in values:
        rows = tuple(_figures(row) for row in values["validation"])
        if not rows:
            raise ValueError("no figures")
        lines.validations[step] = rows
    else:
        lines.steps[step] = {key: _number(value) for key, value in values.items()}
        if "total" not in values:
            raise ValueError("no total")


def _figures(row: dict[str, Any]) -> StyleFigures:
    style = row.pop("style")
    if not isinstance(style, str):
        raise TypeError(f"style {style!r}")
    return StyleFigures(style=style, **{key: _number(value) for key, value in row.items()})


def _number(value: object) -> Any:
    """The value, if it is a number that can be drawn."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"{value!r} is no number")
    return value
