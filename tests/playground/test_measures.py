"""Shapes, the real distance, the rules and the class's votes, against values that can be worked out by hand."""

import math

import pytest
import torch
from torch import Generator, nn

from animegan.errors import InputError
from animegan.losses.adversarial import get_game
from animegan.playground.measures import places_reached, sliced_distance
from animegan.playground.play import Game
from animegan.playground.rules import discriminator_loss, generator_loss, reading
from animegan.playground.settings import GAMES, PlaySettings
from animegan.playground.shapes import DRAWN, DRAWN_CELLS, SHAPES, get_shape
from animegan.playground.view import FIELD_SIDE, REACH, look_at
from animegan.playground.votes import class_losses, verdict_of


def chance(seed: int = 3) -> Generator:
    return Generator().manual_seed(seed)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_fits_into_the_picture_and_its_own_points_reach_all_its_places(shape) -> None:
    points = shape.draw(512, chance())
    assert points.shape == (512, 2) and points.abs().max() < REACH
    assert all(places_reached(shape, points))
    assert torch.equal(points, shape.draw(512, chance()))


def test_a_drawing_is_filled_where_it_is_painted() -> None:
    cells = ["0"] * DRAWN_CELLS**2
    cells[0] = "1"  # the upper left corner
    points = get_shape(DRAWN, "".join(cells)).draw(50, chance())
    assert points[:, 0].max() <= -1 + 2 / DRAWN_CELLS and points[:, 1].min() >= 1 - 2 / DRAWN_CELLS
    for empty in ("", "0" * DRAWN_CELLS**2, "2" * DRAWN_CELLS**2):
        with pytest.raises(InputError, match="Nothing is drawn"):
            get_shape(DRAWN, empty)


def test_the_distance_of_a_moved_set_is_how_far_it_was_moved_seen_from_all_sides() -> None:
    points = torch.randn(200, 2, generator=chance())
    assert sliced_distance(points, points.flip(0)) == 0
    moved = points + torch.tensor([0.3, 0.4])  # by 0.5
    assert sliced_distance(points, moved) == pytest.approx(0.5 * 2 / math.pi, rel=0.01)


def test_a_crowd_reaches_one_place() -> None:
    ring = get_shape("ring")
    crowd = ring.places[2].repeat(100, 1)
    assert places_reached(ring, crowd) == [number == 2 for number in range(8)]


@pytest.mark.parametrize("game", ["vanilla", "lsgan", "ragan", "hinge"])
def test_known_games_have_the_labs_own_losses(game: str) -> None:
    judge = nn.Linear(2, 1)
    real, fake = torch.randn(2, 5, 2, generator=chance())
    of_real, of_fake = judge(real), judge(fake)
    known = get_game(game)
    mine = discriminator_loss(game, judge, real, fake, chance())
    assert torch.allclose(mine, known.discriminator(of_real, of_fake))
    assert torch.allclose(generator_loss(game, of_real, of_fake), known.generator(of_real, of_fake))


@pytest.mark.parametrize(("slope", "penalty"), [(1.0, 0.0), (3.0, 4.0)])
def test_the_wasserstein_game_wants_slopes_of_one(slope: float, penalty: float) -> None:
    judge = nn.Linear(2, 1)
    with torch.no_grad():
        judge.weight[:] = torch.tensor([[slope, 0.0]])
    points = torch.randn(2, 6, 2, generator=chance())
    loss = discriminator_loss("wgan-gp", judge, points[0], points[0], chance())
    assert float(loss.detach()) == pytest.approx(penalty, abs=1e-4)  # real and fake are the same points


def test_the_saturating_game_has_no_slope_where_the_judge_is_sure() -> None:
    score = torch.tensor([[-12.0]], requires_grad=True)
    slopes = {}
    for game in ("saturating", "vanilla"):
        (slopes[game],) = torch.autograd.grad(generator_loss(game, score, score), score)
    assert abs(float(slopes["saturating"])) < 1e-4 and float(slopes["vanilla"]) == pytest.approx(-1, abs=1e-4)


@pytest.mark.parametrize("game", GAMES)
def test_a_view_shows_values_between_fake_and_real_and_arrows_downhill(game: str) -> None:
    played = Game(PlaySettings(game=game, width=16))
    played.play("both", 5)
    before = played.fakes()
    view = look_at(played)
    assert view.field.shape == (FIELD_SIDE, FIELD_SIDE) and 0 <= view.field.min() <= view.field.max() <= 1
    assert torch.equal(played.fakes(), before) and view.step == 5
    shown = len(view.pulls)
    moved = before.clone()
    moved[:shown] += 1e-3 * view.pulls
    with torch.no_grad():
        of_real = played.judge(played.real)
        now, then = (generator_loss(game, of_real, played.judge(points)) for points in (before, moved))
    assert then <= now


def test_the_field_is_the_judges_own_word_at_that_place() -> None:
    game = Game(PlaySettings(width=8))
    field, cell = look_at(game).field, 2 * REACH / FIELD_SIDE
    upper_left = torch.tensor([[-REACH + cell / 2, REACH - cell / 2]])
    read = reading("vanilla")(game.judge(upper_left).detach(), upper_left, upper_left)
    assert float(field[0, 0]) == pytest.approx(float(read), abs=1e-6)


def test_the_losses_of_a_class_are_those_of_its_shares() -> None:
    verdicts = class_losses([18, 10], [2], voters=20)  # P(real) = 19/22, 11/22 and 3/22
    p, q, r = 19 / 22, 11 / 22, 3 / 22
    assert verdicts.real == pytest.approx((p, q)) and verdicts.fake == pytest.approx((r,))
    vanilla = -(math.log(p) + math.log(q)) / 2 - math.log(1 - r)
    assert verdicts.discriminator["vanilla"] == pytest.approx(vanilla, rel=1e-5)
    least = ((p - 1) ** 2 + (q - 1) ** 2) / 2 + r**2
    assert verdicts.discriminator["lsgan"] == pytest.approx(least, rel=1e-5)
    assert verdicts.generator["vanilla"] == pytest.approx(-math.log(r), rel=1e-5)
    assert verdicts.generator["lsgan"] == pytest.approx((r - 1) ** 2, rel=1e-5)
    assert verdicts.right == pytest.approx(2.5 / 3)


def test_more_hands_than_voters_or_one_kind_of_picture_is_refused() -> None:
    with pytest.raises(InputError, match="3 hands of 2"):
        verdict_of(3, 2)
    with pytest.raises(InputError, match="one kind"):
        class_losses([1], [], voters=2)
