"""A lesson on one page of A4: goals, a figure, every question with room for a guess, and the task at the end."""

import re
import textwrap
from io import BytesIO
from typing import TYPE_CHECKING

from animegan.lessons.figures import Figure, get_figure
from animegan.lessons.lesson import Lesson, Question

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Page

__all__ = ["handout", "lay_out", "plain"]

A4 = (8.27, 11.69)  # inches
LEFT, RIGHT, TOP, BOTTOM = 0.08, 0.92, 0.955, 0.045  # shares of the page
FIGURE_HEIGHT = 0.15
QR_SIDE = 0.11  # of the page's width
SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # points; the largest with which all fits
TEXT_WIDTH = (RIGHT - LEFT) * A4[0] * 72  # points
LETTER = 0.53  # width of a letter as a share of its size, on average
TITLE_WIDTH, TITLE_LETTER = TEXT_WIDTH * 0.84, 0.64  # beside the QR code; the title is bold
INK, PALE = "#22121b", "#8a6070"
_MARKS = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`")


def handout(lesson: Lesson, address: str) -> bytes:
    """The page as a PDF file.

    Args:
        lesson: The lesson.
        address: What its QR code leads to.
    """
    from matplotlib.backends.backend_pdf import PdfPages

    file = BytesIO()
    with PdfPages(file, metadata={"Title": lesson.title, "CreationDate": None}) as pdf:
        pdf.savefig(lay_out(lesson, get_figure(lesson.figure)(), address))
    return file.getvalue()


def lay_out(lesson: Lesson, figure: Figure, address: str) -> "Page":
    """The page, not yet in a file; the type is as large as fits."""
    from matplotlib.figure import Figure as Page

    size = next((points for points in SIZES if _height(lesson, points) <= _room()), SIZES[-1])
    page = Page(figsize=A4)
    page.text(
        LEFT,
        TOP,
        lesson.title,
        size=min(20.0, TITLE_WIDTH / (TITLE_LETTER * len(lesson.title))),
        weight="bold",
        color=INK,
        va="top",
        family="serif",
    )
    about = f"{lesson.minutes} minutes · AnimeGAN Lab · Name: " + "_" * 28
    page.text(LEFT, TOP - 0.034, about, size=9, color=PALE, va="top")
    _draw_qr(page, address)
    top = TOP - 0.075
    for line, weight in _opening(lesson):
        top = _write(page, line, top, size, weight)
    top = _draw_figure(page, figure, top - 0.012)
    for line, weight in _body(lesson):
        top = _write(page, line, top, size, weight)
    page.text(LEFT, BOTTOM - 0.02, address, size=7, color=PALE, va="bottom")
    return page


def plain(markdown: str) -> str:
    """The words without the signs that make them bold or slanted, in one paragraph."""
    return " ".join(_MARKS.sub("", markdown).split())


def _opening(lesson: Lesson) -> list[tuple[str, str]]:
    goals = [(f"•  {plain(goal)}", "normal") for goal in lesson.goals]
    return [(plain(lesson.intro), "normal"), ("Afterwards you can", "bold"), *goals]


def _body(lesson: Lesson) -> list[tuple[str, str]]:
    lines = []
    for number, step in enumerate(lesson.steps, start=1):
        lines.append((f"{number}. {step.title}", "bold"))
        if step.question is None:
            lines.append((plain(step.text), "normal"))
            if step.transfer:
                lines += [("_" * 88, "normal")] * 3
        else:
            lines += [(plain(step.question.asks), "normal"), (_answers(step.question), "normal")]
    return lines


def _answers(question: Question) -> str:
    """Boxes to tick or a line to write on, and one for what was measured."""
    if question.options:
        boxes = "     ".join(f"☐ {plain(words)}" for words in question.options.values())
        return f"{boxes}     Measured:\u00a0{'_' * 12}"
    assert question.amount is not None
    unit = f" {question.amount.unit}" if question.amount.unit else ""
    return f"My guess: {'_' * 10}{unit}     Measured:\u00a0{'_' * 10}{unit}"


def _wrapped(text: str, size: float) -> list[str]:
    return textwrap.wrap(text, int(TEXT_WIDTH / (size * LETTER))) or [""]


def _line(size: float) -> float:
    """The height of a line as a share of the page."""
    return 1.32 * size / 72 / A4[1]


def _height(lesson: Lesson, size: float) -> float:
    """How much of the page all lines take."""
    lines = [*_opening(lesson), *_body(lesson)]
    return sum(
        len(_wrapped(text, size)) * _line(size) + (0.35 * _line(size) if weight == "bold" else 0)
        for text, weight in lines
    )


def _room() -> float:
    return TOP - 0.075 - FIGURE_HEIGHT - 0.05 - BOTTOM


def _write(page: "Page", text: str, top: float, size: float, weight: str) -> float:
    """Writes a paragraph and says where the next one begins."""
    if weight == "bold":
        top -= 0.35 * _line(size)
    for line in _wrapped(text, size):
        page.text(LEFT, top, line, size=size, weight=weight, color=INK, va="top")
        top -= _line(size)
    return top


def _draw_figure(page: "Page", figure: Figure, top: float) -> float:
    """Draws pictures side by side, or bars, and the caption below."""
    if figure.pictures:
        wide = (RIGHT - LEFT) / len(figure.pictures)
        for place, (title, picture) in enumerate(figure.pictures.items()):
            axes = page.add_axes(
                (LEFT + place * wide, top - FIGURE_HEIGHT, wide * 0.96, FIGURE_HEIGHT - 0.015)
            )
            axes.imshow(picture)
            axes.set_title(title, size=8, color=INK)
            axes.axis("off")
    else:
        _draw_bars(
            page.add_axes((LEFT + 0.12, top - FIGURE_HEIGHT, RIGHT - LEFT - 0.16, FIGURE_HEIGHT)), figure
        )
    page.text(LEFT, top - FIGURE_HEIGHT - 0.018, figure.caption, size=8, style="italic", color=PALE, va="top")
    return top - FIGURE_HEIGHT - 0.038


def _draw_bars(axes: "Axes", figure: Figure) -> None:
    assert figure.bars is not None
    names, values = list(figure.bars), list(figure.bars.values())
    bars = axes.barh(names, values, color="#b8336a")
    axes.bar_label(bars, fmt="%.3g", size=7, padding=2)
    axes.invert_yaxis()
    axes.tick_params(labelsize=7)
    axes.spines[["top", "right"]].set_visible(False)


def _draw_qr(page: "Page", address: str) -> None:
    import segno

    code = segno.make(address, error="m", micro=False)
    cells = [[255 * (1 - cell) for cell in row] for row in code.matrix]
    axes = page.add_axes(
        (RIGHT - QR_SIDE, TOP - QR_SIDE * A4[0] / A4[1] + 0.012, QR_SIDE, QR_SIDE * A4[0] / A4[1])
    )
    axes.imshow(cells, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    axes.axis("off")
