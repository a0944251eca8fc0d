"""A tug of war in words, in rows and as a program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from animegan.ui.losses.program import lab_program
from animegan.ui.losses.sliders import steps as mixing_steps
from animegan.ui.losses.tug import steps as tug_steps
from animegan.ui.losses.tug.table import NETWORK, Table
from animegan.ui.losses.weights import TERM_TITLES

if TYPE_CHECKING:
    from animegan.losslab.tug import Standing, TugOfWar
    from animegan.training.config import TrainConfig

__all__ = ["how_it_went", "rows_of", "tug_code", "who_pulls"]

STILL = 0.01  # of the total: less is no news


def who_pulls(now: "Standing") -> str:
    """The terms' shares of the total, the largest first."""
    shares = sorted(now.shares.items(), key=lambda pair: -pair[1])
    parts = [f"**{TERM_TITLES[term]} is {share:.0%}** of the total" for term, share in shares[:1] if share]
    parts += [
        f"{TERM_TITLES[term]} {share:.0%}" if share >= STILL else f"{TERM_TITLES[term]} less than 1%"
        for term, share in shares[1:]
        if share
    ]
    return (", ".join(parts) or "No term has a weight, so nothing pulls") + "."


def how_it_went(first: "Standing", now: "Standing") -> str:
    """Who has got what it wanted since a step, and who has paid.

    Args:
        first: Where it began, under the weights of now.
        now: Where it is.
    """
    if now.step == first.step:
        return ""
    least = STILL * max(first.total, now.total)
    moved = {term: now.weighted[term] - first.weighted[term] for term in now.weighted}
    fell = [_change(term, first, now) for term, by in moved.items() if by < -least]
    rose = [_change(term, first, now) for term, by in moved.items() if by > least]
    words = f"Since step {first.step} the total went from {first.total:.3g} to **{now.total:.3g}**."
    words += f" Got some of what it wants: {', '.join(fell)}." if fell else ""
    return words + (f" Paid for it: {', '.join(rose)}." if rose else "")


def _change(term: str, first: "Standing", now: "Standing") -> str:
    return f"{TERM_TITLES[term]} ({first.weighted[term]:.3g} → {now.weighted[term]:.3g})"


def rows_of(history: "Sequence[Standing]") -> list[dict[str, object]]:
    """A row per step; a term that was not there at the time has an empty cell."""
    terms = [term for term in TERM_TITLES if any(term in standing.raw for standing in history)]
    return [
        {
            "step": standing.step,
            "total": standing.total,
            **{f"{term} weighted": standing.weighted.get(term, "") for term in terms},
            **{f"{term} raw": standing.raw.get(term, "") for term in terms},
        }
        for standing in history
    ]


def tug_code(table: Table, tug: "TugOfWar") -> str:
    """The program that plays this very tug again, changes of the weights and all."""
    functions: list[Callable[..., Any]] = [tug_steps.begin_tug, tug_steps.go_on]
    opening, start = (
        "from animegan.losslab.tug import first_picture",
        f'first_picture("{table.start}", photo)',
    )
    if table.start == NETWORK:
        functions.insert(0, mixing_steps.mixed_network)
        opening, start = (
            "from animegan.losslab.mixing.family import load_family",
            "mixed_network(load_family(), {}, photo)",
        )
    call = f"""\
from animegan.losslab.case import open_eyes
from animegan.losslab.example import paint_sample
{opening}
from animegan.training.config import LossWeights, TrainConfig

example = paint_sample("{table.example.sample}", "{table.example.style}", size={table.desk.size})
start = {start}
{_played(tug.settings, tug.steps)}
picture = tug.picture_u8()
for standing in tug.history:
    print(standing.step, standing.total, standing.weighted)"""
    return lab_program(table.desk, *functions, call=call)


def _played(settings: "Mapping[int, TrainConfig]", steps: int) -> str:
    """Begin, go on, reweigh, go on ... up to the step of now."""
    lines: list[str] = []
    for (at, config), until in zip(settings.items(), [*list(settings)[1:], steps], strict=True):
        begin = "tug.reweigh(config)" if at else "tug = begin_tug(photo, example, config, start, open_eyes())"
        lines += [f"config = {_config(config)}", begin, f"go_on(tug, {until - at})"]
    return "\n".join(lines)


def _config(config: "TrainConfig") -> str:
    weights = ", ".join(f"{term}={value:g}" for term, value in asdict(config.weights).items())
    return (
        f'TrainConfig(\n    objective="{config.objective}", pairing="unpaired", styles=("aozora",),\n'
        f"    weights=LossWeights({weights}),\n)"
    )
