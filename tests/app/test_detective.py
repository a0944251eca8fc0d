"""The curve detective's room: questions first, then pictures and figures, for whatever logs lie there."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from animegan.losslab.histories.log_cases import find_cases
from animegan.losslab.histories.runs import load_run, runs_with_history
from tests.app.conftest import PATIENCE_S


def lesson():
    from animegan.ui.losses.detective.room import detective_room

    detective_room(None)


@pytest.fixture(scope="module")
def runs():
    return {name: load_run(name) for name in runs_with_history()}


@pytest.fixture(scope="module")
def cases(runs):
    return {case.name: case for case in find_cases(runs)}


def opened(**state):
    page = AppTest.from_function(lesson, default_timeout=PATIENCE_S)
    for key, value in state.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def words(page):
    return " ".join([m.value for m in page.markdown] + [c.value for c in page.code])


def films(page):
    """The titles of the pictures that reached the browser, by component."""
    return {
        e.key: [p["title"] for p in json.loads(e.proto.json)["pictures"]] for e in page.get("bidi_component")
    }


def guess(page, key, value):
    (radio,) = [radio for radio in page.radio if radio.key == f"{key}_guess"]
    radio.set_value(value)
    page.button(key=f"{key}_commit").click().run()
    assert not page.exception
    return page


def test_a_case_gives_nothing_away_before_the_guess_and_everything_after_it(cases):
    case = next(iter(cases.values()))
    page = opened(log_case=case.title)
    assert case.question in words(page) and not films(page)
    assert case.why not in words(page) and case.lesson not in words(page)
    wrong = next(option for option in case.options if option != case.answer)
    guess(page, f"case_{case.name}", wrong)
    assert case.why in words(page) and case.lesson in words(page) and films(page)
    assert "Not as predicted" in words(page)


def test_runs_that_go_by_letters_are_named_only_after_the_guess(cases):
    case = next(case for case in cases.values() if case.letters)
    page = opened(log_case=case.title)
    assert not any(name in words(page) or name.split("_", 1)[1] in words(page) for name in case.runs)
    guess(page, f"case_{case.name}", case.answer)
    assert all(name in words(page) for name in case.runs) and "As predicted" in words(page)
    (titles,) = films(page).values()
    assert titles[0] == "Photo" and len(titles) == 1 + len(case.runs)


def test_a_run_shows_its_film_and_its_best_step_only_after_the_guess(runs):
    name, run = next((name, run) for name, run in runs.items() if len(run.history.validations) > 1)
    page = opened(clues="One run", run=run.entry.title)
    last = run.history.validations[-1]
    assert not films(page) and f"{last.psnr_db:.2f}" not in words(page)
    guess(page, "best_step", f"{run.history.validations[0].step:,}")
    (titles,) = films(page).values()
    assert titles == ["Photo", *(f"Step {step:,}" for step in run.history.sheets)]
    assert f"{last.psnr_db:.2f}" in words(page) and f"{last.perceptual:.4f}" in words(page)
    assert f'"{name}"' in words(page) or f"'{name}'" in words(page)  # in the code


def test_the_values_under_the_cursor_are_those_of_the_log_and_add_up(runs):
    run = runs["anime_unet"]
    step = int(run.history.steps[3])
    page = opened(clues="One run", at_step=str(step))
    (table,) = [m.value for m in page.markdown if m.value.startswith(f"**At step {step:,}**")]
    total = run.history.terms["total"][3]
    assert f"| Total | {total:.4g} |" in table
    l1 = 100 * run.weighted["l1"][3] / total
    assert f"{l1:.0f}%" in table


def test_a_step_of_a_longer_run_does_not_break_a_shorter_one(runs):
    by_length = sorted(runs.values(), key=lambda run: int(run.history.steps[-1]))
    longest, shortest = by_length[-1], by_length[0]
    page = opened(clues="One run", run=longest.entry.title, at_step=str(int(longest.history.steps[-1]) - 10))
    page.selectbox(key="run").set_value(shortest.entry.name).run()
    assert not page.exception and shortest.history.phases
    assert page.slider(key="at_step").value <= shortest.history.steps[-1]


def test_a_pair_is_ranked_only_where_it_can_be(runs):
    one, two = (runs[f"ablation_{name}"].entry.title for name in ("balanced", "style_heavy"))
    page = opened(clues="Two runs", pair_one=one, pair_two=two)
    assert not films(page)
    guess(page, "pair_end", one)
    (titles,) = films(page).values()
    assert titles == ["Photo", one, two]
    other = opened(clues="Two runs", pair_one=one, pair_two=runs["animeganv2_sakura"].entry.title)
    assert "different styles" in " ".join(i.value for i in other.info)
