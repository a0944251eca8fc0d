"""What the curve detective computes, in functions that stand alone: the page calls them, and shows their source."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from animegan.losslab.histories.history import RunHistory
    from animegan.losslab.histories.runs import Run

__all__ = ["best_steps", "curve", "log_rows"]


def curve(run: "Run", term: str, *, smoothing: int, weighted: bool) -> "NDArray[np.float64]":
    """One value per logged step; `smoothing` is how many logged steps each is the mean of."""
    from animegan.losslab.histories.history import smoothed

    values = run.weighted[term] if weighted and term in run.weighted else run.history.terms[term]
    return smoothed(values, smoothing)


def best_steps(history: "RunHistory") -> "dict[str, int]":
    """The validated step that each measure calls the best."""
    checks = history.validations
    return {
        "psnr_db": max(checks, key=lambda check: check.psnr_db).step,
        "perceptual": min(checks, key=lambda check: check.perceptual).step,
        "nearer_share": max(checks, key=lambda check: check.nearer_share).step,
    }


def log_rows(run: "Run", terms: "list[str]") -> "list[dict[str, float]]":
    """The log as a table: each logged step with the terms, as minimised before their weights, and those weights."""
    history = run.history
    columns = {term: history.terms[term] for term in terms}
    columns |= {f"weight_{term}": run.weights[term] for term in terms if term in run.weights}
    steps = history.steps.tolist()
    return [
        {"step": step, **{name: float(column[i]) for name, column in columns.items()}}
        for i, step in enumerate(steps)
    ]
