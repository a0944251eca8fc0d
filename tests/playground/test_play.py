"""Games on the plane: the same seed gives the same game, and each player's turn moves that player alone."""

from dataclasses import replace

import pytest
import torch

from animegan.errors import InputError, TrainingError
from animegan.playground import play as play_module
from animegan.playground.outcome import COLLAPSES, LEARNS, STUCK, SWINGS, outcome_of
from animegan.playground.play import Game
from animegan.playground.presets import PRESETS, get_preset
from animegan.playground.settings import GAMES, PlaySettings

TINY = PlaySettings(shape="blob", width=8, batch=16)


@pytest.mark.parametrize("game", GAMES)
def test_the_same_seed_gives_the_same_game_and_another_seed_another(game: str) -> None:
    one, same, other = (Game(replace(TINY, game=game, seed=seed)) for seed in (1, 1, 2))
    for each in (one, same, other):
        each.play("both", 12)
    assert torch.equal(one.fakes(), same.fakes()) and one.history == same.history
    assert one.losses == same.losses
    assert not torch.equal(one.fakes(), other.fakes())


def test_reset_goes_back_to_the_start() -> None:
    game = Game(TINY)
    start = game.fakes()
    game.play("both", 3)
    assert not torch.equal(game.fakes(), start)
    game.reset()
    assert torch.equal(game.fakes(), start) and game.steps == 0 and game.moves == []


def test_a_players_own_turn_moves_that_player_alone() -> None:
    game = Game(TINY)
    fakes, verdict = game.fakes(), game.judge(game.real).detach()
    game.play("discriminator", 2)
    assert torch.equal(game.fakes(), fakes) and not torch.equal(game.judge(game.real), verdict)
    verdict = game.judge(game.real).detach()
    game.play("generator")
    assert torch.equal(game.judge(game.real), verdict) and not torch.equal(game.fakes(), fakes)
    assert game.moves == [("discriminator", 2), ("generator", 1)] and game.steps == 1


def test_a_game_goes_on_under_other_rules_and_can_be_played_again_from_its_moves() -> None:
    game = Game(TINY)
    game.play("both", 4)
    before = game.fakes()
    game.retune(replace(TINY, game="hinge", lr_generator=0.01))
    assert torch.equal(game.fakes(), before)
    game.play("both", 3)
    again = Game(TINY)
    for move, value in game.moves:
        if isinstance(value, PlaySettings):
            again.retune(value)
        else:
            again.play(move, value)
    assert torch.equal(again.fakes(), game.fakes()) and again.losses == game.losses
    with pytest.raises(InputError, match="during a game"):
        game.retune(replace(game.settings, width=9))


def test_a_game_has_an_end_and_says_what_it_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(play_module, "MOST_STEPS", 2)
    game = Game(TINY)
    game.play("both", 2)
    assert game.is_over
    with pytest.raises(TrainingError, match="2 steps"):
        game.play("both")
    with pytest.raises(InputError, match="Unknown move"):
        game.play("referee")
    with pytest.raises(InputError, match="hardly begun"):
        outcome_of(game)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"game": "poker"}, "poker"), ({"width": 0}, "width"), ({"lr_generator": 2}, "lr_gen")],
)
def test_settings_outside_their_range_are_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        replace(TINY, **wrong)


def test_in_a_good_setting_the_real_distance_falls() -> None:
    game = Game(PlaySettings(shape="blob", optimiser="sgd", lr_generator=0.1, lr_discriminator=0.1, batch=64))
    game.play("both", 120)
    first, last = game.history[0], game.history[-1]
    assert last.distance < first.distance / 3 and last.reached == (True,)


def test_the_collapse_preset_collapses() -> None:
    preset = get_preset("collapse")
    outcome = outcome_of(_played(preset.settings, preset.steps))
    assert outcome.verdict == COLLAPSES and outcome.places == 8 and outcome.reached < 6


def test_with_a_judge_that_is_sure_the_saturating_game_stands_still_and_the_vanilla_one_moves() -> None:
    settings = get_preset("vanishing").settings
    games = [Game(replace(settings, game=name)) for name in ("saturating", "vanilla")]
    for game in games:
        game.play("both", 60)
    still, moving = (outcome_of(game) for game in games)
    assert still.verdict == STUCK
    assert moving.last < still.last / 2


def test_presets_differ_and_each_verdict_is_among_the_possible_ones() -> None:
    assert len({preset.name for preset in PRESETS}) == len(PRESETS) == 5
    assert len({preset.settings for preset in PRESETS}) == len(PRESETS)
    assert {LEARNS, COLLAPSES, SWINGS, STUCK} >= {
        outcome_of(_played(replace(TINY, seed=seed), 60)).verdict for seed in (1, 2)
    }


def _played(settings: PlaySettings, steps: int) -> Game:
    game = Game(settings)
    game.play("both", steps)
    return game
