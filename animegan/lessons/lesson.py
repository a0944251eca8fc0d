"""What a lesson is: goals, steps that take place on the lab's pages, questions, and notes for the teacher."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Amount", "Lesson", "Question", "Step"]

Value = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A guess of a number, by a slider.

    Attributes:
        low: The least answer.
        high: The greatest answer.
        step: How fine the slider is; whole numbers make whole answers.
        unit: What stands behind the number, such as "px".
        close: How far off a guess may be and still count as right.
    """

    low: float
    high: float
    step: float = 1
    unit: str = ""
    close: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the learner is to predict, and which function knows.

    Attributes:
        asks: The question.
        options: The answers to choose from, words by name; empty where a number is asked for.
        amount: How the number is asked for; None where there are options.
        truth: Name of the function in `lessons.truths` that computes the answer.
        about: Its arguments.
        why: What is said beside the truth; `{name}` stands for a figure that the function gives.
    """

    asks: str
    options: Mapping[str, str] = field(default_factory=dict)
    amount: Amount | None = None
    truth: str
    about: Mapping[str, Value] = field(default_factory=dict)
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a lesson.

    Attributes:
        title: Its heading.
        page: Where it takes place: the end of that page's address, such as "Loss_lab".
        state: What the page's address says behind the question mark.
        text: What to do, Markdown.
        question: What to predict; None where there is nothing to predict.
        after: What is said once the truth is out, Markdown; without a question it is never said.
        transfer: Whether this is the task at the end, on something new.
    """

    title: str
    page: str
    state: Mapping[str, str]
    text: str
    question: Question | None = None
    after: str = ""
    transfer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson.

    Attributes:
        name: How links call it.
        language: Of its words, such as "en".
        place: Its place in the row of all lessons.
        title: For people; a question.
        minutes: How long a class takes.
        goals: What a learner can do afterwards.
        needs: What has to be known, or at hand, before.
        figure: Name of the figure in `lessons.figures` for the handout.
        intro: What it is about, Markdown.
        steps: What to do, in order.
        notes: For the teacher: expected answers, misconceptions; Markdown.
    """

    name: str
    language: str
    place: int
    title: str
    minutes: int
    goals: tuple[str, ...]
    needs: tuple[str, ...]
    figure: str
    intro: str
    steps: tuple[Step, ...]
    notes: str
