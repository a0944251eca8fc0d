"""A tug of war in words, rows and curves."""

from animegan.losslab.tug import Standing
from animegan.ui.inside.ink import Ink
from animegan.ui.losses.tug.figure import tug_figure
from animegan.ui.losses.tug.words import how_it_went, rows_of, who_pulls

INK = Ink(paper="#ffffff", words="#000000", faint="#cccccc", series=("#b8336a", "#0072b2", "#e69f00"))


def standing(step: int, **weighted: float) -> Standing:
    raw = {term: value / 2 for term, value in weighted.items()}
    return Standing(step=step, raw=raw, weighted=weighted, total=sum(weighted.values()))


START, END = standing(0, l1=0.0, style=4.0), standing(9, l1=0.5, style=1.5)


def test_shares_are_said_the_largest_first() -> None:
    assert who_pulls(END) == "**Style (Gram) is 75%** of the total, L1 25%."
    assert who_pulls(standing(3, l1=0.0)) == "No term has a weight, so nothing pulls."


def test_it_says_who_gained_and_who_paid() -> None:
    said = how_it_went(START, END)
    assert "from 4 to **2**" in said
    assert "wants: Style (Gram) (4 → 1.5)." in said and "Paid for it: L1 (0 → 0.5)." in said
    assert how_it_went(START, START) == ""


def test_every_row_has_the_same_columns_whatever_the_objective() -> None:
    rows = rows_of([START, standing(0, colour=3.0)])
    assert rows[0].keys() == rows[1].keys()
    assert (
        rows[0]["style weighted"] == 4.0 and rows[0]["style raw"] == 2.0 and rows[0]["colour weighted"] == ""
    )
    assert rows[1]["style weighted"] == "" and rows[1]["total"] == 3.0


def test_a_curve_for_each_term_and_the_total_and_a_mark_where_weights_changed() -> None:
    figure = tug_figure([START, standing(4, l1=0.4, style=2.0), END], [4], INK)
    (axes,) = figure.axes
    curves = {line.get_label(): list(line.get_ydata()) for line in axes.lines}
    assert curves["L1"] == [0.0, 0.4, 0.5]
    assert curves["Total"] == [4.0, 2.4, 2.0]
    assert "Adversarial" not in curves
    assert axes.texts[0].get_text() == "new weights" and axes.texts[0].xy[0] == 4
    assert axes.get_yscale() == "linear"


def test_terms_far_apart_get_a_log_scale_that_says_so() -> None:
    (axes,) = tug_figure([standing(0, l1=1.0, adversarial=300.0)], [], INK).axes
    assert axes.get_yscale() == "log" and "log" in axes.get_ylabel()
