"""The cases say what the logs say: another log, another answer, or no case."""

from dataclasses import replace

import numpy as np
import pytest

from animegan.catalog import get_weights
from animegan.losslab.histories.history import RunHistory, Validation
from animegan.losslab.histories.log_case import FARTHER, MIXED, NEARER
from animegan.losslab.histories.log_cases import find_cases
from animegan.losslab.histories.runs import Run, load_run, runs_with_history
from animegan.training.ablation_recipe import CHILDREN, family_config
from animegan.training.validation import StyleFigures

STEPS = np.arange(10, 410, 10)


def validation(step, psnr_db, perceptual, nearer_share=0.5):
    row = StyleFigures(
        style="aozora", photos=2, psnr_db=psnr_db, photo_psnr_db=19.0, perceptual=perceptual,
        photo_perceptual=0.25, nearer_share=nearer_share,
    )  # fmt: skip
    return Validation(step=step, figures=(row,))


def run(name, validations, *, joins=None, level=1.0, **terms):
    """A run whose content terms stay at `level`; its total is 1 higher from the step at which the game begins."""
    game = (joins is not None) & ((joins or 0) <= STEPS)
    flat = {name: np.full(len(STEPS), level) for name in ("l1", "perceptual", "style")}
    game_only = {name: np.where(game, level, np.nan) for name in ("adversarial", "discriminator")}
    columns = {
        "learning_rate": np.linspace(1, 0.1, len(STEPS)),
        "total": level + game,
        **flat,
        **game_only,
        **terms,
    }
    history = RunHistory(steps=STEPS, terms=columns, validations=tuple(validations), sheets={})
    return Run(entry=get_weights(name), history=history, config=family_config({}))


def cases(*runs):
    return {case.name: case for case in find_cases({each.entry.name: each for each in runs})}


@pytest.mark.parametrize(
    ("after", "answer"), [((21.0, 0.1), NEARER), ((19.0, 0.3), FARTHER), ((21.0, 0.3), MIXED)]
)
def test_the_jump_is_answered_by_the_validations_around_it(after, answer):
    jumping = run("ablation_parent", [validation(100, 20.0, 0.2), validation(400, *after)], joins=210)
    assert cases(jumping)["jump"].answer == answer


def test_the_jump_is_judged_only_as_long_as_the_discriminator_stays():
    marks = [validation(100, 20.0, 0.2), validation(300, 21.0, 0.1), validation(400, 10.0, 0.9)]
    left = np.where((STEPS >= 210) & (STEPS <= 300), 1.0, np.nan)
    found = cases(run("ablation_parent", marks, joins=210, adversarial=left, discriminator=left))
    assert found["jump"].answer == NEARER and "until step 300" in found["jump"].question
    assert found["guest"].answer == "210" and "At step 310 the discriminator left." in found["guest"].why


def test_without_a_validation_before_the_jump_there_is_no_such_case():
    assert "jump" not in cases(run("ablation_parent", [validation(300, 20.0, 0.2)], joins=210))


def test_a_loss_that_rises_while_pictures_come_nearer_is_a_case_and_one_that_falls_is_none():
    ends = [validation(100, 20.0, 0.2), validation(400, 21.0, 0.1)]
    assert cases(run("ablation_parent", ends, l1=np.linspace(0.1, 0.4, len(STEPS))))["away"].answer == NEARER
    assert "away" not in cases(run("ablation_parent", ends, l1=np.linspace(0.4, 0.1, len(STEPS))))


def test_a_spike_that_nothing_follows_is_one_hard_batch():
    total = np.ones(len(STEPS))
    total[25] = 3.0
    found = cases(run("ablation_parent", [validation(400, 20.0, 0.2)], total=total))["spike"]
    assert "3.00 at step 260" in found.question and "batch" in found.answer
    total[25:] = 3.0  # it stays up: something did happen
    assert "spike" not in cases(run("ablation_parent", [validation(400, 20.0, 0.2)], total=total))


@pytest.fixture
def family():
    """Five children; the one with much L1 keeps to the photo, fools nobody, and has the lowest total."""
    levels = dict(zip(CHILDREN, (3.0, 1.0, 2.0, 5.0, 4.0), strict=True))
    return {
        child: run(
            f"ablation_{child}", [validation(400, 15.0 + level, 0.4 - level / 20)], joins=10, level=level
        )
        for child, level in levels.items()
    }


def test_the_family_is_shown_by_letters_and_the_answer_is_one_of_them(family):
    found = cases(*family.values())
    judge = found["judge"]
    assert judge.letters and judge.answer == "C"  # adversarial, balanced, l1: by their names
    assert "L1 heavy" in judge.why and not any(title in judge.question for title in ("L1 heavy", "l1_heavy"))
    assert found["totals"].runs == ("ablation_l1_heavy", "ablation_style_heavy")
    assert found["totals"].answer == "B"


def test_a_family_of_which_one_is_best_by_all_measures_tells_no_case_of_measures(family):
    assert "measures" not in cases(*family.values())
    best_by_share = replace(family["balanced"].history, validations=(validation(400, 15.0, 0.4, 1.0),))
    family["balanced"] = replace(family["balanced"], history=best_by_share)
    assert cases(*family.values())["measures"].answer == "2"


def test_the_committed_logs_tell_cases_and_no_title_or_question_holds_its_answer():
    found = find_cases({name: load_run(name) for name in runs_with_history()})
    assert len(found) >= 3 and len({case.name for case in found}) == len(found)
    for case in found:
        assert case.answer not in case.title and (len(case.answer) < 2 or case.answer not in case.question)
