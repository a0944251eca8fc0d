"""Tug of war: each term alone gets what it wants, and nothing is lost when it pauses or the weights change."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from animegan.errors import TrainingError
from animegan.losses.style import gram_loss
from animegan.losslab import tug as tug_module
from animegan.losslab.case import Case, open_case
from animegan.losslab.tug import STARTS, TugOfWar, first_picture
from animegan.media.samples import load_sample
from animegan.training.config import LossWeights, TrainConfig
from animegan.training.objective import Eyes, new_objective
from animegan.training.published import published_settings
from animegan.types import PhotoU8

KERNELS = torch.randn(6, 3, 3, 3, generator=torch.Generator().manual_seed(1)) / 3
PHOTO, EXAMPLE = load_sample("astronaut")[40:104, 180:250], load_sample("coffee")[:64, :64]
NOTHING = LossWeights(l1=0, perceptual=0, style=0, adversarial=0)
ALL = LossWeights(l1=5, perceptual=1, style=300, adversarial=0.5)


def features(picture: Tensor) -> dict[str, Tensor]:
    return {"edges": F.relu(F.conv2d(picture, KERNELS, stride=2))}


def judge(picture: Tensor) -> Tensor:
    return F.conv2d(picture, KERNELS[:1], stride=4)


EYES = Eyes(features=features, fixed_features=torch.no_grad()(features), judge=judge)


def settings(weights: LossWeights = ALL, **others: object) -> TrainConfig:
    return TrainConfig(**{"styles": ("aozora",), "pairing": "unpaired", "weights": weights, **others})


def case_with(weights: LossWeights = ALL, **others: object) -> Case:
    return open_case(PHOTO, EXAMPLE, settings(weights, **others), EYES)


def tug_with(weights: LossWeights = ALL, start: str = "photo", **others: object) -> TugOfWar:
    return TugOfWar(case_with(weights, **others), first_picture(start, PHOTO))


def play(tug: TugOfWar, steps: int) -> TugOfWar:
    for _ in range(steps):
        tug.step()
    return tug


def apart(one: PhotoU8, other: PhotoU8) -> float:
    return float(np.abs(one.astype(float) - other).mean())


def roughness(picture: PhotoU8) -> float:
    return float(np.abs(np.diff(picture.astype(float), axis=1)).mean())


@pytest.mark.parametrize("start", ["grey", "noise"])
def test_l1_alone_leads_back_to_the_photo(start: str) -> None:
    tug = play(tug_with(replace(NOTHING, l1=10), start), 90)
    assert apart(first_picture(start, PHOTO), PHOTO) > 40
    assert apart(tug.picture_u8(), PHOTO) < 3


def test_total_variation_alone_smooths() -> None:
    weights = replace(NOTHING, variation=1)
    tug = tug_with(weights, objective="animeganv2")
    play(tug, 40)
    assert roughness(tug.picture_u8()) < 0.5 * roughness(PHOTO)
    assert tug.history[-1].raw["variation"] < 0.3 * tug.history[0].raw["variation"]


def test_style_alone_brings_the_gram_matrices_nearer_to_the_painting() -> None:
    case = case_with(replace(NOTHING, style=4))
    tug = play(TugOfWar(case, PHOTO), 40)

    def distance(picture: PhotoU8) -> float:
        seen = torch.from_numpy(picture.copy()).permute(2, 0, 1)[None] / 127.5 - 1
        return float(gram_loss(features(seen), features(case.example)))

    assert distance(tug.picture_u8()) < 0.6 * distance(PHOTO)


def test_without_weights_nothing_moves() -> None:
    tug = play(tug_with(NOTHING, "noise"), 3)
    assert np.array_equal(tug.picture_u8(), first_picture("noise", PHOTO))
    assert set(tug.history[-1].shares.values()) == {0.0}


@pytest.mark.parametrize("others", [{}, published_settings("hayao")], ids=["article", "animeganv2"])
def test_a_standing_is_what_the_trainer_computes_for_the_picture(others: dict[str, object]) -> None:
    case = case_with(**others)
    tug = play(TugOfWar(case, first_picture("noise", PHOTO)), 3)
    now = tug.history[-1]
    trained = new_objective(case.config).terms(tug._picture.detach(), case.batch, EYES)
    assert now.step == tug.steps == 3
    assert now.total == pytest.approx(float(trained.total), rel=1e-5)
    assert now.raw == pytest.approx({name: float(value) for name, value in trained.values.items()}, rel=1e-5)
    assert sum(now.weighted.values()) == pytest.approx(now.total, rel=1e-5)
    assert sum(now.shares.values()) == pytest.approx(1)


def test_the_total_falls_and_somebody_pays() -> None:
    tug = play(tug_with(), 20)
    first, last = tug.history[0], tug.history[-1]
    assert last.total < first.total
    assert first.raw["l1"] == 0 < last.raw["l1"]


def test_the_same_steps_make_the_same_picture_whatever_happens_between() -> None:
    without, paused = play(tug_with(), 12), play(tug_with(), 5)
    play(tug_with(replace(ALL, l1=50), "noise"), 3)  # somebody else's
    assert np.array_equal(paused.picture_u8(), paused.frames[5])  # looking changes nothing
    play(paused, 7)
    assert np.array_equal(without.picture_u8(), paused.picture_u8())
    assert without.history == paused.history


def test_other_weights_go_on_from_the_same_picture() -> None:
    tug = play(tug_with(replace(NOTHING, style=300)), 6)
    before = tug.picture_u8()
    other = settings(replace(NOTHING, l1=10))
    tug.reweigh(other)
    assert np.array_equal(tug.picture_u8(), before)
    assert [standing.step for standing in tug.history[-2:]] == [6, 6]
    assert tug.settings == {0: settings(replace(NOTHING, style=300)), 6: other}
    play(tug, 40)
    assert apart(tug.picture_u8(), PHOTO) < apart(before, PHOTO)


def test_the_same_weights_again_change_nothing() -> None:
    tug = play(tug_with(), 4)
    history = list(tug.history)
    tug.reweigh(settings(ALL))
    assert tug.history == history
    assert np.array_equal(play(tug, 4).picture_u8(), play(tug_with(), 8).picture_u8())


def test_another_objective_brings_its_own_terms() -> None:
    tug = play(tug_with(), 2)
    tug.reweigh(settings(LossWeights(l1=0, colour=10, variation=1), objective="animeganv2"))
    play(tug, 2)
    assert "l1" in tug.history[0].raw
    assert {"colour", "variation"} <= tug.history[-1].raw.keys()


def test_reset_goes_back_to_the_start_under_the_weights_of_now() -> None:
    tug = play(tug_with(start="noise"), 3)
    tug.reweigh(settings(replace(ALL, l1=1)))
    tug.reset()
    assert np.array_equal(tug.picture_u8(), first_picture("noise", PHOTO))
    assert tug.settings == {0: settings(replace(ALL, l1=1))}
    assert len(tug.history) == len(tug.frames) == 1
    afresh = play(tug_with(replace(ALL, l1=1), "noise"), 5)
    assert np.array_equal(play(tug, 5).picture_u8(), afresh.picture_u8())


def test_values_stay_within_the_range() -> None:
    tug = play(TugOfWar(case_with(replace(NOTHING, adversarial=1)), PHOTO, pace=0.5), 6)
    assert tug._picture.detach().abs().max() == 1


def test_the_film_spans_the_whole_tug_and_never_grows_beyond_its_row() -> None:
    tug = play(tug_with(replace(NOTHING, l1=1), "grey"), 70)
    steps = list(tug.frames)
    assert steps[0] == 0 and steps[-1] > 60
    assert len(steps) <= tug_module.MOST_FRAMES
    assert len({later - earlier for earlier, later in pairwise(steps)}) == 1


def test_it_ends_some_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tug_module, "MOST_STEPS", 2)
    tug = play(tug_with(), 2)
    assert tug.is_over
    with pytest.raises(TrainingError, match="had its 2 steps"):
        tug.step()


def test_weights_beyond_numbers_are_refused_and_the_picture_stays() -> None:
    tug = play(tug_with(), 2)
    before = tug.picture_u8()
    with pytest.raises(TrainingError, match="After 2 steps the total is inf"):
        tug.reweigh(settings(replace(ALL, style=1e300)))
    assert np.array_equal(tug.picture_u8(), before)
    assert np.array_equal(play(tug, 2).picture_u8(), play(tug_with(), 4).picture_u8())


def test_the_eyes_get_no_gradients() -> None:
    network = torch.nn.Conv2d(3, 4, 3)
    eyes = replace(EYES, features=lambda picture: {"one": network(picture)})
    eyes = replace(eyes, fixed_features=torch.no_grad()(eyes.features))
    play(TugOfWar(open_case(PHOTO, EXAMPLE, settings(ALL), eyes), PHOTO), 2)
    assert network.weight.grad is None


def test_starts() -> None:
    pictures = {name: first_picture(name, PHOTO) for name in STARTS}
    assert np.array_equal(pictures["photo"], PHOTO) and pictures["photo"] is not PHOTO
    assert np.ptp(pictures["grey"]) == 0
    assert np.array_equal(pictures["noise"], first_picture("noise", PHOTO))
    assert pictures["noise"].std() > 60
    with pytest.raises(TrainingError, match="'sky'"):
        first_picture("sky", PHOTO)


def test_a_start_of_another_size_is_refused() -> None:
    with pytest.raises(TrainingError, match="10 × 12"):
        TugOfWar(case_with(ALL), PHOTO[:12, :10])
