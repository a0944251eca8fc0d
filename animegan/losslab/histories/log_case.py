"""What a case of the curve detective is, and what its readings have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from animegan.losslab.histories.history import Validation
from animegan.losslab.histories.runs import Run
from animegan.training.ablation_recipe import CHILDREN

__all__ = [
    "FARTHER",
    "MIXED",
    "NEARER",
    "LogCase",
    "Trap",
    "children",
    "compared",
    "late",
    "nearest",
    "title_of",
]

NEARER, FARTHER = "Nearer to the painter's", "Farther from the painter's"
MIXED = "The two measures disagree"
LATE_SHARE = 1 / 3  # of a run: one batch says little, so ends of curves are read as means


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """A misreading that somebody published.

    Attributes:
        story: What happened, in two sentences.
        source: Where it was told.
    """

    story: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogCase:
    """A question about curves of the lab's own runs, with the answer that their validations give.

    Attributes:
        name: Its word in links.
        title: For people; says nothing of the answer.
        runs: The names of the runs it shows.
        terms: The curves to look at.
        letters: Whether the runs go by letters until there is a guess, since their names would tell.
        question: What the learner is to say.
        options: What they can say.
        look_at: Where in the figure the hint is.
        answer: One of the options, computed from the logs.
        why: The numbers that make it so.
        lesson: What to take home.
        trap: A published misreading of the same kind.
    """

    name: str
    title: str
    runs: tuple[str, ...]
    terms: tuple[str, ...]
    letters: bool = False
    question: str
    options: tuple[str, ...]
    look_at: str
    answer: str
    why: str
    lesson: str
    trap: Trap | None = None

    def __post_init__(self) -> None:
        if self.answer not in self.options:
            raise ValueError(f"{self.answer!r} is not among {self.options}")


def children(runs: Mapping[str, Run]) -> dict[str, Run]:
    """The five that went on from one parent, in the order of their names; fewer where files are missing."""
    return {name: runs[name] for name in sorted(f"ablation_{child}" for child in CHILDREN) if name in runs}


def late(run: Run, term: str) -> float:
    """Mean of a term over the last third of the run."""
    last = int(run.history.steps[-1])
    return run.history.mean(term, first=round(last * (1 - LATE_SHARE)), last=last)


def compared(before: Validation, after: Validation) -> str:
    """What both measures say of two validations."""
    sharper, alike = after.psnr_db > before.psnr_db, after.perceptual < before.perceptual
    if sharper != alike:
        return MIXED
    return NEARER if sharper else FARTHER


def nearest(validations: Sequence[Validation], step: int) -> Validation:
    """The last validation up to a step; the first one where there is none."""
    return max((v for v in validations if v.step <= step), key=lambda v: v.step, default=validations[0])


def title_of(run: Run) -> str:
    """The run's name for people, short."""
    return (
        run.entry.title.removeprefix("Ablation family, ").capitalize()
        if run.entry.family
        else run.entry.title
    )
